/** The scripted phone against a bare socket: what is repeated, lost, forked or crossed on the wire. */
import { createSocket, type Socket } from 'node:dgram';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newBranch, newCallId, newTag } from '../../rig/pbx/ids.ts';
import {
  formatMessage,
  mandatoryHeader,
  parseMessage,
  responseTo,
  type SipMessage,
  type SipRequest,
} from '../../rig/pbx/message.ts';
import { createPhone, type Phone } from '../../rig/pbx/index.ts';
import { Watch } from '../../rig/pbx/watch.ts';

let socket: Socket;
let phone: Phone;
let phonePort = 0;
const got: SipMessage[] = [];
const watch = new Watch();

const send = (message: SipMessage): void => {
  socket.send(formatMessage(message), phonePort, '127.0.0.1');
};
const requests = (method: string): SipRequest[] =>
  got.filter((each): each is SipRequest => each.kind === 'request' && each.method === method);
const whenCount = <T>(pick: () => readonly T[], count: number): Promise<readonly T[]> =>
  watch.when(
    () => (pick().length >= count ? pick() : null),
    () => `there were ${pick().length} instead of ${count}`,
  );
const first = async (method: string): Promise<SipRequest> => {
  const [request] = await whenCount(() => requests(method), 1);
  if (request === undefined) throw new Error('There is none.');
  return request;
};
const accept = (invite: SipRequest, user: string): void => {
  send(responseTo(invite, 200, 'OK', { toTag: newTag(), headers: [['Contact', `<sip:${user}@127.0.0.1>`]] }));
};

beforeEach(async () => {
  got.length = 0;
  socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  socket.on('message', (data, { port }) => {
    phonePort = port;
    const message = parseMessage(data.toString('utf8'));
    if (message.kind === 'malformed') throw new Error(message.why);
    got.push(message);
    if (message.kind === 'request' && message.method === 'REGISTER') send(responseTo(message, 200, 'OK'));
    watch.changed();
  });
  const pbx = { udpPort: socket.address().port, domain: 'pbx.example.com' };
  phone = await createPhone({ pbx, user: '101', password: 'secret' });
});
afterEach(async () => {
  await phone.close();
  socket.close();
});

test('an INVITE that comes twice rings once, and gets the same answer twice', async () => {
  const invite: SipRequest = {
    kind: 'request',
    method: 'INVITE',
    uri: 'sip:101@127.0.0.1',
    headers: [
      ['Via', `SIP/2.0/UDP 127.0.0.1:${socket.address().port};branch=${newBranch()}`],
      ['From', `<sip:102@pbx.example.com>;tag=${newTag()}`],
      ['To', '<sip:101@pbx.example.com>'],
      ['Call-ID', newCallId('127.0.0.1')],
      ['CSeq', '1 INVITE'],
    ],
    body: '',
  };
  send(invite);
  send(invite);
  const answers = await whenCount(() => got.filter((each) => each.kind === 'response'), 2);
  expect([answers[1], phone.rings.length]).toEqual([answers[0], 1]);
  expect(answers[0]).toMatchObject({ status: 180 });
});

test('an INVITE that nobody answers is sent again', async () => {
  await phone.call({ to: '700' });
  const [one, two] = await whenCount(() => requests('INVITE'), 2);
  expect(two).toEqual(one);
});

test('two phones answer at once: one has the call, the other is let go', async () => {
  const call = await phone.call({ to: '700' });
  const invite = await first('INVITE');
  accept(invite, '102');
  accept(invite, '103');
  expect((await first('BYE')).uri).toBe('sip:103@127.0.0.1');
  expect([requests('ACK').map(({ uri }) => uri), call.state]).toEqual([
    ['sip:102@127.0.0.1', 'sip:103@127.0.0.1'],
    'in-call',
  ]);
});

test('a caller who hangs up before anything came cancels as soon as something does', async () => {
  const call = await phone.call({ to: '700' });
  const invite = await first('INVITE');
  call.hangUp();
  expect(requests('CANCEL')).toEqual([]);
  send(responseTo(invite, 100, 'Trying'));
  const cancel = await first('CANCEL');
  send(responseTo(cancel, 200, 'OK'));
  send(responseTo(invite, 487, 'Request Terminated', { toTag: newTag() }));
  expect([mandatoryHeader(cancel, 'via'), (await call.whenFinal()).status]).toEqual([
    mandatoryHeader(invite, 'via'),
    487,
  ]);
});

test('an answer that crosses the hang-up is acknowledged and ended', async () => {
  const call = await phone.call({ to: '700' });
  const invite = await first('INVITE');
  send(responseTo(invite, 180, 'Ringing', { toTag: newTag() }));
  await call.whenRinging();
  call.hangUp();
  accept(invite, '102');
  await first('BYE');
  expect([call.state, (await call.whenOver()).by, requests('ACK').length]).toEqual(['over', 'caller', 1]);
});
