/** What every field of a form is told beside its value. */
export interface FieldAbout {
  /** Of the control itself; hint and error get ids of their own from it. */
  readonly id: string;
  readonly label: string;
  /** Shown under the control; empty for none. */
  readonly hint: string;
  /** What is wrong with the value; null where nothing is. */
  readonly error: string | null;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Ids for `aria-describedby`, error first; null where there is nothing to describe. */
export function describedBy({ id, hint, error }: FieldAbout): string | null {
  const ids = [...(error === null ? [] : [`${id}-error`]), ...(hint === '' ? [] : [`${id}-hint`])];
  return ids.length === 0 ? null : ids.join(' ');
}
