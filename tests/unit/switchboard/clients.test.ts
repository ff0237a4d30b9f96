import { describe, expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import type { ClientDetails } from '../../../main/model/client.ts';
import type { Match } from '../../../main/model/crm.ts';
import { anna, FakeDesk, johnDoe } from './desk-fakes.ts';
import { timedOut } from './fake-crm.ts';

const call1 = 'call-1' as CallId;
const call2 = 'call-2' as CallId;
const johnsKey = 'outside:+19062195047';
const boris = { ...anna, id: '104', name: 'Boris Ivanov', phones: { ...anna.phones, extension: '104', mobile: null } };
const daisy: Match = { type: 'COMPANY', id: '643', name: 'Daisy LLC', responsible: boris };
const withheld = '<sip:anonymous@anonymous.invalid>;tag=1';

const details: ClientDetails = {
  deals: [{ id: '12', title: 'Pump', sum: null }],
  moreDeals: 0,
  lastContactEpochMs: null,
  related: [{ type: 'COMPANY', id: '700', name: 'Rose LLC' }],
  asOfEpochMs: 1_000_000,
};

/** Whom the card names, why, and whom its plan recommends. */
async function card(desk: FakeDesk, id = 'call-1'): Promise<unknown[]> {
  const answer = await desk.lookup(id);
  const names =
    answer?.look.kind === 'answered' ? answer.look.matches.matches.map(({ name }) => name) : answer?.look.kind;
  return [names, answer?.why, answer?.plan.recommended?.name];
}

describe('several matches behind one number', () => {
  test('stand in the CRM’s order, and its first decides', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe, daisy]);
    expect(await card(desk)).toEqual([['John Doe', 'Daisy LLC'], 'first-in-crm', 'Anna Petrova']);
  });
  test('the one that the agent picks comes first, decides, and is remembered for the next call of that number', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe, daisy]);
    const picked = desk.switchboard.clients.pick(call1, { type: 'COMPANY', id: '643' });
    const first = await card(desk);
    desk.clock.pass(60_000);
    desk.rings({ ringsideCall: 'another' });
    desk.crm.answer([johnDoe, daisy]);
    expect([picked.ok, first, await card(desk, 'call-2')]).toEqual([
      true,
      [['Daisy LLC', 'John Doe'], 'picked', 'Boris Ivanov'],
      [['Daisy LLC', 'John Doe'], 'picked', 'Boris Ivanov'],
    ]);
  });
  test('a pick counts on both cards of the same caller, and each is told anew', async () => {
    const desk = new FakeDesk();
    desk.rings({ ringsideCall: 'one' });
    desk.rings({ ringsideCall: 'two' });
    desk.crm.answer([johnDoe, daisy]);
    const before = desk.switchboard.shown().map(({ lookupRevision }) => lookupRevision);
    desk.switchboard.clients.pick(call2, { type: 'COMPANY', id: '643' });
    const after = desk.switchboard.shown().map(({ lookupRevision }) => lookupRevision);
    expect([await card(desk), await card(desk, 'call-2')]).toEqual(
      Array.from({ length: 2 }, () => [['Daisy LLC', 'John Doe'], 'picked', 'Boris Ivanov']),
    );
    expect(after).toEqual(before.map((revision) => revision + 1));
  });
  test('taken back, the CRM’s first is the first again', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe, daisy]);
    desk.switchboard.clients.pick(call1, { type: 'COMPANY', id: '643' });
    desk.switchboard.clients.pick(call1, null);
    expect([await card(desk), [...desk.picks.byCaller]]).toEqual([
      [['John Doe', 'Daisy LLC'], 'first-in-crm', 'Anna Petrova'],
      [],
    ]);
  });
  test('a pick that has expired counts no more', async () => {
    const desk = new FakeDesk();
    desk.picks.pick(johnsKey, daisy);
    desk.clock.pass(3_600_001);
    desk.rings();
    desk.crm.answer([johnDoe, daisy]);
    expect(await card(desk)).toEqual([['John Doe', 'Daisy LLC'], 'first-in-crm', 'Anna Petrova']);
  });
  test('a pick that the look-up does not give is put in, and nobody is called at work by what it knew', async () => {
    const desk = new FakeDesk();
    desk.picks.pick(johnsKey, daisy);
    desk.rings();
    desk.crm.answer([johnDoe]);
    const people = (await desk.lookup('call-1'))?.plan.people.map(({ name, workday }) => [name, workday]);
    expect([await card(desk), people]).toEqual([
      [['Daisy LLC', 'John Doe'], 'picked', 'Boris Ivanov'],
      [
        ['Boris Ivanov', 'NOT_TOLD'],
        ['Anna Petrova', 'OPENED'],
      ],
    ]);
  });
  test('who is neither shown nor found cannot be picked', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe]);
    expect(desk.switchboard.clients.pick(call1, { type: 'CONTACT', id: '652' })).toEqual({
      ok: false,
      error: 'unknown-client',
    });
  });
  test('all entities behind the number are asked for on demand, and one of them can be picked and is remembered', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([]);
    desk.crm.found = { kind: 'found', matches: [daisy], hasMore: true };
    const all = await desk.switchboard.clients.allMatches(call1);
    desk.switchboard.clients.pick(call1, { type: 'COMPANY', id: '643' });
    expect([all, await card(desk), desk.picks.of(johnsKey)?.match]).toEqual([
      { ok: true, value: desk.crm.found },
      [['Daisy LLC'], 'picked', 'Boris Ivanov'],
      daisy,
    ]);
  });
});

