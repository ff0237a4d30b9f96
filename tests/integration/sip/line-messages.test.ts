/** Text between two lines over a PBX: sent with the credentials, told at the other end, and never in sip.js's hands. */
import { afterEach, expect, test } from 'vitest';
import type { LineEvent } from '../../../main/model/line.ts';
import { createPbx, type Pbx } from '../../rig/pbx/index.ts';
import { isRegistered, PASSWORD, startLine, USER, type RigLine } from './rig-line.ts';

type Message = LineEvent & { readonly kind: 'message' };
const isMessage = (event: LineEvent): event is Message => event.kind === 'message';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function startPbx(): Promise<Pbx> {
  const pbx = await createPbx({ users: [USER, '102c', '103c'].map((user) => ({ user, password: PASSWORD })) });
  stops.push(() => pbx.close());
  return pbx;
}

async function startDesk(pbx: Pbx, user: string, contactName: string): Promise<RigLine> {
  const settings = { aor: `sip:${user}@${pbx.domain}`, authorizationUser: user };
  const desk = startLine({ servers: [pbx.url], settings, contactName });
  stops.push(desk.stop);
  await desk.when(isRegistered);
  return desk;
}

test('text arrives at the line that it is for, as it was sent, and at no other', async () => {
  const pbx = await startPbx();
  const [from, to, bystander] = [
    await startDesk(pbx, USER, 'c0ffee01'),
    await startDesk(pbx, '102c', 'c0ffee02'),
    await startDesk(pbx, '103c', 'c0ffee03'),
  ];
  expect(await from.line.sendMessage('102c', 'Boris: Grüße, 東京\r\n\r\nId: 1\r\n')).toEqual({
    kind: 'accepted',
    status: 202,
  });
  expect(await to.when(isMessage)).toMatchObject({ fromUser: USER, text: 'Boris: Grüße, 東京\n\nId: 1\n' });
  // What is answered behind it shows that nothing else came before.
  await bystander.line.sendMessage(USER, 'barrier');
  await from.when(isMessage);
  expect([bystander.events.filter(isMessage), ...[from, to, bystander].map(({ faults }) => faults)]).toEqual([
    [],
    [],
    [],
    [],
  ]);
});

test('a user that the server does not know is refused', async () => {
  const pbx = await startPbx();
  const desk = await startDesk(pbx, USER, 'c0ffee01');
  expect(await desk.line.sendMessage('999c', 'hello')).toEqual({ kind: 'refused', status: 404 });
});

test('without a registration nothing is sent', async () => {
  const pbx = await startPbx();
  const desk = await startDesk(pbx, USER, 'c0ffee01');
  await desk.stop();
  expect(await desk.line.sendMessage('102c', 'hello')).toEqual({ kind: 'not-sent' });
  expect(pbx.received(USER).filter(({ text }) => text.startsWith('MESSAGE '))).toEqual([]);
});

test('a server that says nothing has not taken it', async () => {
  const pbx = await startPbx();
  const settings = { aor: `sip:${USER}@${pbx.domain}`, authorizationUser: USER };
  const desk = startLine({ servers: [pbx.url], settings, timing: { answerMs: 300 } });
  stops.push(desk.stop);
  await desk.when(isRegistered);
  pbx.stopAnswering();
  expect(await desk.line.sendMessage('102c', 'hello')).toEqual({ kind: 'not-sent' });
});
