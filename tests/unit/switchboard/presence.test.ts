import { expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import type { Employee } from '../../../main/model/crm.ts';
import { anna, FakeDesk, johnDoe } from './desk-fakes.ts';

const call = 'call-1' as CallId;
const boris: Employee = {
  id: '104',
  name: 'Boris Ivanov',
  workday: 'NOT_TOLD',
  phones: { extension: '104', mobile: null, work: null, personal: null },
};
const daisy = { type: 'COMPANY', id: '7', name: 'Daisy LLC', responsible: boris } as const;

/** A call of John Doe rings, and the CRM knows that Anna looks after him. */
function ringing(desk = new FakeDesk()): FakeDesk {
  desk.rings();
  desk.crm.answer([johnDoe]);
  return desk;
}

/** Why what is recommended, and each person's line. */
async function recommended(desk: FakeDesk): Promise<unknown> {
  const plan = (await desk.lookup(call))?.plan;
  return [plan?.reason, plan?.recommended?.id, plan?.people.map(({ line }) => line?.state)];
}

const revision = (desk: FakeDesk): number => desk.switchboard.shown()[0]?.lookupRevision ?? -1;

test('the own line is watched from the first ring, the plan’s people as soon as the CRM names them', () => {
  const desk = new FakeDesk();
  desk.rings();
  const before = desk.line.watched();
  desk.crm.answer([johnDoe, daisy]);
  expect([before, desk.line.watched()]).toEqual([['101'], ['101', '102', '104']]);
});

test('colleagues whom a search found are watched too, with what is known of them in its answer', async () => {
  const desk = ringing();
  desk.line.lamp('104', 'in-call');
  desk.crm.colleagues = [
    { ...boris, workday: 'OPENED', workdayAsOfEpochMs: 900_000 },
    { ...anna, workday: 'NOT_TOLD' },
  ];
  await desk.switchboard.findColleagues(call, 'o');
  const again = await desk.switchboard.findColleagues(call, 'o');
  expect([
    desk.line.watched(),
    again.ok && again.value.map(({ name, workday, line }) => [name, workday, line?.state]),
  ]).toEqual([
    ['101', '102', '104'],
    [
      ['Boris Ivanov', { state: 'OPENED', asOfEpochMs: 900_000 }, 'in-call'],
      ['Anna Petrova', null, 'not-told'],
    ],
  ]);
});

test('the same search again tells the lines anew and asks the CRM nothing; another one asks it', async () => {
  const desk = ringing();
  desk.line.lamp('104', 'in-call');
  desk.crm.colleagues = [boris];
  await desk.switchboard.findColleagues(call, 'bo');
  desk.crm.colleagues = [];
  desk.line.lamp('104', 'idle');
  const again = await desk.switchboard.findColleagues(call, 'bo');
  const another = await desk.switchboard.findColleagues(call, 'bor');
  expect([again.ok && again.value.map(({ name, line }) => [name, line?.state]), another]).toEqual([
    [['Boris Ivanov', 'idle']],
    { ok: true, value: [] },
  ]);
});

test('a workday that comes after the search makes its card ask anew', async () => {
  const desk = ringing();
  desk.crm.colleagues = [{ ...anna, workday: 'NOT_TOLD' }];
  await desk.switchboard.findColleagues(call, 'anna');
  const before = revision(desk);
  desk.crm.tellWorkday('CLOSED');
  const again = await desk.switchboard.findColleagues(call, 'anna');
  expect([revision(desk) - before, again.ok && again.value.map(({ workday }) => workday)]).toEqual([
    1,
    [{ state: 'CLOSED', asOfEpochMs: 1_000_000 }],
  ]);
});

test('a number that was typed is watched from the click on, an outside number never', () => {
  const desk = ringing();
  desk.rings({ from: '<sip:+14155550199@pbx.example.com>;tag=2' });
  desk.switchboard.sendToNumber(call, '105', null);
  desk.switchboard.sendToNumber('call-2' as CallId, '+1 415 555 0142', null);
  expect(desk.line.watched()).toEqual(['101', '102', '105']);
});

test('the recommendation follows the lamp while it rings, and says why', async () => {
  const desk = ringing();
  desk.line.lamp('102', 'idle');
  const free = await recommended(desk);
  desk.line.lamp('102', 'in-call');
  const busy = await recommended(desk);
  desk.line.lamp('102', 'not-told');
  expect([free, busy, await recommended(desk)]).toEqual([
    ['at-work', 'extension:102', ['idle']],
    ['line-busy', 'mobile:99', ['in-call']],
    ['at-work', 'extension:102', ['not-told']],
  ]);
});

test('a phone that rings with this very caller, as in a group, is not offered to him again; one that rings with another is', async () => {
  const desk = ringing();
  const offered = async (remoteUser: string): Promise<unknown> => {
    desk.line.lamp('102', 'ringing', [{ id: '102', phase: 'ringing', remoteUser, direction: 'incoming' }]);
    const plan = (await desk.lookup(call))?.plan;
    return [plan?.reason, plan?.people[0]?.targets.map(({ id, notOffered }) => [id, notOffered])];
  };
  expect([await offered('+19062195047'), await offered('+14155550199')]).toEqual([
    [
      'at-work',
      [
        ['mobile:99', null],
        ['extension:102', 'already-ringing'],
      ],
    ],
    [
      'line-busy',
      [
        ['mobile:99', null],
        ['extension:102', null],
      ],
    ],
  ]);
});

test('many changes at once make the card ask once', () => {
  const desk = ringing();
  desk.line.lamp('102', 'idle');
  desk.clock.pass(50);
  const before = revision(desk);
  let told = 0;
  desk.switchboard.onChange(() => (told += 1));
  for (const state of ['ringing', 'in-call', 'idle', 'ringing'] as const) desk.line.lamp('102', state);
  desk.clock.pass(49);
  const during = revision(desk);
  desk.clock.pass(1);
  expect([during - before, revision(desk) - before, told]).toEqual([0, 1, 1]);
});

test('a card whose plan does not hold the line asks nothing', () => {
  const desk = ringing();
  desk.rings({ from: '<sip:103@pbx.example.com>;tag=2' });
  desk.clock.pass(50);
  const before = desk.switchboard.shown().map(({ lookupRevision }) => lookupRevision);
  desk.line.lamp('102', 'in-call');
  desk.clock.pass(50);
  const after = desk.switchboard.shown().map(({ lookupRevision }) => lookupRevision);
  expect(after.map((each, index) => each - (before[index] ?? 0))).toEqual([1, 0]);
});

test('a line is watched as long as one of its calls is there, and no longer', () => {
  const desk = ringing();
  const first = 'leg-1' as Parameters<FakeDesk['stops']>[0];
  const second = desk.rings({ from: '<sip:+14155550199@pbx.example.com>;tag=2' });
  desk.crm.answer([johnDoe]);
  desk.stops(first);
  desk.clock.pass(60_000);
  const withOne = desk.line.watched();
  desk.stops(second);
  desk.clock.pass(60_000);
  expect([withOne, desk.line.watched()]).toEqual([['101', '102'], []]);
});

test('whoever is found after the card is gone is not watched', async () => {
  const desk = new FakeDesk();
  desk.crm.colleagues = [boris];
  const leg = desk.rings();
  const search = desk.switchboard.findColleagues(call, 'boris');
  desk.stops(leg);
  desk.clock.pass(60_000);
  await search;
  expect(desk.line.watched()).toEqual([]);
});

test('the end of the switchboard ends every watch', () => {
  const desk = ringing();
  desk.stop();
  expect(desk.line.watched()).toEqual([]);
});
