/** What becomes of a call that was sent on (302), as real servers' lamps of the target tell it: ringing, answered, gone on, and nothing
 *  where it cannot be known. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CallId, Outcome } from '../../../main/model/call.ts';
import type { OutgoingCall } from '../../rig/pbx/index.ts';
import { startHeadlessDesk, type HeadlessDesk } from '../headless-desk.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

describe.each(servers)('on %s', (name) => {
  const office = useOffice(sharedServer(name), { phones: ['101', '102'], companions: [] });
  let desk: HeadlessDesk;
  beforeAll(async () => {
    desk = await startHeadlessDesk({ desk: '101', server: office().server, portal: office().portal });
  });
  afterEach(() => {
    for (const { call } of desk.shown()) desk.switchboard.hide(call.id);
  });
  afterAll(() => desk.stop());

  /** A client of Anna's rings at 101, and her line is told to be free. */
  async function ringIn(client: string): Promise<{ call: OutgoingCall; id: CallId }> {
    const { newClient, callIn } = office();
    const call = await callIn('101', newClient(client));
    const { call: shown } = await desk.whenShown(({ call: { state } }) => state.kind === 'ringing');
    await whenAnnas(shown.id, /^(idle|not-in-call)$/);
    return { call, id: shown.id };
  }

  /** As soon as the plan of a call says so of Anna's line. */
  async function whenAnnas(id: CallId, state: RegExp): Promise<void> {
    await expect
      .poll(async () => (await desk.switchboard.lookup(id))?.plan.people[0]?.line?.state, { timeout: 10_000 })
      .toMatch(state);
  }

  const outcomeOf = (id: CallId): Outcome | null => {
    const state = desk.shown().find(({ call }) => call.id === id)?.call.state;
    return state?.kind === 'sent' ? state.outcome : null;
  };
  const whenOutcome = (id: CallId, outcome: Outcome): Promise<unknown> =>
    desk.whenShown(({ call }) => call.id === id && outcomeOf(id) === outcome);

  test('she answers: it rings at her, then she has it, and the history says so', async () => {
    const { phone } = office();
    const { call, id } = await ringIn('Tara Told');
    desk.switchboard.send(id, 'extension:102', null);
    await whenOutcome(id, 'ringing');
    phone('102').answer();
    await whenOutcome(id, 'answered');
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    expect(desk.records.get(id)?.sentTo).toMatchObject({ shown: '102', outcome: 'answered' });
  });

  test('the own phone answers after all: at hers it has gone on, and nobody says that she answered', async () => {
    const { phone } = office();
    const { call, id } = await ringIn('Otto Own');
    desk.switchboard.send(id, 'extension:102', null);
    await whenOutcome(id, 'ringing');
    phone('101').answer();
    await whenOutcome(id, 'went-on');
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
  });

  test('the caller gives up: at hers it has gone on', async () => {
    const { call, id } = await ringIn('Gina Gone');
    desk.switchboard.send(id, 'extension:102', null);
    await whenOutcome(id, 'ringing');
    call.hangUp();
    await whenOutcome(id, 'went-on');
    expect(desk.records.get(id)?.sentTo?.outcome).toBe('went-on');
  });

  test('an answer after the card was hidden is told by one notification', async () => {
    const { phone } = office();
    const { id } = await ringIn('Nina Noticed');
    desk.switchboard.send(id, 'extension:102', null);
    await whenOutcome(id, 'ringing');
    desk.switchboard.hide(id);
    phone('102').answer();
    expect(await desk.whenNotified(({ kind }) => kind === 'outcome')).toMatchObject({
      kind: 'outcome',
      caller: { name: 'Nina Noticed' },
      destination: { name: 'Anna Petrova', shown: '102' },
      outcome: 'answered',
    });
  });

  test('she talks with somebody else: the plan says so, and of the call nothing is claimed', async () => {
    const { phone, callIn } = office();
    const call = await callIn('101', office().newClient('Bella Busy'));
    const { call: shown } = await desk.whenShown(({ call: { state } }) => state.kind === 'ringing');
    await callIn('102', '+4930901000');
    await whenAnnas(shown.id, /^ringing$/);
    phone('102').answer();
    await whenAnnas(shown.id, /^in-call$/);
    desk.switchboard.send(shown.id, 'extension:102', null);
    await phone('102').whenTurnsAway();
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    expect(desk.records.get(shown.id)?.sentTo?.outcome).toBe('not-told');
  });

  test('another caller rings there too, and she takes him first: only then is it said that she answered this one', async () => {
    const { phone, callIn } = office();
    const { call, id } = await ringIn('Rita Rival');
    desk.switchboard.send(id, 'extension:102', null);
    await whenOutcome(id, 'ringing');
    const before = phone('102').rings.length;
    const rival = await callIn('102', '+4930901001');
    await phone('102').whenRings(before + 1);
    phone('102').rings.at(-1)?.answer();
    expect([(await rival.whenFinal()).status, await rival.whenHears()]).toEqual([200, '102']);
    expect(outcomeOf(id)).not.toBe('answered');
    rival.hangUp();
    await whenAnnas(id, /^ringing$/);
    phone('102').answer();
    await whenOutcome(id, 'answered');
    expect((await call.whenFinal()).status).toBe(200);
  });

  test('her phone rings with him already, as in a group: the plan says so, and does not offer it again', async () => {
    const { newClient, callIn } = office();
    await callIn('700', newClient('Greta Group'));
    const { call: shown } = await desk.whenShown(({ call: { state } }) => state.kind === 'ringing');
    await whenAnnas(shown.id, /^ringing$/);
    const plan = (await desk.switchboard.lookup(shown.id))?.plan;
    expect(plan?.people[0]?.targets.find(({ kind }) => kind === 'extension')).toMatchObject({
      shown: '102',
      notOffered: 'already-ringing',
    });
  });

  test('a mailbox that answers for the target is no answer of hers', async () => {
    const { call, id } = await ringIn('Mona Mailbox');
    desk.switchboard.sendToNumber(id, '160', null);
    expect((await call.whenFinal()).status).toBe(200);
    expect(desk.records.get(id)?.sentTo?.outcome).not.toBe('answered');
  });
});
