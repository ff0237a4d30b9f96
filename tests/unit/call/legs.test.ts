import { describe, expect, test } from 'vitest';
import { type CallEvidence, evidenceOf, type LegEvidence, placeLeg } from '../../../main/call/legs.ts';
import { readNumber } from '../../../main/call/numbers.ts';
import type { CallId, EndReason } from '../../../main/model/call.ts';
import type { Caller } from '../../../main/model/caller.ts';
import type { InviteHeaders } from '../../../main/model/invite.ts';

const START = 1_000_000;
const id = (text: string): CallId => text as CallId;

const first: CallEvidence = {
  id: id('first'),
  startedEpochMs: START,
  ringsideCall: null,
  sipCallIds: ['a@example.com'],
  callerKey: 'outside:+19062195047',
  dialled: '600',
  ended: null,
};
const leg: LegEvidence = {
  ringsideCall: null,
  sipCallId: 'b@example.com',
  callerKey: 'outside:+19062195047',
  dialled: '600',
  atEpochMs: START + 100,
};
const ended = (how: EndReason, atEpochMs: number, more: Partial<CallEvidence> = {}): CallEvidence => ({
  ...first,
  ended: { how, atEpochMs },
  ...more,
});
const newCall = { kind: 'new-call' };
const sameCall = { kind: 'same-call', call: 'first' };

describe('a second leg shares the card', () => {
  test.each([
    ['with the same caller and dialled number within 300 ms', leg, first],
    ['exactly 300 ms later', { ...leg, atEpochMs: START + 300 }, first],
    [
      'with the same Call-ID, however late',
      { ...leg, sipCallId: 'a@example.com', callerKey: null, atEpochMs: START + 9_000 },
      first,
    ],
    [
      'with the same X-Ringside-Call, however late and from whomever',
      { ...leg, ringsideCall: '17.1', callerKey: null, dialled: null, atEpochMs: START + 20_000 },
      { ...first, ringsideCall: '17.1' },
    ],
    ['where only the later leg tells an X-Ringside-Call', { ...leg, ringsideCall: '17.1' }, first],
  ] satisfies [string, LegEvidence, CallEvidence][])('%s', (_, second, call) => {
    expect(placeLeg(second, [call])).toEqual(sameCall);
  });
});

describe('in doubt there are two cards', () => {
  test.each([
    ['301 ms later', { ...leg, atEpochMs: START + 301 }, first],
    ['another caller', { ...leg, callerKey: 'outside:+431514440' }, first],
    ['another dialled number', { ...leg, dialled: '700' }, first],
    [
      'one trunk number twice, where no header tells what was dialled',
      { ...leg, dialled: null },
      { ...first, dialled: null },
    ],
    ['two withheld callers', { ...leg, callerKey: null }, { ...first, callerKey: null }],
    ['two X-Ringside-Call that differ', { ...leg, ringsideCall: '17.2' }, { ...first, ringsideCall: '17.1' }],
    [
      'a Call-ID that repeats under another X-Ringside-Call',
      { ...leg, sipCallId: 'a@example.com', ringsideCall: '17.2' },
      { ...first, ringsideCall: '17.1' },
    ],
  ] satisfies [string, LegEvidence, CallEvidence][])('%s', (_, second, call) => {
    expect(placeLeg(second, [call])).toEqual(newCall);
  });
});

