/** What is told once: a hand-over of one sending, and a note that could not be delivered. */
import { expect, test } from 'vitest';
import type { MessageResult } from '../../../main/switchboard/ports.ts';
import { Office, settled } from './hand-over-office.ts';

test('a call that could not be fetched back is where it was: she is not told of it again', async () => {
  const office = new Office();
  const boris = office.desk('101', 'Boris Ivanov', { pickupPrefix: '**' });
  const toUsers: string[] = [];
  office.answer = ({ toUser }) => {
    toUsers.push(toUser);
    return { kind: 'accepted', status: 202 };
  };
  const call = boris.rings();
  boris.line.tell({ kind: 'own-line', state: 'ringing', atEpochMs: office.clock.now });
  boris.switchboard.sendToNumber(call, '102', null);
  expect(boris.switchboard.fetch(call).ok).toBe(true);
  await settled();
  expect([toUsers, boris.switchboard.shown()[0]?.call.state]).toMatchObject([
    ['102c'],
    { kind: 'sent', notice: { kind: 'not-fetched' } },
  ]);
});

test('a server that is silent about a note is told of once, however late it is given up', async () => {
  const office = new Office();
  const boris = office.desk('101', 'Boris Ivanov');
  const silence = Promise.withResolvers<MessageResult>();
  office.answer = () => silence.promise;
  const call = boris.rings();
  boris.switchboard.note(call, 'please call back');
  boris.switchboard.sendToNumber(call, '102', null);
  boris.switchboard.hide(call);
  office.clock.pass(3000);
  silence.resolve({ kind: 'not-sent' });
  await settled();
  expect(boris.notices.map(({ kind }) => kind)).toEqual(['note-not-delivered']);
});
