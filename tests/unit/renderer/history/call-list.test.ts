/** The calls that are loaded: what is forgotten or changed on an older page is not drawn as it was. */
import { expect, test } from 'vitest';
import type { HistoryCallView } from '../../../../main/bridge/contract/history-views.ts';
import { CallList, type Search } from '../../../../renderer/history/call-list.svelte.ts';

const PAGE = 3;
const call = (seq: number, note: string | null = null): HistoryCallView => ({
  ...{ id: `c${seq}`, seq, class: 'missed', number: null, name: null, startedEpochMs: seq, endedEpochMs: seq, note },
  ...{ how: 'caller-hung-up', sentTo: null, client: null, assignee: null, steps: [], canForget: true },
  route: { called: null, calledName: null, from: null },
});

/** A list over calls that a test changes. */
async function listOver(calls: Map<number, HistoryCallView>, pages: number): Promise<CallList> {
  const search: Search = ({ before }) => {
    const rest = [...calls.values()].filter(({ seq }) => before === null || seq < before).sort((a, b) => b.seq - a.seq);
    const page = rest.slice(0, PAGE);
    return Promise.resolve({
      ok: true,
      value: { calls: page, next: rest.length > PAGE ? (page.at(-1)?.seq ?? null) : null },
    });
  };
  const list = new CallList(search);
  await list.refresh();
  for (let page = 1; page < pages; page += 1) await list.more();
  return list;
}

const bySeq = (from: number, to: number): Map<number, HistoryCallView> =>
  new Map(Array.from({ length: to - from + 1 }, (_, index) => [from + index, call(from + index)]));
const drawn = (list: CallList): string[] => list.calls.map(({ id, note }) => (note === null ? id : `${id} ${note}`));

test('calls that come in stand before all that is loaded', async () => {
  const calls = bySeq(1, 7);
  const list = await listOver(calls, 2);
  calls.set(8, call(8));
  await list.refresh();
  expect(drawn(list)).toEqual(['c8', 'c7', 'c6', 'c5', 'c4', 'c3', 'c2']);
});

test('a caller who is forgotten is gone from every page, also from one that was loaded long ago', async () => {
  const calls = bySeq(1, 9);
  const list = await listOver(calls, 3);
  const question = list.answeredKey;
  for (const seq of [1, 4, 8]) calls.delete(seq);
  list.dropOlder();
  await list.refresh();
  const first = drawn(list);
  await list.more();
  expect([first, drawn(list), list.answeredKey]).toEqual([
    ['c9', 'c7', 'c6'],
    ['c9', 'c7', 'c6', 'c5', 'c3', 'c2'],
    question,
  ]);
});

test('a call that changed on an older page is drawn as it is now', async () => {
  const calls = bySeq(1, 9);
  const list = await listOver(calls, 3);
  calls.set(2, call(2, 'was written'));
  await list.renew('c2');
  await list.renew('nobody');
  expect(drawn(list)).toEqual(['c9', 'c8', 'c7', 'c6', 'c5', 'c4', 'c3', 'c2 was written', 'c1']);
});
