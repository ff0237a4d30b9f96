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
  client: null,
  assignee: null,
  route: { called: null, calledName: null, from: null },
  steps: [],
  note: null,
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

test('a caller who is forgotten is gone from the tray’s calls at once, and the window is told', () => {
  const history = new History(null);
  history.put(record('a', 0));
  history.put({ ...record('b', 1), callerKey: 'outside:+4930231250' });
  const before = history.revision;
  history.forgetCaller('+19062195047');
  expect([history.recent.map(({ id }) => id), history.revision - before]).toEqual([['b'], 1]);
});

test('a note that is added later outlives what the switchboard still writes of the call, until its caller is forgotten', () => {
  const history = new History(null);
  const written = { ...record('a', 0), note: 'first' };
  history.put(written);
  history.addNote(written, 'second');
  history.addNote(history.recent[0] ?? written, 'third');
  history.put({ ...written, how: 'caller-hung-up' });
  const noted = history.recent.map(({ how, note }) => `${how}: ${note}`);
  history.forgetCaller(written.callerKey ?? '');
  history.put(written);
  expect([noted, history.recent.map(({ note }) => note)]).toEqual([
    ['caller-hung-up: first\nsecond\nthird'],
    ['first'],
  ]);
});
