/** Callers who never called before: no look-up of theirs is remembered, and no two of their calls are taken for one. */

/** @returns gives a new number at each call, E.164 with the plus, valid in the United States; 8 million of them */
export function callerNumbers(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `+1415${String(2_000_000 + count)}`;
  };
}
