import { describe, expect, it } from 'vitest';
import { DOE, setUpDesk } from './desk.ts';
import { settle } from './fake-clock.ts';
import { Disk } from './kept-desk.ts';
import { DOE_ROWS } from './sample-rows.ts';
import { networkFailure, result, type Answer } from './scripted-portal.ts';

const KEY = 'outside:+19062195047';
const found = result(DOE_ROWS);

describe('A caller who is forgotten while the portal is asked for him', () => {
  it('is told on his card, and kept nowhere', async () => {
    const disk = new Disk();
    const { crm, hold, portal } = setUpDesk(() => found, undefined, { kept: disk });
    const { card, release } = hold();
    const isGone = await crm.forget([KEY]);
    await settle();
    expect([isGone, disk.rows]).toEqual([true, []]);
    expect(card.last).toMatchObject({ kind: 'answered', matches: { matches: [{ name: 'John Doe' }, {}] } });
    release();
    // Not in memory either: his next call asks anew.
    hold();
    await settle();
    expect(portal.asked.filter(({ params }) => JSON.stringify(params).includes('19062195047'))).toHaveLength(2);
  });

  it.each(['this caller', 'all'])('is kept nowhere though the portal answers only later: "forget %s"', async (what) => {
    const disk = new Disk();
    const answers: Answer[] = [networkFailure('connection', 'ECONNREFUSED')];
    const { crm, hold, clock } = setUpDesk(() => answers.shift() ?? found, undefined, { kept: disk });
    const { card } = hold();
    await settle();
    await crm.forget(what === 'all' ? 'all' : [KEY]);
    await clock.advance(10_000);
    expect(card.last).toMatchObject({ kind: 'answered' });
    expect(disk.rows).toEqual([]);
  });

  it('is kept again when he calls again', async () => {
    const disk = new Disk();
    const { crm, hold } = setUpDesk(() => found, undefined, { kept: disk });
    const first = hold();
    await crm.forget([KEY]);
    await settle();
    first.release();
    hold();
    await settle();
    expect(disk.rows).toMatchObject([{ key: DOE.e164 }]);
  });

  it('has nothing of what is open with him remembered', async () => {
    const item = { id: 651, lastCommunicationTime: '2026-11-20T16:16:04+03:00' };
    const answer = result({ result: { contact651item: { items: [item] }, contact651deals: { items: [] } } });
    const { crm, portal } = setUpDesk(() => result([]), undefined, { workdays: () => answer });
    const contact = { type: 'CONTACT', id: '651' };
    const told: string[] = [];
    crm.details([contact], ({ id }) => told.push(id));
    await crm.forget([KEY]);
    await settle();
    crm.details([contact], ({ id }) => told.push(id));
    await settle();
    expect([told, portal.asked.filter(({ method }) => method === 'batch').length]).toEqual([['651', '651'], 2]);
  });
});
