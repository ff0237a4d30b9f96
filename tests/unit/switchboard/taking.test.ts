import { describe, expect, test } from 'vitest';
import { anna, FakeDesk, johnDoe } from './desk-fakes.ts';
import type { CallId } from '../../../main/model/call.ts';

const call1 = 'call-1' as CallId;
const boris = { ...anna, id: '7', name: 'Boris Ivanov', phones: { ...anna.phones, extension: '104', mobile: null } };
const given = { ok: true, value: null };

/** The step of the first card. */
const step = (desk: FakeDesk): unknown =>
  desk.switchboard.shown().map(({ call: { state } }) => (state.kind === 'taken' ? state.step : state.kind))[0];

/** Rings, and is answered here to be sent to Anna; the server has said nothing yet. */
function takenForAnna(desk: FakeDesk): FakeDesk {
  desk.rings();
  desk.crm.answer([johnDoe]);
  expect(desk.switchboard.send(call1, 'extension:102', 'take')).toEqual(given);
  return desk;
}

describe('a click that answers first', () => {
  test('takes the leg, passes the caller on when he is here, and counts as sent when the server has him', async () => {
    const desk = takenForAnna(new FakeDesk());
    await desk.line.taking({ kind: 'taken' });
    desk.line.passing({ kind: 'ringing' });
    expect(step(desk)).toMatchObject({ kind: 'passing', destination: { name: 'Anna Petrova' }, isRinging: true });
    desk.line.passing({ kind: 'started' });
    expect([desk.cards(), desk.line.sent]).toEqual([['call-1 sent'], ['leg-1 180', 'leg-1 200', 'leg-1 REFER 102']]);
    expect([...desk.records.values()]).toMatchObject([
      { how: 'sent-on', sentTo: { name: 'Anna Petrova', shown: '102', outcome: 'not-told' } },
    ]);
  });
  test('is what a click means where the settings say so; the click may say otherwise', () => {
    const desk = new FakeDesk({ ringingTransfer: 'take' });
    desk.rings({ callId: 'a', diversion: [] });
    desk.rings({ callId: 'b', diversion: [] });
    desk.switchboard.sendToNumber(call1, '102', null);
    desk.switchboard.sendToNumber('call-2' as CallId, '104', 'redirect');
    expect(desk.line.sent.slice(2)).toEqual(['leg-1 200', 'leg-2 302 104']);
    expect(desk.switchboard.shown().map(({ way, canTake }) => [way, canTake])).toEqual(Array(2).fill(['take', true]));
  });
  test('is refused on Kamailio, whatever the settings say', () => {
    const desk = new FakeDesk({ pbx: 'kamailio', ringingTransfer: 'take' });
    desk.rings();
    expect(desk.switchboard.sendToNumber(call1, '102', 'take')).toEqual({ ok: false, error: 'cannot-take' });
    desk.switchboard.sendToNumber(call1, '102', null);
    expect(desk.line.sent).toEqual(['leg-1 180', 'leg-1 302 102']);
    expect(desk.switchboard.shown()).toMatchObject([{ way: 'redirect', canTake: false }]);
  });
  test.each(['not-sent', 'not-confirmed'] as const)('brings the buttons back when it is %s', async (kind) => {
    const desk = takenForAnna(new FakeDesk());
    await desk.line.taking({ kind });
    expect(desk.switchboard.shown().map(({ call }) => call.state)).toMatchObject([
      { kind: 'ringing', notice: { destination: { shown: '102' } } },
    ]);
  });
  test('leaves the end to the CANCEL that crosses it', async () => {
    const desk = takenForAnna(new FakeDesk());
    desk.stops('leg-1' as never, 'caller-hung-up');
    await desk.line.taking({ kind: 'leg-gone' });
    expect(desk.ends()).toEqual(['call-1 caller-hung-up']);
  });
});

