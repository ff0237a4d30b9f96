import { expect, test } from 'vitest';
import { fetchDial, type FetchInput } from '../../../main/call/fetching.ts';
import type { CallEvent, OpenCall } from '../../../main/call/machine.ts';
import { untold, type LampCall } from '../../../main/model/presence.ts';
import type { Outcome } from '../../../main/model/call.ts';
import {
  after,
  answered,
  answering,
  choosing,
  destination,
  ended,
  passing,
  progress,
  returning,
  ringing,
  sending,
  sent,
  taken,
} from './machine-steps.ts';

const nothingTold = untold(0);
const desk: FetchInput = {
  ...{ pickupPrefix: '**', extension: '101', ownLine: 'ringing', others: [] },
  ...{ country: 'US', lampOf: () => nothingTold },
};
/** A line that rings with these callers, as its lamp names them; only that of `at` is told. */
const rings = (at: string, ...users: readonly (string | null)[]): Partial<FetchInput> => ({
  lampOf: (extension) =>
    extension === at
      ? { ...nothingTold, state: 'ringing', calls: users.map((remoteUser, id) => ringCall(String(id), remoteUser)) }
      : nothingTold,
});
const ringCall = (id: string, remoteUser: string | null): LampCall => ({
  ...{ id, remoteUser },
  ...{ phase: 'ringing', direction: 'incoming' },
});
const outcome = (told: Outcome): CallEvent => ({ kind: 'outcome', outcome: told });
const referred = after(passing, progress('started')).call;
const toQueue = after(
  ringing,
  { kind: 'send', way: 'take', destination: { ...destination, targetId: 'queue:600', dial: '600', kind: 'queue' } },
  taken('a'),
  progress('started'),
).call;
const among = (...others: readonly OpenCall[]): Partial<FetchInput> => ({ others });
const redirected = sent;
const ringsThere = after(passing, progress('ringing')).call;
const redirectedRings = after(sent, outcome('ringing')).call;
const redirectedAnswered = after(sent, outcome('answered')).call;

const cases: readonly (readonly [string, OpenCall, Partial<FetchInput>, string | null])[] = [
  ['the own phone rings on after a 302', redirected, {}, '**101'],
  ['the own phone rings on, and the colleague’s rings too', redirectedRings, {}, '**101'],
  ['no code is set up', redirected, { pickupPrefix: null }, null],
  ['no line is set up', redirected, { extension: null }, null],
  ['the own phone has stopped ringing', redirected, { ownLine: 'idle' }, null],
  ['whether the own phone rings is not told', redirected, { ownLine: 'not-told' }, null],
  ['somebody has it', redirectedAnswered, {}, null],
  ['it went on', after(sent, outcome('went-on')).call, {}, null],
  ['another call rings here', redirected, among(ringing), null],
  ['another call is on its way', redirected, among(sending), null],
  ['another call was sent on and may ring here as well', redirected, among(redirected), null],
  ['another call that was sent on has been answered', redirected, among(redirectedAnswered), '**101'],
  ['another call was answered here, and rings nowhere here', redirected, among(referred, passing, choosing), '**101'],
  ['another caller is being answered', redirected, among(answering), null],
  ['another caller goes back to the own phone', redirected, among(returning), null],
  ['other calls are over', redirected, among(ended, answered), '**101'],
  ['a caller who was referred rings at the colleague', after(referred, outcome('ringing')).call, {}, '**102'],
  ['a caller who was referred: whether it rings there is not told', referred, {}, null],
  ['a caller who was referred rings at a queue', after(toQueue, outcome('ringing')).call, {}, null],
  ['a caller rings where he is passed to', after(passing, progress('ringing')).call, {}, '**102'],
  ['the colleague’s phone rings with him', ringsThere, rings('102', 'anonymous'), '**102'],
  ['the colleague’s phone rings, with whom is not told', ringsThere, rings('102', null), '**102'],
  ['the colleague’s phone rings with another caller as well', ringsThere, rings('102', 'anonymous', '104'), null],
  ['the own phone rings with another caller', redirected, rings('101', '+14155550142'), null],
  [
    'the colleague’s phone rings with another caller, and the own one with him',
    redirected,
    rings('102', '104'),
    '**101',
  ],
  ['it does not ring yet where a caller is passed to', passing, {}, null],
  ['a caller is here', choosing, {}, null],
  ['it rings here', ringing, {}, null],
  ['it is over', ended, {}, null],
];

test.each(cases)('getting it back: %s', (_, call, changes, expected) => {
  expect(fetchDial(call, { ...desk, ...changes })).toBe(expected);
});
