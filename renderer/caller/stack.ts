/** In which order cards stand and which of them are open: the newest on top, but nothing moves from under the pointer. */

/** Cards that are drawn in full; the others are one line each. */
const maxFullCards = 3;
/** A card with its buttons, as it mostly is. */
const cardPx = 480;

/** The order in which cards stand, topmost first.
 *  @param before ids as they stand now
 *  @param newestFirst ids of the calls there are now
 *  @param held ids of cards that must stay where they are: an action is in progress there, or the pointer
 *  @param edge where the window is anchored: what stands between a card and that edge must not grow */
export function arrange(
  before: readonly string[],
  newestFirst: readonly string[],
  held: readonly (string | null)[],
  edge: 'top' | 'bottom',
): readonly string[] {
  // The window grows away from its edge: at the bottom of the screen new cards on top push nothing.
  if (edge === 'bottom' && !isOutOfOrder(before, newestFirst, held)) return newestFirst;
  const present = before.filter((id) => newestFirst.includes(id));
  if (edge === 'bottom') {
    const first = present.findIndex((id) => held.includes(id));
    const fixed = first === -1 ? [] : present.slice(first);
    return [...newestFirst.filter((id) => !fixed.includes(id)), ...fixed];
  }
  const last = present.findLastIndex((id) => held.includes(id));
  const fixed = present.slice(0, last + 1);
  return [...fixed, ...newestFirst.filter((id) => !fixed.includes(id))];
}

/** Whether the order by age would move what stands below a held card. */
function isOutOfOrder(
  before: readonly string[],
  newestFirst: readonly string[],
  held: readonly (string | null)[],
): boolean {
  const present = before.filter((id) => newestFirst.includes(id));
  const first = present.findIndex((id) => held.includes(id));
  if (first === -1) return false;
  const fixed = present.slice(first);
  return newestFirst.slice(-fixed.length).join() !== fixed.join();
}

/** Which cards are drawn in full: those in use first, then from the top, as many as the screen has room for.
 *  @param inUse ids, the most important first; those that are not in `order` count for nothing
 *  @param room.heightPx of the screen's work area
 *  @param room.isPanelOpen a panel grows as somebody types in it, and must not push itself from under the hand */
export function fullCards(
  order: readonly string[],
  inUse: readonly (string | null)[],
  room: { readonly heightPx: number; readonly isPanelOpen: boolean },
): readonly string[] {
  const used = inUse.filter((id) => id !== null).filter((id) => order.includes(id));
  const fitting = room.isPanelOpen ? 1 : Math.min(maxFullCards, Math.floor(room.heightPx / cardPx));
  return [...new Set([...used, ...order])].slice(0, Math.max(1, new Set(used).size, fitting));
}
