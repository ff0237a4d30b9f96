/** Killed at every point of its way, an item is in the portal once: none lost, none doubled. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKillRig, talliesOf, withoutReadBack, type Ended, type KillRig } from './kill-rig.ts';

let rig: KillRig;
beforeEach(async () => {
  rig = await openKillRig();
});
afterEach(() => rig.close());

/** Each with how often a run of its own passes it. */
const points = {
  'before saving waiting': 4,
  'after saving waiting': 4,
  'before saving in-flight': 5,
  'after saving in-flight': 5,
  'before crm.timeline.comment.add': 3,
  'after crm.timeline.comment.add': 3,
  'before crm.item.add': 1,
  'after crm.item.add': 1,
  'before telephony.externalCall.register': 1,
  'after telephony.externalCall.register': 1,
  'before telephony.externalCall.finish': 1,
  'after telephony.externalCall.finish': 1,
  'before saving sent': 1,
  'after saving sent': 1,
  'before removing': 4,
  'after removing': 4,
} as const;

test('a run that nobody kills passes these points, and everything arrives once', async () => {
  const { points: passed, states } = await rig.go({ run: 'r', isTracing: true });
  const names = [...new Set(passed)];
  const counted = Object.fromEntries(names.map((point) => [point, passed.filter((one) => one === point).length]));
  expect({ counted, states, arrived: rig.arrived('r') }).toEqual({
    counted: points,
    states: { 'r-note': 'sent', 'r-lead': 'sent', 'r-lead-note': 'sent', 'r-second-note': 'sent', 'r-call': 'sent' },
    arrived: { 'r-note': 1, 'r-lead': 1, 'r-lead-note': 1, 'r-second-note': 1, 'r-call': 1 },
  });
});

/** One process for each kill; what it leaves is the next one's. */
async function killEverywhere(): Promise<Ended[]> {
  const kills = Object.entries(points).flatMap(([point, times]) =>
    Array.from({ length: times }, (_, index) => ({ point, time: index + 1 })),
  );
  const ends: Ended[] = [];
  for (const [index, killAt] of kills.entries()) ends.push(await rig.go({ run: `k${index}`, killAt }));
  return ends;
}

test('with read-back nothing that was written down is lost, and nothing is doubled', { timeout: 300_000 }, async () => {
  const ends = await killEverywhere();
  const last = await rig.go({});
  expect(talliesOf(rig, ends, last)).toEqual({ survivors: 0, lost: [], doubled: [], perhaps: [] });
});

test(
  'where reading back is forbidden nothing is doubled, and what may be missing is shown as perhaps sent',
  { timeout: 300_000 },
  async () => {
    withoutReadBack(rig.portal);
    const ends = await killEverywhere();
    const last = await rig.go({});
    const { perhaps, ...tallies } = talliesOf(rig, ends, last);
    expect({ ...tallies, isAnyPerhaps: perhaps.length > 0 }).toEqual({
      survivors: 0,
      lost: [],
      doubled: [],
      isAnyPerhaps: true,
    });
  },
);
