/** What a line that watches a colleague's is told of it by a real server's two lamps: free, ringing and who calls, talking, not there, not told. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '../../../main/model/clock.ts';
import type { Lamp } from '../../../main/model/presence.ts';
import { createLine, type Line } from '../../../main/sip/line.ts';
import { wallClock } from '../../integration/sip/rig-line.ts';
import { createPhone, type Phone } from '../../rig/pbx/index.ts';
import { Watch } from '../../rig/pbx/watch.ts';
import { accountOf, trunkAccount } from '../accounts.ts';
import { usualTransport } from '../companion.ts';
import { lineDeps, newIdentity } from '../line-parts.ts';
import type { ServerAddress } from '../servers/real-server.ts';
import { servers, useOwnServer } from '../use-office.ts';

const COLLEAGUE = '102';
/** A started Asterisk says "closed" of phones that it still had from before, for up to half a minute, registered anew or not. */
const KNOWN_AGAIN_MS = 45_000;

/** What was told of one line, as text without its times: `ringing +12025550142`. */
interface Watched {
  /** From a place on, in order. */
  readonly told: (from?: number) => readonly string[];
  /** The first that fits, from a place on; resolves with the place behind it. */
  readonly when: (said: string, from?: number, limitMs?: number) => Promise<number>;
}

const watched = (line: Line, extension: string): Watched => {
  const watch = new Watch();
  const lamps: string[] = [];
  line.watch(extension, ({ state, calls }: Lamp) => {
    lamps.push([state, ...calls.map(({ remoteUser }) => remoteUser ?? '-')].join(' '));
    watch.changed();
  });
  return {
    told: (from = 0) => lamps.slice(from),
    when: (said, from = 0, limitMs?: number) =>
      watch.when(
        () => {
          const at = lamps.indexOf(said, from);
          return at < 0 ? null : at + 1;
        },
        () => `Of ${extension} was never told "${said}", but: ${lamps.slice(from).join(', ')}`,
        limitMs,
      ),
  };
};

/** The companion's line of desk 101. */
const startLine = (
  server: ServerAddress,
  clock = wallClock,
): { readonly line: Line; readonly stop: () => Promise<void> } => {
  const { companion } = accountOf('101');
  const line = createLine({
    settings: {
      servers: [server.urls[usualTransport()]],
      aor: `sip:${companion.user}@${server.domain}`,
      extension: '101',
      authorizationUser: companion.user,
      pbx: server.name,
      desksAtServer: 100,
      caFile: server.caFile,
      allowInsecure: false,
      ringingTransfer: 'redirect',
      pickupPrefix: null,
      companionPattern: null,
      busyLamps: 50,
    },
    password: companion.password,
    identity: newIdentity(),
    deps: { ...lineDeps('101'), clock },
  });
  return { line, stop: line.start() };
};

/** Kamailio names the other side of a call that is talked too, and knows nothing of a phone that never registered. */
const facts = {
  asterisk: { neverSeen: 'not-reachable', inCall: 'in-call -' },
  kamailio: { neverSeen: 'not-in-call', inCall: 'in-call +12025550142' },
} as const;

describe.each(servers)('on %s', (name) => {
  const server = useOwnServer(name);
  const { neverSeen, inCall } = facts[name];
  const number = '+12025550142';
  let line: Line;
  let stop: () => Promise<void> = () => Promise.resolve();
  let trunk: Phone;
  let phone: Phone;
  let anna: Watched;

  beforeAll(async () => {
    ({ line, stop } = startLine(server()));
    trunk = await createPhone({ pbx: server(), isTrunk: true, ...trunkAccount('trunk') });
    anna = watched(line, COLLEAGUE);
    await anna.when(neverSeen);
    phone = await createPhone({ pbx: server(), ...accountOf(COLLEAGUE).phone });
    await anna.when('idle');
  });
  afterEach(async () => {
    for (const call of trunk.calls) call.hangUp();
    await phone.whenState('idle');
  });
  afterAll(async () => {
    await stop();
    await phone.close();
    await trunk.close();
  });

  test('she is free, rings and the caller is told, talks, and is free again', async () => {
    const from = anna.told().length;
    const call = await trunk.call({ to: COLLEAGUE, from: { number } });
    await anna.when(`ringing ${number}`, from);
    await phone.whenState('ringing');
    phone.answer();
    await anna.when(inCall, from);
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, COLLEAGUE]);
    phone.hangUp();
    await anna.when('idle', from);
    expect(anna.told(from)).toEqual([`ringing ${number}`, inCall, 'idle']);
  });

  test('a caller who hangs up while she rings leaves her free', async () => {
    const from = anna.told().length;
    const call = await trunk.call({ to: COLLEAGUE, from: { number } });
    await anna.when(`ringing ${number}`, from);
    call.hangUp();
    await anna.when('idle', from);
    expect([(await call.whenFinal()).status, anna.told(from)]).toEqual([487, [`ringing ${number}`, 'idle']]);
  });

  test('her phone is switched off and on again: she is not reachable, and free again', async () => {
    const from = anna.told().length;
    await phone.unregister();
    await anna.when('not-reachable', from);
    await phone.register();
    await anna.when('idle', from);
    expect(anna.told(from)).toEqual(['not-reachable', 'idle']);
  });

  test('an extension that nobody has is never free', async () => {
    const nobody = watched(line, '150');
    const other = watched(line, '103');
    await other.when(neverSeen);
    expect(nobody.told().includes('idle')).toBe(false);
  });

  test('both lamps are refreshed in their dialogs, again and again, and go on telling', async () => {
    await stop();
    const refreshes = new Watch();
    let count = 0;
    const hurried: Clock = {
      ...wallClock,
      after: (delayMs, run) => {
        const isRefresh = delayMs >= 480_000 && delayMs <= 570_000;
        count += isRefresh ? 1 : 0;
        refreshes.changed();
        return wallClock.after(isRefresh ? 20 : delayMs, run);
      },
    };
    ({ line, stop } = startLine(server(), hurried));
    anna = watched(line, COLLEAGUE);
    const from = await anna.when('idle');
    const before = count;
    await refreshes.when(
      () => (count >= before + 40 ? count : null),
      () => `Only ${count} refreshes.`,
    );
    const call = await trunk.call({ to: COLLEAGUE, from: { number } });
    await anna.when(`ringing ${number}`, from);
    call.hangUp();
    await anna.when('idle', from);
    expect(anna.told(from)).toEqual([`ringing ${number}`, 'idle']);
  });

  test('the server is started again: nothing is told of her until it is told anew', async () => {
    const from = anna.told().length;
    await server().kill();
    await anna.when('not-told', from);
    await server().restart();
    await phone.register();
    await anna.when('idle', from, KNOWN_AGAIN_MS);
    expect(anna.told(from)[0]).toBe('not-told');
    const again = anna.told().length;
    await trunk.register();
    await trunk.call({ to: COLLEAGUE, from: { number } });
    await anna.when(`ringing ${number}`, again);
  });
});
