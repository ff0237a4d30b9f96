import { afterEach, expect, test } from 'vitest';
import type { LineEvent } from '../../../main/model/line.ts';
import { createPbx, createPhone, headerOf, type Pbx, type PbxOptions, type Phone } from '../../rig/pbx/index.ts';
import {
  hurried,
  isInvite,
  isRegistered,
  PASSWORD,
  startLine,
  USER,
  type RigLine,
  type RigLineOptions,
} from './rig-line.ts';

type OwnLineEvent = LineEvent & { kind: 'own-line' };

const PHONE = '101';
const own = { user: USER, password: PASSWORD };
const desk = { user: PHONE, password: 'phone' };

let pbx: Pbx;
let rig: RigLine;
let phone: Phone | null = null;

const begin = async (options: Partial<PbxOptions> = {}, line: Partial<RigLineOptions> = {}): Promise<void> => {
  pbx = await createPbx({ users: [own, desk], groups: { 700: [PHONE, USER] }, ...options });
  rig = startLine({ servers: [pbx.url], ...line });
};

const deskPhone = async (): Promise<Phone> => {
  phone = await createPhone({ pbx, ...desk });
  return phone;
};

afterEach(async () => {
  await phone?.close();
  phone = null;
  await rig.stop();
  await pbx.close();
});

const ownLine = (state: OwnLineEvent['state'], from = 0): Promise<OwnLineEvent> =>
  rig.when((event): event is OwnLineEvent => event.kind === 'own-line' && event.state === state, from);
/** Its other lamp is lit too: there is no desk phone in these tests. */
const ownPresence = (): Promise<void> =>
  new Promise((resolve) => {
    const look = { 'not-reachable': resolve } as Partial<Record<string, () => void>>;
    rig.line.watch(PHONE, ({ state }) => look[state]?.());
  });
/** What was told of the own line, and of legs that stopped, in order. */
const told = (): readonly string[] =>
  rig.events.flatMap((event) => {
    if (event.kind === 'own-line') return [event.state];
    return event.kind === 'leg-stopped' ? ['leg stopped'] : [];
  });
const subscribes = (): Promise<unknown> =>
  pbx.whenReceived(USER, (message) => message.kind === 'request' && message.method === 'SUBSCRIBE');

test.each([
  ['after', false, ['idle', 'ringing', 'leg stopped', 'in-call', 'idle']],
  ['before', true, ['idle', 'ringing', 'in-call', 'leg stopped', 'idle']],
])(
  'the own phone answers: its lamp is told right %s the CANCEL, and idle when it has hung up',
  async (_when, isBefore, events) => {
    await begin();
    pbx.faults.lampBeforeCancel = isBefore;
    const answering = await deskPhone();
    await ownLine('idle');
    const call = pbx.call({ to: '700' });
    rig.line.ring((await rig.when(isInvite)).leg);
    await call.whenRinging(USER);
    await ownLine('ringing');
    answering.answer();
    await ownLine('in-call');
    answering.hangUp();
    await ownLine(
      'idle',
      rig.events.findIndex((event) => event.kind === 'own-line' && event.state === 'in-call'),
    );
    expect(told()).toEqual(events);
  },
);

test('a listener that comes late is told the own line at once', async () => {
  await begin();
  await ownLine('idle');
  const late: LineEvent[] = [];
  rig.line.subscribe((event) => late.push(event))();
  expect(late).toMatchObject([{ kind: 'status' }, { kind: 'own-line', state: 'idle' }]);
});

test('when the link is lost the own line is not told any more, and told again as soon as the line is back', async () => {
  await begin();
  await ownLine('idle');
  pbx.dropConnections();
  await ownLine('not-told');
  const before = rig.events.length;
  await ownLine('idle', before);
  await ownPresence();
  expect(pbx.lamps.count).toBe(2);
});

test.each<[string, () => void]>([
  [
    'ends the subscription',
    () => {
      pbx.lamps.end('deactivated');
    },
  ],
  [
    'says something unreadable',
    () => {
      pbx.lamps.tell(PHONE, '<dialog-info');
    },
  ],
])('when the server %s the own line is not told', async (_what, happens) => {
  await begin();
  await ownLine('idle');
  happens();
  await ownLine('not-told');
});

test('a subscription that the server has ended or forgotten is made anew', async () => {
  await begin();
  await ownLine('idle');
  pbx.lamps.end('deactivated');
  const ended = rig.events.length;
  await ownLine('idle', ended);
  await ownPresence();
  expect(pbx.lamps.count).toBe(2);
});

test('a subscription is refreshed in its dialog', async () => {
  await begin({}, { deps: { clock: hurried } });
  await ownLine('idle');
  await ownPresence();
  const refresh = await pbx.whenReceived(
    USER,
    (message) =>
      message.kind === 'request' && message.method === 'SUBSCRIBE' && /;tag=/.test(headerOf(message, 'to') ?? ''),
  );
  expect([refresh.message, pbx.lamps.count, told()]).toMatchObject([
    { uri: expect.stringContaining('127.0.0.1') as string },
    2,
    ['idle'],
  ]);
});

test.each([
  [{ status: 489, reason: 'Bad Event' }],
  [{ status: 403, reason: 'Forbidden' }],
  ['mute'],
  ['silent'],
] as const)('a server whose lamps are %j leaves the line registered and the own line not told', async (lamps) => {
  pbx = await createPbx({ users: [own, desk] });
  pbx.faults.lamps = lamps;
  rig = startLine({ servers: [pbx.url] });
  await rig.when(isRegistered);
  await subscribes();
  const call = pbx.call({ to: USER });
  await rig.when(isInvite);
  call.hangUp();
  expect(told()).toEqual([]);
});

test('a NOTIFY that nobody asked for is answered, and changes nothing', async () => {
  await begin();
  await ownLine('idle');
  const notify = (event: string, to: string): string =>
    [
      `NOTIFY sip:x@desk-1.invalid SIP/2.0`,
      `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK${event}${to.length}`,
      'From: <sip:pbx@pbx.example.com>;tag=p1',
      `To: <sip:${USER}@pbx.example.com>${to}`,
      `Call-ID: unasked-${event}${to.length}`,
      'CSeq: 1 NOTIFY',
      `Event: ${event}`,
      'Subscription-State: active',
      'Content-Length: 0',
      '\r\n',
    ].join('\r\n');
  pbx.sendRaw(USER, notify('message-summary', ''));
  pbx.sendRaw(USER, notify('dialog', ''));
  pbx.sendRaw(USER, notify('dialog', ';tag=stale'));
  const statuses = await Promise.all(
    ['message-summary0', 'dialog0', 'dialog10'].map((id) =>
      pbx.whenReceived(
        USER,
        (message) => message.kind === 'response' && headerOf(message, 'call-id') === `unasked-${id}`,
      ),
    ),
  );
  expect([statuses.map(({ message }) => (message.kind === 'response' ? message.status : 0)), told()]).toEqual([
    [200, 481, 481],
    ['idle'],
  ]);
});
