import { expect, test } from 'vitest';
import { History } from '../../../main/app/history.ts';
import type { CallId } from '../../../main/model/call.ts';
import type { CallRecord } from '../../../main/model/record.ts';

const record = (id: string, startedEpochMs: number): CallRecord => ({
  id: id as CallId,
  callerKey: '+19062195047',
  ringsideCall: null,
  number: '+1 906 219 5047',
  name: null,
  startedEpochMs,
  endedEpochMs: startedEpochMs + 1000,
  how: 'stopped-ringing',
  sentTo: null,
});

test('the last five calls are at hand, newest first, each once, also without a database', () => {
  const history = new History(null);
  for (const [index, id] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) history.put(record(id, index));
  history.put({ ...record('f', 5), how: 'caller-hung-up' });
  expect(history.recent.map(({ id, how }) => `${id} ${how}`)).toEqual([
    'f caller-hung-up',
    'e stopped-ringing',
    'd stopped-ringing',
    'c stopped-ringing',
    'b stopped-ringing',
  ]);
});

test('without a database nothing is known of earlier calls', async () => {
  const history = new History(null);
  history.put(record('a', 0));
  expect(await history.earlier({ callerKey: '+19062195047', ringsideCall: null, sinceEpochMs: 0 })).toEqual([]);
});

test('each record is told, so that the tray is never behind', () => {
  const history = new History(null);
  let told = 0;
  history.onChange(() => (told += 1));
  history.put(record('a', 0));
  expect(told).toBe(1);
});
