/** Which call the keyboard goes to. Pure. */

export type ListMove = { readonly to: number } | 'search' | null;

/** @param row the current call; null: none yet @param count of calls that are loaded @param page rows that fit on the screen
 *  @returns null where the key means nothing here; `'search'` from the first row up */
export function moveFor(key: string, row: number | null, count: number, page: number): ListMove {
  if (count === 0) return key === 'ArrowUp' ? 'search' : null;
  const last = count - 1;
  const by = (rows: number): ListMove => ({ to: Math.min(last, Math.max(0, (row ?? 0) + rows)) });
  switch (key) {
    case 'ArrowDown':
      return row === null ? { to: 0 } : by(1);
    case 'ArrowUp':
      return row === null || row === 0 ? 'search' : by(-1);
    case 'PageDown':
      return by(Math.max(1, page));
    case 'PageUp':
      return by(-Math.max(1, page));
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: last };
    default:
      return null;
  }
}
