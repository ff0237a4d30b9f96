import { describe, expect, test } from 'vitest';
import type { CallId, LegId } from '../../../main/model/call.ts';
import type { InviteHeaders } from '../../../main/model/invite.ts';
import { Office, settled, type OfficeDesk } from './hand-over-office.ts';

const withId: Partial<InviteHeaders> = { ringsideCall: '1763800000.7' };
const arrivedNote = { text: 'please call back', delivery: 'arrived' };
const toldByBoris = { from: 'Boris Ivanov', note: 'please call back' };

/** Boris's desk, where a call rings; and the desk of Anna, to whom he sends it. */
function office(headers: Partial<InviteHeaders> = {}): {
  readonly office: Office;
  readonly boris: OfficeDesk;
  readonly anna: OfficeDesk;
  readonly bystander: OfficeDesk;
  readonly call: CallId;
} {
  const all = new Office();
  const boris = all.desk('101', 'Boris Ivanov');
  const anna = all.desk('102', 'Anna Petrova');
  const bystander = all.desk('103', 'Clara Weiss');
  return { office: all, boris, anna, bystander, call: boris.rings(headers) };
}

const sendToAnna = (desk: OfficeDesk, call: CallId, note: string): void => {
  desk.switchboard.note(call, note);
  desk.switchboard.sendToNumber(call, '102', null);
};

describe('a note', () => {
  test.each([
    ['with X-Ringside-Call', withId],
    ['by the caller’s number alone', {}],
  ])('is on her card as her phone rings, %s, and its receipt on the sender’s', async (_, headers) => {
    const { office: all, boris, anna, bystander, call } = office(headers);
    sendToAnna(boris, call, ' please\ncall back ');
    await settled();
    expect(boris.notes()).toEqual([{ text: 'please call back', delivery: 'on-its-way' }]);
    await all.deliver();
    anna.rings(headers);
    bystander.rings(headers);
    expect([boris.notes(), anna.handedOver(), bystander.handedOver()]).toEqual([[arrivedNote], [toldByBoris], [null]]);
  });

  test('that comes after the INVITE joins the ringing call, and her card changes', async () => {
    const { office: all, boris, anna, call } = office();
    sendToAnna(boris, call, 'please call back');
    anna.rings();
    await settled();
    const before = anna.changes;
    await all.deliver();
    expect([anna.handedOver(), anna.changes - before]).toEqual([[toldByBoris], 1]);
  });

  test('goes out with the REFER of a call that was taken, once', async () => {
    const { office: all, boris, anna, call } = office(withId);
    boris.switchboard.note(call, 'please call back');
    boris.switchboard.sendToNumber(call, '102', 'take');
    await all.deliver();
    anna.rings(withId);
    expect([boris.line.done, anna.handedOver(), boris.notes()]).toEqual([
      ['180', '200', 'REFER 102'],
      [toldByBoris],
      [arrivedNote],
    ]);
  });

  test('goes again, to the next, where the call could not be passed to the first', async () => {
    const { office: all, boris, anna, bystander, call } = office(withId);
    boris.switchboard.note(call, 'please call back');
    boris.switchboard.sendToNumber(call, '102', 'take');
    await all.deliver();
    const progress = { kind: 'failed', status: 486 } as const;
    boris.line.tell({ kind: 'pass-progress', leg: 'leg-1' as LegId, progress, atEpochMs: all.clock.now });
    expect(boris.switchboard.note(call, 'Anna is busy')).toEqual({ ok: true, value: null });
    boris.switchboard.sendToNumber(call, '103', null);
    await all.deliver();
    bystander.rings(withId);
    expect([anna.handedOver(), bystander.handedOver()]).toEqual([[], [{ from: 'Boris Ivanov', note: 'Anna is busy' }]]);
  });

  test('is not needed: her card says who sent the call, by name or by extension', async () => {
    const { office: all, boris, anna, call } = office(withId);
    boris.switchboard.sendToNumber(call, '102', null);
    await all.deliver();
    anna.rings(withId);
    const nameless = all.desk('104');
    nameless.switchboard.sendToNumber(nameless.rings({ ringsideCall: 'other' }), '102', null);
    await all.deliver();
    anna.rings({ ringsideCall: 'other' });
    expect(anna.handedOver()).toEqual([
      { from: 'Boris Ivanov', note: '' },
      { from: '104', note: '' },
    ]);
  });

  test('is too late once the call has gone', () => {
    const { boris, call } = office();
    boris.switchboard.sendToNumber(call, '102', null);
    expect(boris.switchboard.note(call, 'wait')).toEqual({ ok: false, error: 'too-late' });
  });

  test('cannot be typed where the desk knows no companions', () => {
    const desk = new Office().desk('101', null, { companionPattern: null });
    const call = desk.rings();
    expect([desk.switchboard.note(call, 'x'), desk.notes()]).toEqual([{ ok: false, error: 'no-notes' }, [null]]);
  });
});

