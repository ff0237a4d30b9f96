/** A statement, and what follows from it. */

/** The second is empty where nothing is to be added. */
export interface Statement {
  readonly what: string;
  readonly more: string;
}
