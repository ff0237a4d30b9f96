/** Each row of "what bare sip.js does wrong": the same bytes to sip.js as it comes, and to our line. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPbx, type Pbx } from '../../rig/pbx/index.ts';
import { Bare } from './bare.ts';
import { inviteBytes, type InviteParts } from './invite-bytes.ts';
import { AnswerLog, proveAlive } from './raw-answers.ts';
import { isInvite, isLost, isRegistered, isStopped, PASSWORD, startLine, USER, type RigLine } from './rig-line.ts';

const BARE = '102';
let pbx: Pbx;
let bare: Bare;
let rig: RigLine;

beforeEach(async () => {
  pbx = await createPbx({
    users: [
      { user: BARE, password: PASSWORD, algorithms: ['MD5'] },
      { user: USER, password: PASSWORD },
    ],
    unbindOnClose: false,
  });
});

afterEach(async () => {
  vi.useRealTimers();
  await bare.stop();
  await rig.stop();
  await pbx.close();
});

const startBoth = async (): Promise<void> => {
  bare = new Bare(pbx.url, BARE, PASSWORD);
  rig = startLine({ servers: [pbx.url] });
  rig.line.subscribe((event) => {
    if (event.kind === 'invite') rig.line.ring(event.leg);
  });
  await Promise.all([pbx.whenRegistered(BARE), bare.when('registration'), rig.when(isRegistered)]);
};

/** Sends the same call to both. @returns its Call-ID at each */
const sendToBoth = (parts: InviteParts): { readonly atBare: string; readonly atOurs: string } => {
  const ids = { atBare: `bare-${randomUUID()}`, atOurs: `ours-${randomUUID()}` };
  const send = (user: string, callId: string): void => {
    pbx.sendRaw(user, inviteBytes(pbx.bindings(user)[0]?.contactUri ?? '', { callId, ...parts }));
  };
  send(BARE, ids.atBare);
  send(USER, ids.atOurs);
  return ids;
};

test.each(['tel:+4930901820', 'isbn:2983792873'])(
  'a call to %s ends the process of bare sip.js; ours rings',
  async (requestUri) => {
    await startBoth();
    const answers = new AnswerLog(pbx, USER);
    const { atOurs } = sendToBoth({ requestUri });

    expect(await bare.whenEnded).toMatchObject({ code: 1, error: 'Error: Request-URI undefined.' });
    const { headers } = await rig.when(isInvite);
    await proveAlive(pbx, USER);
    expect([headers.requestUri, answers.to(atOurs)]).toEqual([requestUri, [100, 180]]);
  },
);

test('a response with a bad CSeq ends the process of bare sip.js; ours drops it and goes on', async () => {
  await startBoth();
  const response = ['SIP/2.0 200 OK', 'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1', 'From: <sip:a@b.example>;tag=1'];
  const bytes = [...response, 'To: <sip:a@b.example>;tag=2', 'Call-ID: x', 'CSeq: nonsense', '\r\n'].join('\r\n');
  pbx.sendRaw(BARE, bytes);
  pbx.sendRaw(USER, bytes);

  expect(await bare.whenEnded).toMatchObject({ code: 1, error: expect.stringMatching(/^TypeError/) as string });
  await proveAlive(pbx, USER);
  expect(rig.faults).toMatchObject([{ kind: 'dropped' }]);
});

test.each<[string, InviteParts]>([
  ['a From host that is a container id', { from: '<sip:101@543dc521b9a2>' }],
  ['a From host with an underscore', { from: '<sip:101@my_host>' }],
  ['a From host in Cyrillic', { from: '<sip:101@пример.example>' }],
  ['an unquoted umlaut', { from: 'Müller <sip:101@example.com>' }],
  ['an unquoted @', { from: 'A@B <sip:101@example.com>' }],
  ['a # in the user part', { from: '<sip:#31#101@example.com>' }],
  ['a space in the user part', { from: '<sip:10 1@example.com>' }],
  ['a tel: URI in From', { from: '<tel:+4930901820>' }],
  ['a malformed Contact', { contact: '<sip:pbx@@>;;;' }],
])(
  'bare sip.js leaves a call with %s without an answer; ours rings and keeps the value as it came',
  async (_name, parts) => {
    await startBoth();
    const [ofBare, ofOurs] = [new AnswerLog(pbx, BARE), new AnswerLog(pbx, USER)];
    const { atBare, atOurs } = sendToBoth(parts);
    await Promise.all([proveAlive(pbx, BARE), proveAlive(pbx, USER)]);

    expect([ofBare.to(atBare), bare.all('invite')]).toEqual([[], []]);
    expect(ofOurs.to(atOurs)).toEqual([100, 180]);
    expect(rig.events.filter(isInvite)[0]?.headers.from).toBe(
      `${parts.from ?? '"John Doe" <sip:+4930901820@example.com>'};tag=from-1`,
    );
  },
);

