/** A server that goes and comes back: when its desks are registered again, and when they notice that it has frozen. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Companion } from '../../pbx/companion.ts';
import type { HeadlessDesk } from '../../pbx/headless-desk.ts';
import type { RealServer } from '../../pbx/servers/real-server.ts';
import { calibrate } from '../page-clock.ts';
import { PageProbe } from '../page-probe.ts';

/** A desk of which it is seen whether the server reaches it. */
export interface WatchedDesk {
  /** Resolves once it knows that it is not registered. @returns performance.now() */
  readonly whenLost: () => Promise<number>;
  /** Of a desk that is lost. @returns performance.now() when it was registered again */
  readonly whenBack: () => Promise<number>;
}

const reachable = 'Reachable, checked';

/** Looks at the app's status window. */
export async function watchApp(companion: Companion): Promise<WatchedDesk> {
  const page = await companion.openStatus();
  const probe = await PageProbe.attach(page);
  return {
    whenLost: async () => {
      await page.waitForFunction(
        (text) => document.querySelector('main')?.textContent.includes(text) === false,
        reachable,
      );
      return performance.now();
    },
    whenBack: async () => {
      const seen = await (await probe.expect({ within: 'main', text: reachable }))();
      return seen.domMs + (await calibrate(page)).offsetMs;
    },
  };
}

/** Hears it from the line itself. */
export function watchHeadless({ line }: HeadlessDesk): WatchedDesk {
  const when = (isRegistered: boolean): Promise<number> =>
    new Promise((resolve) => {
      const unsubscribe = line.subscribe((event) => {
        if (event.kind !== 'status' || (event.status.kind === 'registered') !== isRegistered) return;
        resolve(performance.now());
        // A line tells what is known while one subscribes.
        queueMicrotask(() => {
          unsubscribe();
        });
      });
    });
  return { whenLost: () => when(false), whenBack: () => when(true) };
}

/** Kills the server and lets it be ready again after so long, its own start included.
 *  @param outageMs longer than the server takes to start
 *  @returns for each desk the milliseconds from the server's first answer until it is registered */
export async function outage(
  server: RealServer,
  desks: readonly WatchedDesk[],
  outageMs: number,
  startMs: number,
): Promise<readonly number[]> {
  const killedMs = performance.now();
  await server.kill();
  await Promise.all(desks.map((desk) => desk.whenLost()));
  await delay(Math.max(0, killedMs + outageMs - startMs - performance.now()));
  const back = desks.map((desk) => desk.whenBack());
  await server.restart();
  const readyMs = performance.now();
  return (await Promise.all(back)).map((atMs) => Math.max(0, atMs - readyMs));
}

/** How long the server takes to start. Its desks lose it once, and are back in the end. */
export async function startTimeMs(server: RealServer, desks: readonly WatchedDesk[]): Promise<number> {
  await server.kill();
  await Promise.all(desks.map((desk) => desk.whenLost()));
  const startedMs = performance.now();
  await server.restart();
  const tookMs = performance.now() - startedMs;
  await Promise.all(desks.map((desk) => desk.whenBack()));
  return tookMs;
}

/** Freezes the server with its connections open, until every desk has noticed.
 *  @returns for each desk how long that took, in milliseconds */
export async function frozen(server: RealServer, desks: readonly WatchedDesk[]): Promise<readonly number[]> {
  const frozenMs = performance.now();
  server.freeze();
  const noticed = await Promise.all(desks.map((desk) => desk.whenLost())).finally(() => {
    server.thaw();
  });
  await Promise.all(desks.map((desk) => desk.whenBack()));
  return noticed.map((atMs) => atMs - frozenMs);
}
