import { expect, test } from 'vitest';
import { SharedLamps } from '../../../../main/sip/lamps/shared-lamps.ts';
import { createLampRig, dialogInfo, pidf, type LampRig } from './lamp-rig.ts';

const START = 1_763_800_000_000;
const KEPT_MS = 600_000;

interface SharedRig extends LampRig {
  readonly lamps: SharedLamps;
  /** Watches, and keeps what is told in short: `a 102 idle`. */
  readonly look: (who: string, extension: string) => () => void;
  readonly told: readonly string[];
  /** What was asked for since the last look, as `log` has it. */
  readonly news: () => readonly string[];
}

/** 101 is the own extension. Registered, all SUBSCRIBEs of the own lamps out. */
const registered = (maxExtensions = 50): SharedRig => {
  const rig = createLampRig();
  const lamps = new SharedLamps({ clock: rig.clock, watch: rig.watch, ownExtension: '101', maxExtensions });
  const told: string[] = [];
  const look = (who: string, extension: string): (() => void) =>
    lamps.watch(extension, ({ state, calls }) => {
      told.push([who, extension, state, ...calls.map(({ phase }) => phase)].join(' '));
    });
  let seen = 0;
  const news = (): readonly string[] => {
    rig.clock.advance(1000);
    return rig.log().slice(seen, (seen = rig.asked.length));
  };
  lamps.watch('101', () => undefined);
  rig.watch.registered('wss://one');
  news();
  for (const event of ['dialog', 'presence'] as const) rig.light('101', event, pidf('open'));
  return { ...rig, lamps, look, told, news };
};

/** Free, and answered for ten minutes. */
const free = (rig: SharedRig, extension: string): void => {
  rig.clock.advance(1000);
  rig.light(extension, 'dialog', dialogInfo(0, 'terminated'));
  rig.light(extension, 'presence', pidf('open'));
};

/** Time passes, and the server answers what 102's lamps ask. */
const pass = (rig: SharedRig, ms: number): void => {
  for (let leftMs = ms; leftMs > 0; leftMs -= 5000) {
    rig.clock.advance(Math.min(leftMs, 5000));
    for (const event of ['dialog', 'presence'] as const) rig.light('102', event);
  }
};

const givenBack = (rig: SharedRig): readonly string[] => rig.log().filter((each) => each.endsWith(' 0'));

test('who watches is told at once what is known, and everything that changes', () => {
  const rig = registered();
  rig.look('a', '102');
  free(rig, '102');
  rig.light('102', 'presence', pidf('open', 'Ringing'));
  rig.light('102', 'dialog', dialogInfo(1, 'early'));
  rig.look('b', '102');
  rig.light('102', 'dialog', dialogInfo(2, 'terminated'));
  expect(rig.told).toEqual([
    'a 102 not-told',
    'a 102 not-in-call',
    'a 102 idle',
    'a 102 ringing ringing',
    'b 102 ringing ringing',
    'a 102 idle',
    'b 102 idle',
  ]);
});

test('however many watch an extension, also the own one, the server is asked once for each of its two lamps', () => {
  const rig = registered();
  for (const who of ['a', 'b', 'c']) for (const extension of ['101', '102']) rig.look(who, extension);
  expect([rig.news(), rig.log()]).toEqual([
    ['102 dialog', '102 presence'],
    ['101 dialog', '101 presence', '102 dialog', '102 presence'],
  ]);
});

test('a state is as old as its first telling: neither a refresh nor a second call makes it younger', () => {
  const rig = registered();
  const ages: (readonly [string, number])[] = [];
  rig.lamps.watch('102', ({ state, sinceEpochMs }) => ages.push([state, sinceEpochMs - START]));
  free(rig, '102');
  rig.clock.advance(5000);
  rig.light('102', 'dialog', dialogInfo(1, 'terminated'));
  rig.light('102', 'dialog', dialogInfo(2, 'early'));
  rig.clock.advance(5000);
  rig.light('102', 'dialog', dialogInfo(3, 'early').replace('id="a"', 'id="b"'));
  expect(ages).toEqual([
    ['not-told', 1000],
    ['not-in-call', 2000],
    ['idle', 2000],
    ['ringing', 7000],
    ['ringing', 7000],
  ]);
});

test('when the link is lost nothing is told any more, in one step, and all of it is told anew when it is back', () => {
  const rig = registered();
  rig.look('a', '102');
  free(rig, '102');
  rig.light('102', 'presence', pidf('open', 'On the phone'));
  rig.light('102', 'dialog', dialogInfo(1, 'confirmed'));
  rig.look('b', '102');
  const before = rig.told.length;
  rig.lamps.lost();
  const lost = rig.told.slice(before);
  rig.watch.registered('wss://one');
  rig.clock.advance(1000);
  rig.light('102', 'presence', pidf('open'));
  rig.light('102', 'dialog', dialogInfo(0, 'terminated'));
  expect([lost, rig.told.slice(before + 2)]).toEqual([
    ['a 102 not-told', 'b 102 not-told'],
    ['a 102 idle', 'b 102 idle'],
  ]);
});

