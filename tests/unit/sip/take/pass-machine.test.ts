import { expect, test } from 'vitest';
import { advancePass, sipfragStatus, type PassEvent, type PassState } from '../../../../main/sip/take/pass-machine.ts';

const answered = (status: number): PassEvent => ({ kind: 'answered', status });
const notified = (status: number, isLast = false): PassEvent => ({ kind: 'notified', status, isLast });
const silence: PassEvent = { kind: 'silence' };
const failed = (status: number): { kind: 'failed'; status: number } => ({ kind: 'failed', status });

test.each<readonly [PassState, string, PassEvent, PassState, ReturnType<typeof advancePass>['tell']]>([
  ['asked', 'is taken on', answered(202), 'accepted', { kind: 'trying' }],
  ['asked', 'is refused', answered(403), 'failed', failed(403)],
  ['asked', 'finds no dialog', answered(481), 'over', { kind: 'gone' }],
  ['asked', 'finds nobody behind the dialog', answered(408), 'over', { kind: 'gone' }],
  ['asked', 'is told of before it is answered', notified(100), 'accepted', { kind: 'trying' }],
  ['asked', 'is done before it is answered', notified(200, true), 'over', { kind: 'started' }],
  ['asked', 'comes to nothing before it is answered', notified(404, true), 'failed', failed(404)],
  ['asked', 'is not answered', silence, 'failed', failed(408)],
  ['accepted', 'rings', notified(180), 'accepted', { kind: 'ringing' }],
  ['accepted', 'makes progress', notified(183), 'accepted', { kind: 'ringing' }],
  ['accepted', 'is done', notified(200, true), 'over', { kind: 'started' }],
  ['accepted', 'is refused there', notified(486, true), 'failed', failed(486)],
  ['accepted', 'ends without an outcome', notified(100, true), 'failed', failed(408)],
  ['accepted', 'is not told of any more', silence, 'failed', failed(408)],
  ['accepted', 'is answered twice', answered(202), 'accepted', null],
  ['failed', 'is answered late', answered(202), 'failed', null],
  ['failed', 'is done after all', notified(200, true), 'over', { kind: 'started' }],
  ['failed', 'rings late', notified(180), 'failed', null],
  ['failed', 'is refused late', notified(486, true), 'failed', null],
  ['failed', 'is still not told of', silence, 'failed', null],
  ['over', 'is answered late', answered(500), 'over', null],
  ['over', 'is done twice', notified(200, true), 'over', null],
  ['over', 'is not told of any more', silence, 'over', null],
])('a REFER that is %s and %s', (from, _what, event, state, tell) => {
  expect(advancePass(from, event)).toMatchObject({ state, tell });
});

test('there is always a wait for the next word while one is expected', () => {
  const waits = [answered(202), notified(100), notified(180)].map((event) => advancePass('asked', event).waitMs);
  expect(waits).toEqual([8000, 120_000, 120_000]);
});

test.each([
  ['SIP/2.0 200 OK\r\n', 200],
  ['  sip/2.0 180 Ringing', 180],
  ['SIP/2.0 404 Not Found\r\nWarning: 399 x', 404],
  ['', null],
  ['SIP/2.0 999 Nothing', null],
  ['HTTP/1.1 200 OK', null],
])('the status of the fragment %j is %j', (body, status) => {
  expect(sipfragStatus(body)).toBe(status);
});
