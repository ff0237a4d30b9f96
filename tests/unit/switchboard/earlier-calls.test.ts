import { describe, expect, test } from 'vitest';
import { FakeDesk, johnDoe } from './desk-fakes.ts';
import type { CallId } from '../../../main/model/call.ts';
import type { CallRecord, Earlier } from '../../../main/model/record.ts';
import { nothingElse } from '../call/a-record.ts';

const call1 = 'call-1' as CallId;
const anna = { name: 'Anna Petrova', shown: '102' };
const earlier = (desk: FakeDesk): (Earlier | null)[] => desk.switchboard.shown().map((shown) => shown.earlier);

/** What the history holds of the same caller: a call of the former evening. */
const yesterday: CallRecord = {
  id: 'yesterday' as CallId,
  callerKey: 'outside:+19062195047',
  ringsideCall: null,
  number: '+1 906 219 5047',
  name: null,
  startedEpochMs: 800_000,
  endedEpochMs: 820_000,
  how: 'sent-on',
  sentTo: { ...anna, outcome: 'not-told' },
  ...nothingElse,
};

async function sendOn(desk: FakeDesk): Promise<void> {
  desk.crm.answer([johnDoe]);
  desk.switchboard.send(call1, 'extension:102', null);
  await desk.line.server('acknowledged');
}

describe('a caller who calls again', () => {
  test('is told at once from memory', () => {
    const desk = new FakeDesk();
    desk.stops(desk.rings(), 'caller-hung-up');
    desk.clock.pass(6_500);
    desk.rings({ diversion: [] });
    expect(earlier(desk)).toEqual([{ lastSecondsAgo: 6, timesToday: 1, sentTo: null }]);
  });
  test('is told from the history as soon as that has answered; the card does not wait for it', async () => {
    const desk = new FakeDesk();
    desk.rings();
    const before = earlier(desk);
    let changes = 0;
    desk.switchboard.onChange(() => (changes += 1));
    await desk.history.answer([yesterday]);
    expect([before, earlier(desk), changes]).toEqual([
      [null],
      [{ lastSecondsAgo: 180, timesToday: 0, sentTo: { ...anna, secondsAgo: 180, isBack: false } }],
      1,
    ]);
  });
  test('is told once of a call that is both in memory and in the history, as it is known last', async () => {
    const desk = new FakeDesk();
    desk.stops(desk.rings(), 'caller-hung-up');
    const written = [...desk.records.values()];
    desk.clock.pass(5000);
    desk.rings({ diversion: [] });
    await desk.history.answer([...written, yesterday]);
    expect(earlier(desk)).toEqual([{ lastSecondsAgo: 5, timesToday: 1, sentTo: null }]);
  });
  test('is asked for by number and by X-Ringside-Call, from midnight on and for a day at least', () => {
    const desk = new FakeDesk();
    desk.rings({ ringsideCall: '17.1' });
    desk.midnight = desk.clock.now - 90_000_000;
    desk.rings({ callId: 'b', diversion: [] });
    const callerKey = 'outside:+19062195047';
    expect(desk.history.asked).toEqual([
      { callerKey, ringsideCall: '17.1', sinceEpochMs: 1_000_000 - 86_400_000 },
      { callerKey, ringsideCall: null, sinceEpochMs: desk.midnight },
    ]);
  });
  test('without a number is nobody, and the history is not asked', () => {
    const desk = new FakeDesk();
    desk.rings({ from: '<sip:anonymous@anonymous.invalid>;tag=1' });
    expect([earlier(desk), desk.history.asked]).toEqual([[null], []]);
  });
  test('is not asked for under do not disturb', () => {
    const desk = new FakeDesk();
    desk.switchboard.setDoNotDisturb(true);
    desk.rings();
    expect(desk.history.asked).toEqual([]);
  });
});

describe('a call that was sent to Anna', () => {
  test('comes back to its card, long after that had gone, and Anna is not offered again', async () => {
    const desk = new FakeDesk();
    desk.rings({ ringsideCall: '17.1' });
    await sendOn(desk);
    desk.clock.pass(40_000);
    expect(desk.cards()).toEqual([]);
    desk.rings({ ringsideCall: '17.1' });
    expect([desk.cards(), earlier(desk), (await desk.lookup('call-1'))?.plan.recommended?.id]).toEqual([
      ['call-1 ringing'],
      [{ lastSecondsAgo: 40, timesToday: 0, sentTo: { ...anna, secondsAgo: 40, isBack: true } }],
      'mobile:99',
    ]);
  });
  test('comes back when only the history remembers it, on a card of its own', async () => {
    const desk = new FakeDesk();
    desk.rings({ ringsideCall: '17.1' });
    await desk.history.answer([{ ...yesterday, ringsideCall: '17.1' }]);
    expect(earlier(desk)).toMatchObject([{ timesToday: 0, sentTo: { isBack: true } }]);
  });
  test('is told as sent where the caller calls again', async () => {
    const desk = new FakeDesk();
    desk.rings({ ringsideCall: '17.1' });
    await sendOn(desk);
    desk.clock.pass(120_000);
    desk.rings({ ringsideCall: '17.2' });
    expect([desk.cards(), earlier(desk)]).toEqual([
      ['call-2 ringing'],
      [{ lastSecondsAgo: 120, timesToday: 1, sentTo: { ...anna, secondsAgo: 120, isBack: false } }],
    ]);
  });
  test('is told with her name on the card, also where names are not stored', async () => {
    const desk = new FakeDesk({ history: { storeNames: false } });
    desk.rings();
    await sendOn(desk);
    desk.rings({ diversion: [] });
    expect(earlier(desk).at(-1)?.sentTo?.name).toBe('Anna Petrova');
  });
  test('is not told anew by an answer of the history that came too late: it rings again already', async () => {
    const desk = new FakeDesk();
    desk.stops(desk.rings(), 'not-told');
    const late = desk.history.answer([yesterday]);
    desk.rings();
    await late;
    expect(earlier(desk)).toEqual([null]);
  });
});
