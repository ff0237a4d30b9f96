import { expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import type { LampCall } from '../../../main/model/presence.ts';
import { FakeDesk, johnDoe } from './desk-fakes.ts';

const call = 'call-1' as CallId;
const JOHN = '+19062195047';
const rings = (remoteUser: string): LampCall[] => [{ id: '102', phase: 'ringing', remoteUser, direction: 'incoming' }];
const talks: LampCall[] = [{ id: '102', phase: 'in-call', remoteUser: null, direction: null }];

/** A call of John Doe rings; Anna, who looks after him, is free. */
function ringing(): FakeDesk {
  const desk = new FakeDesk();
  desk.rings();
  desk.crm.answer([johnDoe]);
  desk.line.lamp('102', 'idle');
  return desk;
}

/** The same, sent to Anna. */
async function sent(): Promise<FakeDesk> {
  const desk = ringing();
  desk.switchboard.send(call, 'extension:102', null);
  await desk.line.server('acknowledged');
  return desk;
}

/** What the card says became of the call; what is told at once is done. */
function outcome({ clock, switchboard }: FakeDesk): string | undefined {
  clock.pass(0);
  const state = switchboard.shown()[0]?.call.state;
  return state?.kind === 'sent' ? state.outcome : state?.kind;
}

const recorded = ({ records }: FakeDesk): string | undefined => records.get(call)?.sentTo?.outcome;

test('the card and the history say that it rings at the colleague, and that she answered', async () => {
  const desk = await sent();
  const told = [outcome(desk)];
  desk.line.lamp('102', 'ringing', rings(JOHN));
  told.push(outcome(desk));
  desk.line.lamp('102', 'in-call', talks);
  told.push(outcome(desk));
  expect([told, recorded(desk), desk.notices]).toEqual([['not-told', 'ringing', 'answered'], 'answered', []]);
});

test('her lamp may tell before the server has said that it took the call', async () => {
  const desk = ringing();
  desk.switchboard.send(call, 'extension:102', null);
  desk.line.lamp('102', 'ringing', rings(JOHN));
  const before = outcome(desk);
  await desk.line.server('acknowledged');
  expect([before, outcome(desk)]).toEqual(['sending', 'ringing']);
});

test('what rang there before the click tells nothing', async () => {
  const desk = ringing();
  desk.line.lamp('102', 'ringing', rings('+14155550199'));
  desk.switchboard.send(call, 'extension:102', null);
  await desk.line.server('acknowledged');
  desk.line.lamp('102', 'ringing', rings(JOHN));
  desk.line.lamp('102', 'in-call', talks);
  expect(outcome(desk)).toBe('not-told');
});

test('one that was not confirmed, and was taken all the same, is followed from its click on', async () => {
  const desk = ringing();
  desk.switchboard.send(call, 'extension:102', null);
  await desk.line.server('not-confirmed');
  desk.line.lamp('102', 'ringing', rings(JOHN));
  await desk.line.server('acknowledged');
  expect(outcome(desk)).toBe('ringing');
});

test('a number that was typed is followed, where it is an extension', async () => {
  const desk = ringing();
  desk.line.lamp('105', 'idle');
  desk.switchboard.sendToNumber(call, '105', null);
  await desk.line.server('acknowledged');
  desk.line.lamp('105', 'ringing', [{ id: '105', phase: 'ringing', remoteUser: JOHN, direction: 'incoming' }]);
  expect(outcome(desk)).toBe('ringing');
});

test('when the lamp is lost the card no longer says that it rings', async () => {
  const desk = await sent();
  desk.line.lamp('102', 'ringing', rings(JOHN));
  const before = outcome(desk);
  desk.line.lamp('102', 'not-told');
  expect([before, outcome(desk)]).toEqual(['ringing', 'not-told']);
});

test('while the own phone rings on with him nobody has the caller, whomever she talks to', async () => {
  const desk = await sent();
  desk.line.lamp('101', 'ringing', [{ id: '101', phase: 'ringing', remoteUser: JOHN, direction: 'incoming' }]);
  desk.line.lamp('102', 'ringing', rings(JOHN));
  desk.line.lamp('102', 'in-call', talks);
  const before = outcome(desk);
  desk.line.lamp('101', 'idle');
  expect([before, outcome(desk)]).toEqual(['ringing', 'answered']);
});

test('an answer after the agent hid the card is told once', async () => {
  const desk = await sent();
  desk.line.lamp('102', 'ringing', rings(JOHN));
  desk.clock.pass(0);
  desk.switchboard.hide(call);
  desk.line.lamp('102', 'in-call', talks);
  desk.line.lamp('102', 'idle');
  desk.clock.pass(1_000);
  expect(desk.notices).toMatchObject([
    { kind: 'outcome', caller: { name: 'John Doe' }, destination: { name: 'Anna Petrova' }, outcome: 'answered' },
  ]);
});

test('of a caller who was taken and referred, the lamp says what the REFER does not: whether she answered', async () => {
  const desk = ringing();
  desk.switchboard.send(call, 'extension:102', 'take');
  await desk.line.taking({ kind: 'taken' });
  desk.line.passing({ kind: 'started' });
  const started = outcome(desk);
  desk.line.lamp('102', 'ringing', rings(JOHN));
  desk.clock.pass(0);
  desk.line.lamp('102', 'idle');
  expect([started, outcome(desk)]).toEqual(['not-told', 'went-on']);
});

test('a call that could not be got back is followed on where it was sent', async () => {
  const desk = new FakeDesk({ pickupPrefix: '**' });
  desk.lamp('ringing');
  desk.rings();
  desk.crm.answer([johnDoe]);
  desk.line.lamp('102', 'idle');
  desk.switchboard.send(call, 'extension:102', null);
  await desk.line.server('acknowledged');
  desk.line.lamp('102', 'ringing', rings(JOHN));
  const before = outcome(desk);
  const fetched = desk.switchboard.fetch(call);
  await desk.line.taking({ kind: 'refused', status: 404 });
  desk.line.lamp('102', 'in-call', talks);
  expect([before, fetched.ok, outcome(desk)]).toEqual(['ringing', true, 'answered']);
});
