/** What the history window is told of one call, made from its record. Pure. */
import type { HistoryCallView, HistoryPageView } from '../bridge/contract/history-views.ts';
import type { EntityRef } from '../model/client.ts';
import { classOf, type HistoryCall, type HistoryPage } from '../model/history.ts';

/** The contract's longest texts: what came by wire and was stored before there was a bound must not break a page. */
const MAX_TEXT = 512;
const MAX_NOTE = 4000;

const cut = (text: string | null, most = MAX_TEXT): string | null =>
  text === null || text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** @param hasCard whether the CRM has a page for this client */
function historyCallView({ seq, record }: HistoryCall, hasCard: (client: EntityRef) => boolean): HistoryCallView {
  const { client, sentTo, route } = record;
  return {
    id: record.id,
    seq,
    class: classOf(record),
    number: cut(record.number),
    name: cut(record.name),
    startedEpochMs: record.startedEpochMs,
    endedEpochMs: record.endedEpochMs,
    how: record.how,
    sentTo: sentTo && { name: cut(sentTo.name), shown: cut(sentTo.shown) ?? '', outcome: sentTo.outcome },
    client: client && { type: client.type, hasCard: hasCard(client) },
    assignee: cut(record.assignee),
    route: { called: cut(route.called), calledName: cut(route.calledName), from: cut(route.from) },
    steps: record.steps.map(({ atEpochMs, what, to }) => ({ atEpochMs, what, to: cut(to) })),
    note: cut(record.note, MAX_NOTE),
    canForget: record.callerKey !== null,
  };
}

export const historyPageView = (page: HistoryPage, hasCard: (client: EntityRef) => boolean): HistoryPageView => ({
  calls: page.calls.map((call) => historyCallView(call, hasCard)),
  next: page.next,
});