describe('a caller who could not be passed on', () => {
  const busy = async (): Promise<FakeDesk> => {
    const desk = takenForAnna(new FakeDesk());
    await desk.line.taking({ kind: 'taken' });
    desk.line.passing({ kind: 'failed', status: 486 });
    return desk;
  };
  test('may be sent to another colleague; the busy one is not offered again', async () => {
    const desk = await busy();
    expect(step(desk)).toMatchObject({ kind: 'choosing', failed: { why: 'busy' } });
    desk.crm.colleagues = [anna, boris];
    await desk.switchboard.findColleagues(call1, 'o');
    expect([
      desk.switchboard.send(call1, 'extension:102', null),
      desk.switchboard.send(call1, 'extension:104', null),
      desk.switchboard.send(call1, 'extension:104', null),
    ]).toEqual([{ ok: false, error: 'not-offered' }, given, { ok: false, error: 'not-ringing' }]);
    expect(desk.line.sent.at(-1)).toBe('leg-1 REFER 104');
  });
  test('goes back to the own phone after 8 s, again every 2 s until that takes him, and is recorded as sent back', async () => {
    const desk = await busy();
    desk.clock.pass(7999);
    const waited = desk.line.sent.length;
    desk.clock.pass(1);
    desk.line.passing({ kind: 'failed', status: 480 });
    desk.clock.pass(2000);
    expect([desk.line.sent.slice(waited), desk.switchboard.isBusy()]).toEqual([
      ['leg-1 REFER 101', 'leg-1 REFER 101'],
      true,
    ]);
    desk.line.passing({ kind: 'started' });
    expect([desk.ends(), [...desk.records.values()], desk.switchboard.isBusy()]).toMatchObject([
      ['call-1 sent-back'],
      [{ how: 'sent-back', sentTo: null }],
      false,
    ]);
  });
  test('rings here again on the same card when the own phone takes him', async () => {
    const desk = takenForAnna(new FakeDesk());
    await desk.line.taking({ kind: 'taken' });
    desk.line.passing({ kind: 'failed', status: 404 });
    desk.clock.pass(8000);
    desk.line.passing({ kind: 'started' });
    desk.rings({ callId: 'sip-leg-1' });
    expect(desk.cards()).toEqual(['call-1 ringing']);
  });
  test('comes back to his card from where nobody answered, which says from where', async () => {
    const desk = new FakeDesk();
    desk.rings({ ringsideCall: '17.1' });
    desk.crm.answer([johnDoe]);
    desk.switchboard.send(call1, 'extension:102', 'take');
    await desk.line.taking({ kind: 'taken' });
    desk.line.passing({ kind: 'ringing' });
    desk.clock.pass(20_000);
    desk.rings({ ringsideCall: '17.1', callId: 'recall' });
    expect([desk.cards(), desk.switchboard.shown()]).toMatchObject([
      ['call-1 ringing'],
      [{ earlier: { sentTo: { name: 'Anna Petrova', isBack: true } } }],
    ]);
  });
  test('who hangs up is recorded as having left', async () => {
    const desk = await busy();
    desk.line.hangsUp();
    expect([desk.ends(), [...desk.records.values()]]).toMatchObject([
      ['call-1 caller-left'],
      [{ how: 'caller-left', sentTo: null }],
    ]);
  });
  test('is told as lost with the line; what became of him then is a notice', async () => {
    const desk = await busy();
    desk.line.tell({ kind: 'legs-lost', why: 'link', atEpochMs: desk.clock.now });
    desk.line.tell({ kind: 'stranded', leg: 'leg-1' as never, became: 'sent-back', atEpochMs: desk.clock.now });
    expect([desk.ends(), desk.notices]).toEqual([['call-1 line-lost'], [{ kind: 'stranded', became: 'sent-back' }]]);
  });
  test('whose ACK comes when his call is forgotten goes to the own phone at once, and again until that takes him', () => {
    const desk = new FakeDesk();
    desk.line.tell({ kind: 'taken', leg: 'leg-9' as never, atEpochMs: desk.clock.now });
    desk.line.tell({
      kind: 'pass-progress',
      leg: 'leg-9' as never,
      progress: { kind: 'failed', status: 480 },
      atEpochMs: desk.clock.now,
    });
    desk.clock.pass(2000);
    expect(desk.line.sent).toEqual(['leg-9 REFER 101', 'leg-9 REFER 101']);
  });
});

describe('getting a call back', () => {
  const sent = async (pickupPrefix: string | null = '**'): Promise<FakeDesk> => {
    const desk = new FakeDesk({ pickupPrefix });
    desk.rings();
    desk.crm.answer([johnDoe]);
    desk.lamp('ringing');
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    return desk;
  };
  const canFetch = (desk: FakeDesk): boolean[] => desk.switchboard.shown().map((shown) => shown.canFetch);

  test('picks up the own ringing phone, and the caller waits for the next target', async () => {
    const desk = await sent();
    expect([canFetch(desk), desk.switchboard.fetch(call1)]).toEqual([[true], given]);
    await desk.line.taking({ kind: 'taken' });
    expect([desk.line.sent.at(-1), step(desk)]).toMatchObject([
      'fetched-1 INVITE **101',
      { kind: 'choosing', failed: null },
    ]);
    desk.switchboard.send(call1, 'mobile:99', null);
    expect(desk.line.sent.at(-1)).toBe('fetched-1 REFER 14155550142');
  });
  test('is not offered without a code, nor when the own phone rings no more', async () => {
    const without = await sent(null);
    const late = await sent();
    late.lamp('idle');
    expect([without, late].map((desk) => [canFetch(desk), desk.switchboard.fetch(call1)])).toEqual(
      Array(2).fill([[false], { ok: false, error: 'cannot-fetch' }]),
    );
  });
  test.each([{ kind: 'refused', status: 404 } as const, { kind: 'leg-gone' } as const])(
    'says so when nothing was picked up, and the call is where it was: $kind',
    async (result) => {
      const desk = await sent();
      desk.switchboard.fetch(call1);
      await desk.line.taking(result);
      expect(desk.switchboard.shown().map(({ call }) => call.state)).toMatchObject([
        { kind: 'sent', destination: { shown: '102' }, notice: { kind: 'not-fetched' } },
      ]);
    },
  );
});
