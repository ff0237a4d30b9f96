import { expect, it } from 'vitest';
import type { ColleaguesView } from '../../../main/bridge/contract/colleagues-views.ts';
import type { RosterReply } from '../../../main/crm/roster.ts';
import type { SipSettings } from '../../../main/model/settings.ts';
import { ANNA, FakeOffice, MANY, QUIET } from './fake-office.ts';

const linesOf = (view: ColleaguesView | undefined): unknown =>
  view?.list.kind === 'found' ? view.list.people.map(({ name, line }) => [name, line?.state ?? null]) : view?.list;

it('Everybody is listed with line and workday, this desk is marked, and nothing that is not told is free', async () => {
  const { colleagues, clock, workdays, wanted } = new FakeOffice();
  workdays.set('99', { state: 'PAUSED', asOfEpochMs: 17 });
  expect(await colleagues.look('')).toEqual({
    query: '',
    nowEpochMs: clock.nowEpochMs(),
    list: {
      kind: 'found',
      people: [
        {
          personId: '99',
          name: 'Anna Petrova',
          extension: '1-02',
          isSelf: false,
          workday: { state: 'PAUSED', asOfEpochMs: 17 },
          line: { state: 'not-told', sinceEpochMs: 5 },
        },
        {
          personId: '1',
          name: 'Desk One',
          extension: '101',
          isSelf: true,
          workday: null,
          line: { state: 'not-told', sinceEpochMs: 5 },
        },
        { personId: '12', name: 'Quiet Colleague', extension: null, isSelf: false, workday: null, line: null },
      ],
      more: 0,
      asOfEpochMs: clock.nowEpochMs(),
    },
    theme: 'dark',
  });
  expect(wanted).toEqual([['99', '1', '12']]);
});

it('As long as the CRM has not told who sits here, the own extension tells it', async () => {
  const office = new FakeOffice();
  office.selfId = null;
  const { list } = await office.colleagues.look('');
  expect(list.kind === 'found' && list.people.map(({ isSelf }) => isSelf)).toEqual([false, true, false]);
});

it('A lamp that changes is told, a burst of them once', async () => {
  const { colleagues, clock, lamps, told } = new FakeOffice();
  await colleagues.look('');
  await clock.advance(1000);
  told.length = 0;
  lamps.get('102')?.({ state: 'ringing', sinceEpochMs: 1, calls: [] });
  lamps.get('102')?.({ state: 'in-call', sinceEpochMs: 2, calls: [] });
  lamps.get('101')?.({ state: 'idle', sinceEpochMs: 3, calls: [] });
  await clock.advance(100);
  expect(told.map(linesOf)).toEqual([
    [
      ['Anna Petrova', 'in-call'],
      ['Desk One', 'idle'],
      ['Quiet Colleague', null],
    ],
  ]);
});

it('Workdays that come in are told', async () => {
  const office = new FakeOffice();
  await office.colleagues.look('');
  await office.clock.advance(1000);
  office.told.length = 0;
  office.workdays.set('99', { state: 'OPENED', asOfEpochMs: 1 });
  office.tellWorkdays();
  await office.clock.advance(100);
  expect(office.told).toMatchObject([{ list: { people: { 0: { workday: { state: 'OPENED' } } } } }]);
});

it('Forty are listed and watched, the others are counted, and lamps are left to the calls', async () => {
  const office = new FakeOffice();
  office.reply = office.answer(MANY, 80);
  expect(await office.colleagues.look('')).toMatchObject({ list: { people: { length: 40 }, more: 100 } });
  expect(office.lamps.size).toBe(40);
  office.session = {
    ...office.session,
    settings: { ...office.session.settings, sip: { extension: '101', busyLamps: 15 } as SipSettings },
  };
  await office.colleagues.look('n');
  expect([...office.lamps.keys()]).toEqual(['200', '201', '202', '203', '204']);
});

it('A search lets go of the lines that are no longer listed', async () => {
  const office = new FakeOffice();
  await office.colleagues.look('');
  office.reply = office.answer([ANNA]);
  await office.colleagues.look(' anna ');
  expect(office.asked).toEqual(['', 'anna']);
  expect([...office.lamps.keys()]).toEqual(['102']);
});

it('An answer that takes its time is told when it comes; until then the window is told that it loads', async () => {
  const office = new FakeOffice();
  let answer: (reply: RosterReply) => void = () => undefined;
  office.reply = new Promise((resolve) => {
    answer = resolve;
  });
  const first = office.colleagues.look('');
  await office.clock.advance(150);
  expect((await first).list).toEqual({ kind: 'loading' });
  answer(office.answer([QUIET]));
  await office.clock.advance(100);
  expect(office.told.map(linesOf)).toEqual([[['Quiet Colleague', null]]]);
});

it('An answer to a former question is dropped', async () => {
  const office = new FakeOffice();
  let late: (reply: RosterReply) => void = () => undefined;
  office.reply = new Promise((resolve) => {
    late = resolve;
  });
  void office.colleagues.look('an');
  office.reply = office.answer([QUIET]);
  await office.colleagues.look('qui');
  late(office.answer([ANNA]));
  await office.clock.advance(100);
  expect(office.told.map(linesOf)).toEqual([[['Quiet Colleague', null]]]);
});

it('A CRM that fails is told with its reason and since when, and asked again until it answers', async () => {
  const office = new FakeOffice();
  office.reply = office.fail('unreachable');
  const sinceEpochMs = office.clock.nowEpochMs();
  const failed = { kind: 'failed', code: 'unreachable', sinceEpochMs };
  expect((await office.colleagues.look('')).list).toEqual(failed);
  await office.clock.advance(15_000);
  office.reply = office.fail('unreachable');
  await office.clock.advance(15_000);
  expect(office.told.at(-1)?.list).toEqual(failed);
  office.reply = office.answer([QUIET]);
  await office.clock.advance(15_100);
  expect(linesOf(office.told.at(-1))).toEqual([['Quiet Colleague', null]]);
});

it('A list that is there stays, with its age, when asking anew fails', async () => {
  const office = new FakeOffice();
  const { list } = await office.colleagues.look('');
  office.reply = office.fail('timed-out');
  await office.clock.advance(60_100);
  expect(office.told.at(-1)?.list).toEqual(list);
  expect(office.asked).toEqual(['', '']);
});

it('Without a CRM that is said', async () => {
  const office = new FakeOffice();
  office.session = { ...office.session, crm: null };
  expect((await office.colleagues.look('')).list).toEqual({ kind: 'not-set-up' });
});

it('Closed, nothing is asked, watched or told any more', async () => {
  const office = new FakeOffice();
  await office.colleagues.look('');
  office.colleagues.close();
  office.tellWorkdays();
  office.colleagues.refresh();
  await office.clock.advance(600_000);
  expect([office.lamps.size, office.told, office.asked, office.clock.waiting]).toEqual([0, [], [''], 0]);
});

it('Another session is asked and watched anew, and only by an open window', async () => {
  const office = new FakeOffice();
  office.colleagues.sessionReplaced();
  expect(office.asked).toEqual([]);
  await office.colleagues.look('');
  office.reply = office.answer([QUIET]);
  office.colleagues.sessionReplaced();
  await office.clock.advance(100);
  expect([office.lamps.size, office.told.map(linesOf)]).toEqual([0, [[['Quiet Colleague', null]]]]);
});