describe('what could not be delivered', () => {
  const note = { text: 'please call back' };

  test('is not told, where the server took it and no receipt comes in three seconds; a late one still counts', async () => {
    const { office: all, boris, call } = office();
    sendToAnna(boris, call, 'please call back');
    await settled();
    all.clock.pass(2999);
    const before = boris.notes();
    all.clock.pass(1);
    const after = boris.notes();
    await all.deliver();
    expect([before, after, boris.notes(), boris.notices]).toEqual([
      [{ ...note, delivery: 'on-its-way' }],
      [{ ...note, delivery: 'not-told' }],
      [arrivedNote],
      [],
    ]);
  });

  test.each([
    ['refused by the server', { kind: 'refused', status: 404 }],
    ['not sent at all', { kind: 'not-sent' }],
  ] as const)('is said: %s', async (_, result) => {
    const { office: all, boris, call } = office();
    all.answer = () => result;
    sendToAnna(boris, call, 'please call back');
    await settled();
    expect(boris.notes()).toEqual([{ ...note, delivery: 'not-delivered' }]);
  });

  test('is told by one notification where the card is gone', async () => {
    const { office: all, boris, call } = office();
    sendToAnna(boris, call, 'please call back');
    await settled();
    boris.switchboard.hide(call);
    all.clock.pass(60_000);
    expect(boris.notices).toMatchObject([
      { kind: 'note-not-delivered', caller: { name: 'J. Doe' }, destination: { dial: '102' } },
    ]);
  });

  test('is no matter for a notification where nothing was typed', async () => {
    const { office: all, boris, call } = office();
    boris.switchboard.sendToNumber(call, '102', null);
    await settled();
    boris.switchboard.hide(call);
    all.clock.pass(60_000);
    expect(boris.notices).toEqual([]);
  });

  test('has nobody to go to at an outside number', () => {
    const { boris, call } = office();
    boris.switchboard.note(call, 'please call back');
    boris.switchboard.sendToNumber(call, '+14155550142', null);
    expect(boris.notes()).toEqual([{ ...note, delivery: 'nobody-to-tell' }]);
  });

  test('is a note on a caller without a number, where the server names no call: she could not tell which it is', () => {
    const { office: all, boris, call } = office({ from: '<sip:anonymous@anonymous.invalid>;tag=1' });
    sendToAnna(boris, call, 'please call back');
    expect([boris.notes(), all.post]).toEqual([[{ ...note, delivery: 'not-delivered' }], []]);
  });

  test('no companion but the one that it was sent to can say that it arrived', async () => {
    const { office: all, boris, call } = office();
    sendToAnna(boris, call, 'please call back');
    await settled();
    all.say({ fromUser: '103c', toUser: '101c', text: 'Ringside-Receipt: 101-3\r\n' });
    const before = boris.notes();
    await all.deliver();
    expect([before, boris.notes()]).toEqual([[{ ...note, delivery: 'on-its-way' }], [arrivedNote]]);
  });

  test('a receipt counts, whatever the server says behind it', async () => {
    const { office: all, boris, call } = office();
    all.answer = () => ({ kind: 'refused', status: 408 });
    sendToAnna(boris, call, 'please call back');
    all.say({ fromUser: '102c', toUser: '101c', text: 'Ringside-Receipt: 101-3\r\n' });
    await settled();
    expect(boris.notes()).toEqual([arrivedNote]);
  });

  test('to the first is no longer said where the call has gone to the next, who has it', async () => {
    const { office: all, boris, call } = office(withId);
    boris.switchboard.note(call, 'please call back');
    boris.switchboard.sendToNumber(call, '105', 'take');
    const progress = { kind: 'failed', status: 486 } as const;
    boris.line.tell({ kind: 'pass-progress', leg: 'leg-1' as LegId, progress, atEpochMs: all.clock.now });
    boris.switchboard.sendToNumber(call, '102', null);
    await all.deliver();
    all.clock.pass(3000);
    expect(boris.notes()).toEqual([arrivedNote]);
  });

  test('after the desk has stopped nothing is told any more', async () => {
    const { office: all, boris, call } = office();
    sendToAnna(boris, call, 'please call back');
    await settled();
    boris.stop();
    all.clock.pass(60_000);
    expect(boris.notices).toEqual([]);
  });
});
