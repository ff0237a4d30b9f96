import { describe, expect, test } from 'vitest';
import { RememberedPicks, type PickStore } from '../../../main/app/picks.ts';
import type { Pick } from '../../../main/model/client.ts';
import { err, ok } from '../../../main/model/result.ts';
import { johnDoe } from '../switchboard/desk-fakes.ts';
import { FakeClock } from '../switchboard/fake-clock.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const john = 'outside:+19062195047';

/** What lies on a disk. */
class FakeDisk implements PickStore {
  readonly picks: Map<string, Pick>;
  isBroken = false;

  constructor(...picks: readonly Pick[]) {
    this.picks = new Map(picks.map((pick) => [pick.callerKey, pick]));
  }

  load: PickStore['load'] = () => Promise.resolve(this.isBroken ? err('failed') : ok([...this.picks.values()]));

  put: PickStore['put'] = (pick) => {
    this.picks.set(pick.callerKey, pick);
    return Promise.resolve(ok(null));
  };

  remove: PickStore['remove'] = (callerKeys) => {
    for (const key of callerKeys) this.picks.delete(key);
    return Promise.resolve(this.isBroken ? err('failed') : ok(null));
  };

  removeAll: PickStore['removeAll'] = () => {
    this.picks.clear();
    return Promise.resolve(ok(null));
  };
}

const pickOf = (callerKey: string, untilEpochMs: number): Pick => ({
  callerKey,
  match: johnDoe,
  pickedEpochMs: 0,
  untilEpochMs,
});

function remembering(store: FakeDisk, mayStoreNames = true): { picks: RememberedPicks; clock: FakeClock } {
  const clock = new FakeClock();
  return { clock, picks: new RememberedPicks({ store, clock, mayStoreNames: () => mayStoreNames }) };
}

describe('a pick', () => {
  test('is there at once, written down, and forgotten after ninety days', () => {
    const disk = new FakeDisk();
    const { picks, clock } = remembering(disk);
    picks.pick(john, johnDoe);
    clock.pass(90 * DAY_MS - 1);
    const last = picks.of(john)?.match;
    clock.pass(1);
    expect([last, picks.of(john), [...disk.picks.keys()]]).toEqual([johnDoe, null, [john]]);
  });
  test('is written down without the private numbers and the workday of who looks after the client', () => {
    const disk = new FakeDisk();
    remembering(disk).picks.pick(john, johnDoe);
    expect(disk.picks.get(john)?.match).toEqual({
      ...johnDoe,
      responsible: {
        id: '99',
        name: 'Anna Petrova',
        workday: 'NOT_TOLD',
        phones: { extension: '102', mobile: null, work: null, personal: null },
      },
    });
  });
  test('of an earlier day is there once the disk was read; one that has expired is removed from it', async () => {
    const disk = new FakeDisk(pickOf(john, 2_000_000), pickOf('outside:+4930901820', 1_000_000));
    const { picks } = remembering(disk);
    await picks.load();
    expect([picks.of(john)?.match, picks.of('outside:+4930901820'), [...disk.picks.keys()]]).toEqual([
      johnDoe,
      null,
      [john],
    ]);
  });
  test('that is made or taken back while the disk is being read counts more than what lies there', async () => {
    const { picks } = remembering(new FakeDisk(pickOf(john, 2_000_000)));
    const loading = picks.load();
    picks.pick(john, null);
    await loading;
    expect(picks.of(john)).toBeNull();
  });
  test('stays in memory where names are not to be stored', () => {
    const disk = new FakeDisk();
    const { picks } = remembering(disk, false);
    picks.pick(john, johnDoe);
    expect([picks.of(john)?.match, [...disk.picks.keys()]]).toEqual([johnDoe, []]);
  });
});

describe('forgetting', () => {
  test('a caller takes the pick from memory and disk', async () => {
    const disk = new FakeDisk();
    const { picks } = remembering(disk);
    picks.pick(john, johnDoe);
    expect([await picks.forget(john), picks.of(john), [...disk.picks.keys()]]).toEqual([true, null, []]);
  });
  test('all takes every pick, also those that are just being read', async () => {
    const disk = new FakeDisk(pickOf(john, 2_000_000));
    const { picks } = remembering(disk);
    const loading = picks.load();
    const forgotten = picks.forgetAll();
    await loading;
    expect([await forgotten, picks.of(john), [...disk.picks.keys()]]).toEqual([true, null, []]);
  });
  test('says so where the disk could not', async () => {
    const disk = new FakeDisk();
    disk.isBroken = true;
    expect(await remembering(disk).picks.forget(john)).toBe(false);
  });
});

describe('a pick at another portal', () => {
  test('is not shown, as its id is another client there, and is there again with the portal', () => {
    let portal = 'portal.example.com';
    const disk = new FakeDisk();
    const clock = new FakeClock();
    const picks = new RememberedPicks({ store: disk, clock, mayStoreNames: () => true, portal: () => portal });
    picks.pick(john, johnDoe);
    portal = 'other.example.com';
    const elsewhere = picks.of(john);
    portal = 'portal.example.com';
    expect([elsewhere, picks.of(john)?.match, [...disk.picks.values()].map((pick) => pick.portal)]).toEqual([
      null,
      johnDoe,
      ['portal.example.com'],
    ]);
  });
});
