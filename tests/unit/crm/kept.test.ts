import { describe, expect, it } from 'vitest';
import { outside, SETTINGS, setUpDesk } from './desk.ts';
import { settle } from './fake-clock.ts';
import { deskWith, Disk, HOUR_MS, matchesOf, yesterday } from './kept-desk.ts';
import { ANNA, DOE_ROWS } from './sample-rows.ts';
import { networkFailure, result, type Answer } from './scripted-portal.ts';

const found = result(DOE_ROWS);
const nobody = result([]);
const away = networkFailure('connection', 'ECONNREFUSED');

describe('What is kept', () => {
  it('is each answer as it was, by the number’s key, with the name once it is known and without workdays', async () => {
    const disk = new Disk();
    const { hold, clock } = setUpDesk(
      () => found,
      () => result([ANNA]),
      { kept: disk },
    );
    hold();
    await settle();
    const atEpochMs = clock.nowEpochMs();
    expect(disk.rows).toEqual([
      {
        key: '+19062195047',
        portal: 'portal.example.com',
        matches: matchesOf('Anna Petrova'),
        unreadableRows: 0,
        atEpochMs,
        untilEpochMs: atEpochMs + 30 * 24 * HOUR_MS,
      },
    ]);
  });

  it('has the portal’s time, which may be some seconds before ours', async () => {
    const disk = new Disk();
    const { hold, clock } = setUpDesk(() => answer, undefined, { kept: disk });
    const finishSec = clock.nowEpochMs() / 1000 - 7;
    const body = JSON.stringify({ result: DOE_ROWS, time: { finish: finishSec } });
    const answer: Answer = { kind: 'reply', status: 200, location: null, contentType: null, retryAfter: null, body };
    const { card } = hold();
    await settle();
    expect(card.last).toMatchObject({ matches: { asOfEpochMs: finishSec * 1000 } });
    expect(disk.rows).toMatchObject([{ atEpochMs: finishSec * 1000 }]);
  });

  it('goes where the portal knows nobody any more', async () => {
    const { hold, disk } = await deskWith(() => nobody);
    const { card } = hold();
    await settle();
    expect(card.last).toMatchObject({ kind: 'answered', matches: { matches: [] } });
    expect(card.last).not.toHaveProperty('kept');
    expect(disk.rows).toEqual([]);
  });

  it('is not written to the disk where the settings keep nothing, and what lay there is removed', async () => {
    const disk = new Disk();
    const settings = { ...SETTINGS, keepLookupsDays: 0 };
    const { crm, hold, portal, clock } = setUpDesk(() => found, undefined, { kept: disk, settings });
    disk.rows = [yesterday(clock)];
    crm.start();
    await settle();
    expect(disk.rows).toEqual([]);
    hold().release();
    const first = hold();
    await settle();
    first.release();
    expect(disk.rows).toEqual([]);
    portal.answer = () => away;
    await clock.advance(HOUR_MS);
    expect(hold().card.heard).toMatchObject([{ kept: { failure: null } }]);
  });

  it('is in memory all the same where the disk is broken', async () => {
    const { hold, disk, clock } = await deskWith(() => found);
    disk.isBroken = true;
    const first = hold(outside('12025550100'));
    await settle();
    first.release();
    await clock.advance(HOUR_MS);
    expect(hold(outside('12025550100')).card.heard).toMatchObject([{ kept: { failure: null } }]);
  });

  it('is the 2,000 last, the newest first', async () => {
    const disk = new Disk();
    const { crm, hold, clock } = setUpDesk(() => 'hang', undefined, { kept: disk });
    disk.rows = Array.from({ length: 2001 }, (_, index) =>
      yesterday(clock, (index + 1) * 60_000, `1${String(index).padStart(9, '0')}`),
    );
    crm.start();
    await settle();
    const heard = ['1000000000', '1000001999', '1000002000'].map((digits) => hold(outside(digits)).card.heard.length);
    expect(heard).toEqual([1, 1, 0]);
  });
});

describe('Forgotten', () => {
  it('is one caller by his key: from the disk, and from what is remembered', async () => {
    const { crm, hold, disk } = await deskWith(() => found);
    const other = yesterday(setUpDesk(() => 'hang').clock, HOUR_MS, '12025550100');
    disk.rows = [...disk.rows, other];
    const { release } = hold();
    await settle();
    release();
    expect(await crm.forget(['outside:+19062195047'])).toBe(true);
    expect(disk.rows).toEqual([other]);
    expect(hold().card.heard).toEqual([]);
  });

  it('is everybody', async () => {
    const { crm, hold, disk } = await deskWith(() => 'hang');
    expect(await crm.forget('all')).toBe(true);
    expect(disk.rows).toEqual([]);
    expect(hold().card.heard).toEqual([]);
  });

  it('is told as not done where the disk is broken', async () => {
    const { crm, disk } = await deskWith(() => 'hang');
    disk.isBroken = true;
    expect([await crm.forget('all'), await crm.forget(['outside:+19062195047'])]).toEqual([false, false]);
  });

  it('stays forgotten though the disk was being read meanwhile', async () => {
    const disk = new Disk();
    const { crm, hold, clock } = setUpDesk(() => 'hang', undefined, { kept: disk });
    disk.rows = [yesterday(clock)];
    crm.start();
    await crm.forget(['outside:+19062195047']);
    await settle();
    expect(hold().card.heard).toEqual([]);
  });

  it('stays forgotten though names come in for a card that is open', async () => {
    const names = Promise.withResolvers<ReturnType<typeof result>>();
    const { crm, hold, disk } = await deskWith(() => found, { users: () => names.promise });
    hold();
    await settle();
    await crm.forget('all');
    names.resolve(result([ANNA]));
    await settle();
    expect(disk.rows).toEqual([]);
  });
});

describe('What another portal told', () => {
  it('is not told as this one’s, and goes from the disk', async () => {
    const disk = new Disk();
    const { crm, hold, clock } = setUpDesk(() => 'hang', undefined, { kept: disk });
    disk.rows = [{ ...yesterday(clock), portal: 'former.example.com' }];
    crm.start();
    await settle();
    expect([hold().card.heard, disk.rows]).toEqual([[], []]);
  });
});
