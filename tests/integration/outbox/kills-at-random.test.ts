/** Killed again and again at any moment, an item is in the portal once. `npm run test:kills` does it 1,000 times. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seeded } from './seeded.ts';
import { openKillRig, talliesOf, type Ended, type KillRig } from './kill-rig.ts';

const kills = Number(process.env['RINGSIDE_KILLS'] ?? 50);
/** Within it a run of its own ends, on a machine that has nothing else to do. */
const LONGEST_LIFE_MS = 150;

let rig: KillRig;
beforeEach(async () => {
  rig = await openKillRig();
});
afterEach(() => rig.close());

test(
  `killed ${kills} times, nothing that was written down is lost, and nothing is doubled`,
  { timeout: kills * 6000 },
  async () => {
    const random = seeded(20_261_123);
    const ends: Ended[] = [];
    for (let index = 0; index < kills; index += 1) {
      const lifeMs = random() * LONGEST_LIFE_MS;
      ends.push(await rig.go({ run: `k${index}` }, (kill) => setTimeout(kill, lifeMs)));
    }
    const last = await rig.go({});
    const { survivors, ...tallies } = talliesOf(rig, ends, last);
    expect({ ...tallies, areMostKilled: survivors < kills / 2 }).toEqual({
      lost: [],
      doubled: [],
      perhaps: [],
      areMostKilled: true,
    });
  },
);
