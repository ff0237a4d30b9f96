import { afterEach, expect, test } from 'vitest';
import type { LineEvent, PhoneBinding } from '../../../main/model/line.ts';
import { createPbx, createPhone, type Pbx, type PbxOptions, type PbxUser, type Phone } from '../../rig/pbx/index.ts';
import { hurried, isRegistered, startLine, type RigLine, type RigLineOptions } from './rig-line.ts';

type PhoneEvent = LineEvent & { kind: 'phone' };

const desk = { user: '101', password: 'phone' };

let pbx: Pbx;
let rig: RigLine;
let phone: Phone | null = null;

/** A server with room for so many contacts; the newest throws the others out. */
const server = async (user: Partial<PbxUser>, options: Partial<PbxOptions> = {}): Promise<void> => {
  pbx = await createPbx({ users: [{ ...desk, removeExisting: true, ...user }], ...options });
};
const switchOn = async (): Promise<void> => {
  phone = await createPhone({ pbx, ...desk });
};
/** A companion on the phone's own Address of Record. */
const start = (options: Partial<RigLineOptions> = {}): void => {
  rig = startLine({
    servers: [pbx.url],
    settings: { aor: 'sip:101@pbx.example.com', authorizationUser: '101' },
    password: desk.password,
    ...options,
  });
};

afterEach(async () => {
  await phone?.close();
  phone = null;
  await rig.stop();
  await pbx.close();
});

const binding = (state: PhoneBinding, from = 0): Promise<PhoneEvent> =>
  rig.when((event): event is PhoneEvent => event.kind === 'phone' && event.phone === state, from);
const told = (): readonly PhoneBinding[] =>
  rig.events.flatMap((event) => (event.kind === 'phone' ? [event.phone] : []));

test('where there is room for two, the phone is told as present', async () => {
  await server({ maxContacts: 2 });
  await switchOn();
  start();
  await binding('present');
  expect([told(), pbx.bindings('101').length]).toEqual([['present'], 2]);
});

test('a companion that has thrown the phone out says so', async () => {
  await server({ maxContacts: 1 });
  await switchOn();
  start();
  await binding('absent');
  expect([told(), pbx.bindings('101')]).toMatchObject([['absent'], [{ userAgent: 'Ringside' }]]);
});

test('the alarm ends soon after the phone is back', async () => {
  await server({ maxContacts: 2 });
  start({ deps: { clock: hurried } });
  await binding('absent');
  await switchOn();
  await binding('present');
  expect(told()).toEqual(['absent', 'present']);
});

test('a binding that an earlier start or another transport left behind is no phone', async () => {
  await server({ maxContacts: 5 }, { unbindOnClose: false });
  start();
  await binding('absent');
  pbx.dropConnections();
  await binding('not-told');
  await binding('absent', rig.events.length);
  expect(told()).toEqual(['absent', 'not-told', 'absent']);
});

test('a listener that comes late is told of the phone at once', async () => {
  await server({ maxContacts: 1 });
  start();
  await binding('absent');
  const late: LineEvent[] = [];
  rig.line.subscribe((event) => late.push(event))();
  expect(late).toContainEqual({ kind: 'phone', phone: 'absent' });
});

test('a companion with an endpoint of its own tells nothing of the phone', async () => {
  await server({ maxContacts: 1 });
  start({ settings: { aor: 'sip:101@pbx.example.com', authorizationUser: '101', extension: '7101' } });
  await rig.when(isRegistered);
  await rig.stop();
  expect(told()).toEqual([]);
});
