/** What the app's main process keeps in memory, once it has thrown away what it need not keep. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright-core';

/** V8 keeps the pages that a collection has freed for some 8 s before the system gets them back. */
const settleMs = 20_000;

/** In MB (1,000,000 bytes). V8 gives a young generation that has grown back at its next full collection only, to which an idle
 *  process does not come for minutes: the app has no say in that, so that before and after the flood one is asked for. */
export async function tidyRssMb(app: ElectronApplication): Promise<number> {
  await app.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    // A flag set this late is seen by new contexts only.
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    collect();
    collect();
  });
  let lowest = Number.POSITIVE_INFINITY;
  const endMs = performance.now() + settleMs;
  while (performance.now() < endMs) {
    await delay(500);
    lowest = Math.min(lowest, (await app.evaluate(() => process.memoryUsage().rss)) / 1e6);
  }
  return lowest;
}
