/** Joins a fresh first page with what is loaded already. Pure. */
import type { HistoryCallView, HistoryPageView } from '../../main/bridge/contract/history-views.ts';

/** Calls that came in stand before, calls that changed are renewed, calls that are gone from the page's stretch are gone.
 *  @param loaded and @param fresh by `seq`, the newest first
 *  @returns the fresh page alone where nothing joins the two */
export function withFresh(loaded: HistoryPageView, fresh: HistoryPageView): HistoryPageView {
  const oldest = fresh.calls.at(-1);
  if (fresh.next === null || oldest === undefined) return fresh;
  const older = loaded.calls.filter(({ seq }) => seq < oldest.seq);
  const isJoined = loaded.calls.some(({ seq }) => seq >= oldest.seq);
  return isJoined && older.length > 0 ? { calls: [...fresh.calls, ...older], next: loaded.next } : fresh;
}

/** The calls that are loaded, those of the fresh page as they are now. */
export function renewed(loaded: readonly HistoryCallView[], { calls }: HistoryPageView): readonly HistoryCallView[] {
  const byId = new Map(calls.map((call) => [call.id, call]));
  return loaded.map((call) => byId.get(call.id) ?? call);
}

export const indexOfCall = (calls: readonly HistoryCallView[], id: string | null): number | null => {
  const index = id === null ? -1 : calls.findIndex((call) => call.id === id);
  return index < 0 ? null : index;
};
