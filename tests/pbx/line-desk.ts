/** A desk's line alone, without CRM and switchboard: rings by itself, and does what a scenario says. */
import { createLine, type Line } from '../../main/sip/line.ts';
import { LINE_TIMING, type LineDeps } from '../../main/sip/line-options.ts';
import type { LegId } from '../../main/model/call.ts';
import type { LineEvent } from '../../main/model/line.ts';
import { memoryJournal, type MemoryJournal } from '../integration/sip/memory-journal.ts';
import { Watch } from '../rig/pbx/watch.ts';
import { accountOf, type Desk } from './accounts.ts';
import { usualTransport } from './companion.ts';
import { lineDeps, newIdentity } from './line-parts.ts';
import type { ServerAddress } from './servers/real-server.ts';

type Of<K extends LineEvent['kind']> = LineEvent & { readonly kind: K };

export interface LineDesk {
  readonly line: Line;
  readonly journal: MemoryJournal;
  /** Everything it told, in order. */
  readonly events: readonly LineEvent[];
  /** The n-th event of a kind (1-based, default 1), past or future. */
  readonly when: <K extends LineEvent['kind']>(kind: K, nth?: number) => Promise<Of<K>>;
  /** The first progress of this kind, past or future. */
  readonly whenPassed: (kind: 'ringing' | 'started' | 'failed', nth?: number) => Promise<Of<'pass-progress'>>;
  /** It sleeps, past or future. */
  readonly whenSuspended: () => Promise<unknown>;
  /** Legs that ring, as far as it told. */
  readonly ringing: () => readonly LegId[];
  /** The leg that rang last. */
  readonly leg: () => LegId;
  readonly stop: () => Promise<void>;
}

/** Starts it; it is registered when the promise resolves. */
export async function startLineDesk(
  server: ServerAddress,
  desk: Desk,
  changes: Partial<LineDeps> = {},
): Promise<LineDesk> {
  const { user, password } = accountOf(desk).companion;
  const watch = new Watch();
  const events: LineEvent[] = [];
  const journal = memoryJournal();
  const line = createLine({
    settings: {
      servers: [server.urls[usualTransport()]],
      aor: `sip:${user}@${server.domain}`,
      extension: desk,
      authorizationUser: user,
      pbx: server.name,
      desksAtServer: 100,
      caFile: server.caFile,
      allowInsecure: false,
      ringingTransfer: 'take',
      pickupPrefix: '**',
      companionPattern: null,
      busyLamps: 50,
    },
    password,
    identity: newIdentity(),
    deps: { ...lineDeps(desk), journal, timing: LINE_TIMING, ...changes },
  });
  line.subscribe((event) => {
    events.push(event);
    if (event.kind === 'invite') line.ring(event.leg);
    watch.changed();
  });
  const stop = line.start();
  const find = <T extends LineEvent>(what: string, fits: (event: LineEvent) => event is T, nth: number): Promise<T> =>
    watch.when(
      () => events.filter(fits)[nth - 1] ?? null,
      () => `The line of ${desk} never told ${what}, but ${JSON.stringify(events)}.`,
    );
  const isOf =
    <K extends LineEvent['kind']>(kind: K) =>
    (event: LineEvent): event is Of<K> =>
      event.kind === kind;
  const isRegistered = (event: LineEvent): event is Of<'status'> =>
    event.kind === 'status' && event.status.kind === 'registered';
  await find('that it is registered', isRegistered, 1);
  return {
    line,
    journal,
    events,
    when: (kind, nth = 1) => find(`${kind} ${nth} times`, isOf(kind), nth),
    whenPassed: (kind, nth = 1) =>
      find(
        `pass-progress ${kind}`,
        (event): event is Of<'pass-progress'> => event.kind === 'pass-progress' && event.progress.kind === kind,
        nth,
      ),
    whenSuspended: () =>
      find(
        'that it sleeps',
        (event): event is Of<'status'> => event.kind === 'status' && event.status.kind === 'suspended',
        1,
      ),
    ringing: () =>
      events.reduce<readonly LegId[]>((legs, event) => {
        if (event.kind === 'invite') return [...legs, event.leg];
        if (event.kind === 'legs-lost') return [];
        const isOver = event.kind === 'leg-stopped' || event.kind === 'taken';
        return isOver ? legs.filter((leg) => leg !== event.leg) : legs;
      }, []),
    leg: () => {
      const leg = events.findLast(isOf('invite'))?.leg;
      if (leg === undefined) throw new Error(`Nothing has rung at ${desk}.`);
      return leg;
    },
    stop,
  };
}