test.each([[['SHA-256']], [['MD5', 'SHA-256']], [['SHA-512-256', 'SHA-256']]])(
  'challenged with %j bare sip.js gives up; ours registers',
  async (algorithms) => {
    pbx.faults.challenge = algorithms;
    bare = new Bare(pbx.url, BARE, PASSWORD);
    rig = startLine({ servers: [pbx.url] });

    expect(await bare.when('rejected')).toMatchObject({ status: 401 });
    await rig.when(isRegistered);
    expect([pbx.bindings(BARE).length, pbx.bindings(USER).length]).toEqual([0, 1]);
  },
);

test('when the link is lost bare sip.js goes on believing in its registration and in a call; ours drops the call and registers again', async () => {
  await startBoth();
  sendToBoth({});
  await Promise.all([bare.when('invite'), rig.when(isInvite)]);
  const eventsBefore = rig.events.length;
  pbx.dropConnections();
  await bare.when('disconnected');
  await rig.when(isLost, eventsBefore);
  await rig.when(isRegistered, eventsBefore);

  expect(await bare.states()).toEqual({
    kind: 'states',
    registration: 'Registered',
    calls: ['Initial'],
    isConnected: false,
  });
  expect(rig.events.filter(isLost)).toMatchObject([{ why: 'link' }]);
});

test('a second INVITE of an open call overwrites the first in bare sip.js; ours refuses it and keeps the first', async () => {
  await startBoth();
  const answers = new AnswerLog(pbx, USER);
  const callId = randomUUID();
  sendToBoth({ callId });
  sendToBoth({ callId, cseq: '2 INVITE' });
  await bare.when('invite', 2);
  await proveAlive(pbx, USER);

  expect(rig.events.filter(isInvite)).toHaveLength(1);
  expect(answers.to(callId)).toEqual([100, 180, 500]);
  rig.line.reject(rig.events.filter(isInvite)[0]?.leg ?? expect.fail('no leg'), 486);
  await proveAlive(pbx, USER);
  expect(answers.to(callId)).toEqual([100, 180, 500, 486]);
});

test('bare sip.js answers 480 by itself after a minute of ringing; ours rings on, though not for ever', async () => {
  bare = new Bare(pbx.url, BARE, PASSWORD, 'mocked-clock');
  rig = startLine({ servers: [pbx.url] });
  await Promise.all([bare.when('registration'), rig.when(isRegistered)]);
  const [ofBare, ofOurs] = [new AnswerLog(pbx, BARE), new AnswerLog(pbx, USER)];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { atBare, atOurs } = sendToBoth({});
  await Promise.all([bare.when('invite'), rig.when(isInvite)]);
  bare.tell({ do: 'tick', ms: 60_000 });
  vi.advanceTimersByTime(3_599_000);
  await pbx.whenReceived(BARE, (message) => message.kind === 'response' && message.status === 480);
  await proveAlive(pbx, USER);
  const afterAnHourAlmost = ofOurs.to(atOurs);
  vi.advanceTimersByTime(1000);
  await rig.when(isStopped);
  await proveAlive(pbx, USER);

  expect([ofBare.to(atBare).at(-1), afterAnHourAlmost, ofOurs.to(atOurs)]).toEqual([480, [100], [100, 480]]);
});

test.each(['4294967295', 'abc', '0'])(
  'Expires: %s makes bare sip.js end a call at once; ours rings',
  async (expires) => {
    await startBoth();
    const [ofBare, ofOurs] = [new AnswerLog(pbx, BARE), new AnswerLog(pbx, USER)];
    const { atBare, atOurs } = sendToBoth({ more: [`Expires: ${expires}`] });
    await pbx.whenReceived(BARE, (message) => message.kind === 'response' && message.status === 487);
    await proveAlive(pbx, USER);

    expect([ofBare.to(atBare).at(-1), ofOurs.to(atOurs)]).toEqual([487, [100, 180]]);
  },
);

test('started twice, bare sip.js leaves a dead binding beside its new one; ours has one', async () => {
  await startBoth();
  await bare.stop();
  pbx.dropConnections();
  bare = new Bare(pbx.url, BARE, PASSWORD);
  await pbx.whenRegistered(BARE, 2);
  const contact = pbx.bindings(USER)[0]?.contactUri;
  await rig.stop();
  rig = startLine({ servers: [pbx.url] });
  await rig.when(isRegistered);

  expect(pbx.bindings(BARE)).toHaveLength(2);
  expect(pbx.bindings(USER).map(({ contactUri }) => contactUri)).toEqual([contact]);
});
