/** Keeps a switch total: a new member of a union does not compile. */

/** @throws Error when a value from outside the type arrives, which is a bug */
export function assertNever(value: never): never {
  throw new Error(`Not handled: ${JSON.stringify(value)}`);
}
