/** A portal, a profile folder, and processes that send from it until they are killed or done. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { samplePortal } from '../../rig/portal/sample.ts';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';

/** What a process is told to do. */
export interface Errand {
  readonly file: string;
  readonly workerFile: string;
  readonly webhook: string;
  /** Names the items that it puts; null: it only sends what is there. */
  readonly run: string | null;
  /** The point, and which passing of it. */
  readonly killAt: { readonly point: string; readonly time: number } | null;
  readonly isTracing: boolean;
}

export interface Ended {
  readonly run: string;
  /** Ids that were on disk at some time. */
  readonly kept: ReadonlySet<string>;
  readonly points: readonly string[];
  /** State of what was left at the end; null where it was killed. */
  readonly states: Readonly<Record<string, string>> | null;
}

type Word = { started?: true; kept?: string; point?: string; ended?: [string, string][] };

export interface KillRig {
  readonly portal: Portal;
  /** Starts a process and waits for its end. @param onStarted gets what kills it */
  go(
    errand: Partial<Pick<Errand, 'run' | 'killAt' | 'isTracing'>>,
    onStarted?: (kill: () => void) => void,
  ): Promise<Ended>;
  /** How often the portal has each of a run's items. */
  arrived(run: string): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

const NO_LIMIT = { capacity: 1e9, leakPerSec: 1e9 };

export async function openKillRig(): Promise<KillRig> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-outbox-'));
  const portal = await createPortal({
    ...samplePortal,
    scopes: ['telephony', 'user_basic', 'crm'],
    bucket: NO_LIMIT,
    operating: { limitSec: 1e9, windowSec: 600, costSec: 0 },
    logLimit: 10,
  });
  const script = fileURLToPath(new URL('./sending-app.ts', import.meta.url));
  const fixed = {
    file: join(folder, 'ringside.db'),
    workerFile: fileURLToPath(new URL('../../../main/storage/worker.ts', import.meta.url)),
    webhook: portal.webhook,
  };
  return {
    portal,
    go: async (given, onStarted) => {
      const errand: Errand = { ...fixed, run: null, killAt: null, isTracing: false, ...given };
      const app = spawn(process.execPath, [script, JSON.stringify(errand)], {
        stdio: ['ignore', 'pipe', 'pipe'],
        // Hundreds of starts: the types are stripped once.
        env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
      });
      let faults = '';
      app.stderr.on('data', (chunk: Buffer) => (faults += chunk.toString()));
      const kept = new Set<string>();
      const points: string[] = [];
      let states: Ended['states'] = null;
      createInterface(app.stdout).on('line', (line) => {
        const word = JSON.parse(line) as Word;
        if (word.started) onStarted?.(() => app.kill('SIGKILL'));
        if (word.kept !== undefined) kept.add(word.kept);
        if (word.point !== undefined) points.push(word.point);
        if (word.ended !== undefined) states = Object.fromEntries(word.ended);
      });
      const [code, signal] = (await once(app, 'close')) as [number | null, string | null];
      if (code !== 0 && signal !== 'SIGKILL')
        throw new Error(`ended with ${String(code)} ${String(signal)}: ${faults}`);
      return { run: errand.run ?? '', kept, points, states };
    },
    arrived: (run) => {
      const { comments, entities, calls } = portal.data;
      const comment = (name: string): number =>
        comments.filter(({ text }) => text.endsWith(`Ringside ${run}-${name}`)).length;
      return {
        [`${run}-note`]: comment('note'),
        [`${run}-lead`]: entities.filter(({ originId }) => originId === `${run}-lead`).length,
        [`${run}-lead-note`]: comment('lead-note'),
        [`${run}-second-note`]: comment('second-note'),
        [`${run}-call`]: calls.filter((call) => call.externalCallId === `${run}-call` && call.finished !== null).length,
      };
    },
    close: async () => {
      await portal.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The webhook may add, and read nothing of what it added. */
export function withoutReadBack({ data }: Portal): void {
  data.users = data.users.map((user) => ({ ...user, isAdmin: false }));
  data.rights = { isReading: false, isAdding: true };
}

export interface Tallies {
  /** Processes that were done before they were killed. */
  readonly survivors: number;
  /** Ids that were written down, are not in the portal, and are not shown as perhaps sent, or as waiting for one that is. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Ids that a person has to decide about. */
  readonly perhaps: readonly string[];
}

/** What became of all items. @param last the end of a process that nobody killed */
export function talliesOf(rig: KillRig, ends: readonly Ended[], last: Ended): Tallies {
  const counts = new Map(ends.flatMap(({ run }) => Object.entries(rig.arrived(run))));
  const kept = ends.flatMap((end) => [...end.kept]);
  const left = new Map(Object.entries(last.states ?? {}));
  const isTold = (id: string): boolean => ['perhaps-sent', 'waiting'].includes(left.get(id) ?? '');
  return {
    survivors: ends.filter(({ states }) => states !== null).length,
    lost: [...new Set(kept)].filter((id) => (counts.get(id) ?? 0) === 0 && !isTold(id)),
    doubled: [...counts].filter(([, count]) => count > 1).map(([id]) => id),
    perhaps: [...left].filter(([, state]) => state !== 'sent').map(([id]) => id),
  };
}