test.each([
  ['a DTD with entities', `<!DOCTYPE p [<!ENTITY x "open">]>${pidf('&x;')}`],
  ['more than 64 kB', pidf('open', 'x'.repeat(70_000))],
  ['garbage', 'open'],
])('a presence document with %s takes back that anybody is there', (_what, body) => {
  const rig = registered();
  rig.look('a', '102');
  free(rig, '102');
  rig.light('102', 'presence', body);
  expect(rig.told.at(-1)).toBe('a 102 not-in-call');
});

test('a dialog document that cannot be read takes back that the line is free', () => {
  const rig = registered();
  rig.look('a', '102');
  free(rig, '102');
  rig.light('102', 'dialog', `<!DOCTYPE d>${dialogInfo(1, 'terminated')}`);
  expect(rig.told.at(-1)).toBe('a 102 not-told');
});

test('lamps that nobody looks at stay lit for ten minutes, and the next who looks is told at once', () => {
  const rig = registered();
  const leave = rig.look('a', '102');
  free(rig, '102');
  leave();
  const before = rig.told.length;
  rig.clock.advance(520_000);
  rig.look('b', '102');
  expect([givenBack(rig), rig.told.slice(before)]).toEqual([[], ['b 102 idle']]);
});

test('… and are given back after ten minutes, with nothing told to those who left', () => {
  const rig = registered();
  const leave = rig.look('a', '102');
  free(rig, '102');
  leave();
  leave();
  const before = rig.told.length;
  pass(rig, KEPT_MS - 1);
  const shortly = givenBack(rig);
  rig.clock.advance(1);
  const after = givenBack(rig);
  rig.look('b', '102');
  expect([shortly, after, rig.told.slice(before)]).toEqual([
    [],
    ['102 dialog 0', '102 presence 0'],
    ['b 102 not-told'],
  ]);
});

test('who comes back within the ten minutes and leaves again begins them anew', () => {
  const rig = registered();
  const leave = rig.look('a', '102');
  free(rig, '102');
  leave();
  pass(rig, KEPT_MS - 1);
  rig.look('b', '102')();
  pass(rig, KEPT_MS - 1);
  const shortly = givenBack(rig);
  rig.clock.advance(1);
  expect([shortly, givenBack(rig)]).toEqual([[], ['102 dialog 0', '102 presence 0']]);
});

test('beyond the bound the longest unwatched gives up its place', () => {
  const rig = registered(4);
  const [leave102, leave103] = ['102', '103', '104'].map((extension) => rig.look('a', extension));
  rig.news();
  for (const extension of ['102', '103', '104']) free(rig, extension);
  leave103?.();
  rig.clock.advance(1);
  leave102?.();
  rig.look('b', '105');
  expect(rig.news()).toEqual(['103 dialog 0', '103 presence 0', '105 dialog', '105 presence']);
});

test('where all are watched the newcomer is told nothing, and gets the first place that is left, the oldest first', () => {
  const rig = registered(2);
  const leave102 = rig.look('a', '102');
  free(rig, '102');
  rig.news();
  const leave103 = rig.look('b', '103');
  const leave104 = rig.look('c', '104');
  rig.look('d', '105');
  const waiting = rig.news();
  leave103();
  leave102();
  const then = rig.news();
  free(rig, '104');
  leave104();
  expect([waiting, then, rig.news(), rig.told.slice(3)]).toEqual([
    [],
    ['102 dialog 0', '102 presence 0', '104 dialog', '104 presence'],
    ['104 dialog 0', '104 presence 0', '105 dialog', '105 presence'],
    ['b 103 not-told', 'c 104 not-told', 'd 105 not-told', 'c 104 not-in-call', 'c 104 idle'],
  ]);
});

test('the own extension never gives up its place', () => {
  const rig = registered(1);
  rig.look('a', '102')();
  rig.look('b', '103');
  expect(rig.news()).toEqual([]);
});

test('a watch that ends another within its own telling leaves that one told nothing', () => {
  const rig = registered();
  const told: string[] = [];
  const ends: (() => void)[] = [];
  rig.lamps.watch('102', ({ state }) => {
    told.push(`a ${state}`);
    for (const end of ends) end();
  });
  ends.push(rig.lamps.watch('102', ({ state }) => told.push(`b ${state}`)));
  free(rig, '102');
  expect(told).toEqual(['a not-told', 'b not-told', 'a not-in-call', 'a idle']);
});
