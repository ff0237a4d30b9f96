/**
 * Load and outages, as far as a few minutes show them; `npm run bench:pbx` measures how fast. A day of registration is
 * tests/unit/sip/a-day.test.ts. The return of many desks is seen at Kamailio alone: Asterisk's log has no line for a registration.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import { floodApp } from '../../bench/pbx/flood.ts';
import { startManyDesks } from '../../bench/pbx/many-desks.ts';
import { outage, startTimeMs, watchApp, watchHeadless } from '../../bench/pbx/outages.ts';
import { startHeadlessDesk, type HeadlessDesk } from '../headless-desk.ts';
import type { Office } from '../office.ts';
import { servers, sharedServer, useCompanions, useOffice, useOwnServer } from '../use-office.ts';

const startCompanion = useCompanions();

// Kamailio never tells that it was the caller who hung up.
test.each([
  ['asterisk', 'caller-hung-up'],
  ['kamailio', 'stopped-ringing'],
] as const)(
  'on %s: of 300 callers at 25 a second each is told that his call is over, and each call is in the history once, as "%s"',
  async (name, how) => {
    const server = sharedServer(name);
    const companion = await startCompanion({ server, desk: '101' });
    expect(await floodApp(server, companion, { calls: 300, callsPerSec: 25, ringMs: 500 })).toMatchObject({
      callers: { created: 300, successful: 300, failed: 0 },
      notRecordedOnce: 0,
      records: { [how]: 300 },
    });
  },
);

describe.each(servers)('on %s', (name) => {
  const server = useOwnServer(name);
  const office = useOffice(server, { phones: [], companions: ['101'] });
  test.each([2, 10])('after an outage of %d s every desk is registered again', async (sec) => {
    const desks = [await watchApp(office().companion()), watchHeadless(await headlessDesk(office()))];
    const startMs = await startTimeMs(server(), desks);
    expect(await outage(server(), desks, sec * 1000, startMs)).toEqual(desks.map(() => expect.any(Number) as number));
  });
});

describe('on kamailio', () => {
  const server = useOwnServer('kamailio', { hasManyDesks: true });

  test('200 desks at once come back after a restart, each', async () => {
    const desks = await startManyDesks(server(), 200, 500);
    onTestFinished(() => desks.stop());
    expect((await desks.outage(3000)).registrations).toBeGreaterThanOrEqual(200);
  });
});

async function headlessDesk({ server, portal }: Office): Promise<HeadlessDesk> {
  const desk = await startHeadlessDesk({ server, portal, desk: '102' });
  onTestFinished(() => desk.stop());
  return desk;
}