describe('a caller whom the CRM does not know', () => {
  test.each([
    ['withholds the number', { from: withheld }],
    ['is not known by it', {}],
  ])('who %s may be searched for and chosen, for this call alone', async (_, headers) => {
    const desk = new FakeDesk();
    desk.rings(headers);
    desk.crm.answer([]);
    desk.crm.found = { kind: 'found', matches: [daisy], hasMore: false };
    await desk.switchboard.clients.findClients(call1, 'Daisy');
    desk.switchboard.clients.pick(call1, { type: 'COMPANY', id: '643' });
    expect([await card(desk), [...desk.picks.byCaller]]).toEqual([[['Daisy LLC'], 'chosen', 'Boris Ivanov'], []]);
  });
  test('has no other entities behind a number that was withheld', async () => {
    const desk = new FakeDesk();
    desk.rings({ from: withheld });
    expect(await desk.switchboard.clients.allMatches(call1)).toEqual({ ok: false, error: 'no-number' });
  });
  test('a search that the portal refuses for good is not offered on the card again; one that failed is', async () => {
    const desk = new FakeDesk();
    const canSearch = (): unknown => desk.switchboard.shown()[0]?.crm?.canSearch;
    desk.rings();
    desk.crm.found = { kind: 'failed', error: timedOut };
    const failed = [await desk.switchboard.clients.findClients(call1, 'D'), canSearch()];
    desk.crm.found = { kind: 'failed', error: { ...timedOut, code: 'scope-missing' } };
    await desk.switchboard.clients.findClients(call1, 'D');
    expect([failed, canSearch()]).toEqual([[{ ok: false, error: 'crm-failed' }, true], false]);
  });
  test('where the scope is missing neither search nor note nor lead is offered', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe]);
    desk.crm.lacksScope = true;
    expect(desk.switchboard.shown()[0]?.crm).toEqual({
      canCreateLead: false,
      canNote: false,
      canSearch: false,
      selfId: null,
    });
  });
});

describe('the second step', () => {
  test('is asked for after the portal’s own answer, of all matches at once, and the window asks again when it is told', async () => {
    const desk = new FakeDesk();
    desk.rings();
    const before = [...desk.crm.detailsAsked];
    desk.crm.answer([johnDoe, daisy]);
    desk.crm.answer([johnDoe, daisy]);
    desk.crm.tellDetails({ type: 'CONTACT', id: '651' }, details);
    expect([before, desk.crm.detailsAsked]).toEqual([[], [['CONTACT:651', 'COMPANY:643']]]);
    expect(desk.switchboard.shown().map(({ lookupRevision }) => lookupRevision)).toEqual([3]);
    expect((await desk.lookup('call-1'))?.details).toEqual(new Map([['CONTACT:651', details]]));
  });
  test('is not asked for by an answer of an earlier day', () => {
    const desk = new FakeDesk();
    const matches = { matches: [johnDoe], asOfEpochMs: 900_000, selfId: null };
    desk.crm.kept = { kind: 'answered', matches, kept: { failure: null } };
    desk.rings();
    expect(desk.crm.detailsAsked).toEqual([]);
    desk.crm.answer([johnDoe]);
    expect(desk.crm.detailsAsked).toEqual([['CONTACT:651']]);
  });
  test('is let go of when the call is forgotten', () => {
    const desk = new FakeDesk();
    const leg = desk.rings();
    desk.crm.answer([johnDoe]);
    desk.stops(leg, 'caller-hung-up');
    desk.clock.pass(60_000);
    expect(desk.crm.detailsReleased).toBe(1);
  });
  test('a match, what is open with it, its relations and who was found may be opened, and nothing else', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe]);
    desk.crm.tellDetails({ type: 'CONTACT', id: '651' }, details);
    desk.crm.found = { kind: 'found', matches: [daisy], hasMore: false };
    await desk.switchboard.clients.findClients(call1, 'Daisy');
    const asked = ['CONTACT:651', 'DEAL:12', 'COMPANY:700', 'COMPANY:643', 'CONTACT:12', 'DEAL:13'];
    const allowed = asked.filter((key) => {
      const [type = '', id = ''] = key.split(':');
      return desk.switchboard.clients.mayOpen(call1, { type, id }).ok;
    });
    expect(allowed).toEqual(['CONTACT:651', 'DEAL:12', 'COMPANY:700', 'COMPANY:643']);
  });
});

describe('an answer of an earlier day', () => {
  const matches = { matches: [johnDoe], asOfEpochMs: 900_000, selfId: null };
  const kept = { kind: 'answered', matches, kept: { failure: null } } as const;

  test('is planned by while the portal is asked, and gives way to its own answer for good', async () => {
    const desk = new FakeDesk();
    desk.crm.kept = kept;
    desk.rings();
    const first = await card(desk);
    desk.crm.answer([daisy]);
    desk.crm.tell(kept);
    expect([first, await card(desk)]).toEqual([
      [['John Doe'], 'only-match', 'Anna Petrova'],
      [['Daisy LLC'], 'only-match', 'Boris Ivanov'],
    ]);
  });
  test('stays when the portal does not answer, and says why', async () => {
    const desk = new FakeDesk();
    desk.crm.kept = kept;
    desk.rings();
    desk.crm.fail(true);
    expect((await desk.lookup('call-1'))?.look).toEqual({
      ...kept,
      kept: { failure: { error: timedOut, isTryingAgain: true } },
    });
  });
});
