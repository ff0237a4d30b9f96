/** Which row the keyboard goes to. Pure. */

/** @param row the focused row; null: the search field @param count of rows
 *  @returns the row to focus, `'search'` for the field, or null where the key means nothing here */
export function rowFor(key: string, row: number | null, count: number): number | 'search' | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return row === null ? 0 : Math.min(row + 1, count - 1);
    case 'ArrowUp':
      if (row === null) return null;
      return row === 0 ? 'search' : row - 1;
    case 'Home':
      return row === null ? null : 0;
    case 'End':
      return row === null ? null : count - 1;
    default:
      return null;
  }
}

/** Whether a key writes: then it belongs into the search field. */
export function isWriting(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
}
