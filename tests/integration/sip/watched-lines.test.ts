import { afterEach, expect, test } from 'vitest';
import type { Lamp } from '../../../main/model/presence.ts';
import { createPbx, createPhone, headerOf, type Pbx, type PbxOptions, type Phone } from '../../rig/pbx/index.ts';
import { Watch } from '../../rig/pbx/watch.ts';
import { isRegistered, PASSWORD, startLine, USER, type RigLine, type RigLineOptions } from './rig-line.ts';

const users = [
  { user: USER, password: PASSWORD },
  { user: '101', password: 'phone' },
  { user: '102', password: 'phone' },
];

let pbx: Pbx;
let rig: RigLine;
let phone: Phone | null = null;

const begin = async (line: Partial<RigLineOptions> = {}, options: Partial<PbxOptions> = {}): Promise<void> => {
  pbx = await createPbx({ users, ...options });
  rig = startLine({ servers: [pbx.url], ...line });
};

const annasPhone = async (): Promise<Phone> => {
  phone = await createPhone({ pbx, user: '102', password: 'phone' });
  return phone;
};

afterEach(async () => {
  await phone?.close();
  phone = null;
  await rig.stop();
  await pbx.close();
});

interface Watched {
  /** In the order in which they were told: the state, and who rings. */
  readonly told: readonly string[];
  /** The first told from that place on in this state. */
  readonly when: (state: Lamp['state'], from?: number) => Promise<Lamp>;
  readonly end: () => void;
}

const watched = (extension: string): Watched => {
  const watch = new Watch();
  const lamps: Lamp[] = [];
  const end = rig.line.watch(extension, (lamp) => {
    lamps.push(lamp);
    watch.changed();
  });
  const told = (): readonly string[] =>
    lamps.map(({ state, calls }) => [state, ...calls.map(({ remoteUser }) => remoteUser)].join(' '));
  return {
    get told() {
      return told();
    },
    when: (state, from = 0) =>
      watch.when(
        () => lamps.slice(from).find((lamp) => lamp.state === state) ?? null,
        () => `${extension} was never ${state}: ${told().join(', ')}`,
      ),
    end,
  };
};

test('a colleague is free, rings, talks, is free again, and is not there when her phone is not', async () => {
  await begin();
  const anna = watched('102');
  await anna.when('not-reachable');
  const desk = await annasPhone();
  await anna.when('idle');
  const call = pbx.call({ to: '102', from: { number: '+14155550142' } });
  await anna.when('ringing');
  await call.whenRinging('102');
  desk.answer();
  await anna.when('in-call');
  const busy = anna.told.length;
  desk.hangUp();
  await anna.when('idle', busy);
  await desk.unregister();
  await anna.when('not-reachable', busy);
  expect(anna.told.filter((state) => state !== 'not-in-call')).toEqual([
    'not-told',
    'not-reachable',
    'idle',
    'ringing +14155550142',
    'in-call ',
    'idle',
    'not-reachable',
  ]);
});

test('when the link is lost nothing is told of her, and all of it anew when the line is back', async () => {
  await begin();
  await annasPhone();
  const anna = watched('102');
  await anna.when('idle');
  const before = anna.told.length;
  pbx.dropConnections();
  await anna.when('idle', before);
  expect([anna.told[before], pbx.lamps.count]).toEqual(['not-told', 4]);
});

test('a server without presence tells who talks, never that somebody is free, and is asked for one presence lamp only', async () => {
  pbx = await createPbx({ users });
  pbx.faults.lamps = { status: 489, reason: 'Bad Event', event: 'presence' };
  rig = startLine({ servers: [pbx.url] });
  await rig.when(isRegistered);
  await annasPhone();
  const anna = watched('102');
  await anna.when('not-in-call');
  const call = pbx.call({ to: '102' });
  await anna.when('ringing');
  call.hangUp();
  const asked = pbx
    .received(USER)
    .filter(({ message }) => headerOf(message, 'event') === 'presence')
    .map(({ message }) => headerOf(message, 'call-id'));
  expect([anna.told.includes('idle'), new Set(asked).size]).toEqual([false, 1]);
});

test('an extension that does not exist is not told, and the others are', async () => {
  await begin();
  await annasPhone();
  const nobody = watched('150');
  await watched('102').when('idle');
  expect(nobody.told).toEqual(['not-told']);
});

test('the bound holds on the wire: who comes last waits until a place is left', async () => {
  await begin({ settings: { busyLamps: 2 } });
  await annasPhone();
  const nobody = watched('150');
  const anna = watched('102');
  await rig.when((event): event is typeof event & { kind: 'own-line' } => event.kind === 'own-line');
  const before = anna.told;
  nobody.end();
  await anna.when('idle');
  expect(before).toEqual(['not-told']);
});