describe('a call that had stopped ringing', () => {
  const stopped = ended('stopped-ringing', START + 15_000);
  const at = (ms: number): LegEvidence => ({ ...leg, atEpochMs: START + 15_000 + ms });

  test('rings on in its card within 10 s, with the same caller and dialled number', () => {
    expect(placeLeg(at(10_000), [stopped])).toEqual({ kind: 're-ring', call: 'first' });
  });

  test('rings on in its card with the same X-Ringside-Call alone', () => {
    const second = { ...at(4_000), ringsideCall: '17.1', dialled: null };
    expect(placeLeg(second, [{ ...stopped, ringsideCall: '17.1', dialled: null }])).toEqual({
      kind: 're-ring',
      call: 'first',
    });
  });

  test('was answered elsewhere after all only where the same X-Ringside-Call proves it', () => {
    const elsewhere = { ...stopped, ended: { how: 'answered-elsewhere', atEpochMs: START + 15_000 } } as const;
    const proven = { ...at(4_000), ringsideCall: '17.1' };
    expect([placeLeg(at(4_000), [elsewhere]), placeLeg(proven, [{ ...elsewhere, ringsideCall: '17.1' }])]).toEqual([
      newCall,
      { kind: 're-ring', call: 'first' },
    ]);
  });

  test.each([
    ['more than 10 s ago', at(10_001), stopped],
    ['without evidence', { ...at(6_900), dialled: null }, { ...stopped, dialled: null }],
    ['because the caller had hung up', at(2_000), ended('caller-hung-up', START + 15_000)],
    ['because this computer had slept', at(2_000), ended('slept', START + 15_000)],
    ['and another number calls', { ...at(2_000), callerKey: 'outside:+431514440' }, stopped],
    ['and a withheld caller calls', { ...at(2_000), callerKey: null }, stopped],
  ] satisfies [string, LegEvidence, CallEvidence][])('has a new card: %s', (_, second, call) => {
    expect(placeLeg(second, [call])).toEqual(newCall);
  });
});

describe('a call that was sent on', () => {
  const proof = { ...leg, ringsideCall: '17.1', atEpochMs: START + 90_000 };
  test('comes back to its card, however late, with the same X-Ringside-Call', () => {
    const sentOn = ended('sent-on', START + 5_000, { ringsideCall: '17.1' });
    expect(placeLeg(proof, [sentOn])).toEqual({ kind: 're-ring', call: 'first' });
  });
  test('does not come back because its caller calls again', () => {
    expect(placeLeg({ ...leg, atEpochMs: START + 6_000 }, [ended('sent-on', START + 5_000)])).toEqual(newCall);
  });
});

test('a caller who was sent back rings on his card; one who had left has a new one', () => {
  const next = { ...leg, ringsideCall: '17.1', atEpochMs: START + 8_000 };
  const places = (['sent-back', 'caller-left'] as const).map((how) =>
    placeLeg(next, [ended(how, START + 5_000, { ringsideCall: '17.1' })]),
  );
  expect(places).toEqual([{ kind: 're-ring', call: 'first' }, newCall]);
});

test('a call that the own phone had has a new card when it rings again, also with the same X-Ringside-Call', () => {
  const answered = ended('answered', START + 5_000, { ringsideCall: '17.1' });
  expect(placeLeg({ ...leg, ringsideCall: '17.1', atEpochMs: START + 8_000 }, [answered])).toEqual(newCall);
});

test('a call that rings now goes before one that had stopped, and of several the latest is taken', () => {
  const calls = [
    ended('stopped-ringing', START - 5_000, { id: id('stopped'), startedEpochMs: START - 20_000 }),
    { ...first, id: id('earlier'), startedEpochMs: START - 100 },
    first,
  ];
  expect([placeLeg(leg, calls), placeLeg(leg, calls.slice(0, 2)), placeLeg(leg, calls.slice(0, 1))]).toEqual([
    sameCall,
    { kind: 'same-call', call: 'earlier' },
    { kind: 're-ring', call: 'stopped' },
  ]);
});

test('the same number is the same caller however it is spelled, and a withheld one is nobody', () => {
  const headers: InviteHeaders = {
    callId: 'b@example.com',
    ringsideCall: ' ',
    requestUri: '',
    from: '',
    to: '',
    pAssertedIdentity: [],
    remotePartyId: [],
    privacy: [],
    diversion: [],
    historyInfo: [],
    referredBy: null,
  };
  const caller = (user: string, dialled: string | null): Caller => ({
    number: readNumber(user, 'RU'),
    displayName: null,
    forwardedFrom: null,
    referredBy: null,
    dialled,
  });
  const keys = ['89161234567', '+79161234567', '102', 'Reception', 'anonymous'].map((user) => {
    const { ringsideCall, callerKey, dialled } = evidenceOf(headers, caller(user, 'Sales'), START);
    return [ringsideCall, callerKey, dialled];
  });
  expect(keys).toEqual([
    [null, 'outside:+79161234567', 'sales'],
    [null, 'outside:+79161234567', 'sales'],
    [null, 'internal:102', 'sales'],
    [null, 'name:reception', 'sales'],
    [null, null, 'sales'],
  ]);
});
