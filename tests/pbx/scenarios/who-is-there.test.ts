/** What a desk does with a caller of whom a real server tells little: one who hangs up while it rings where he was passed to, and one of two who
 *  ring at the same phone. Asterisk alone: on Kamailio the companion answers no call. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import type { OutgoingCall } from '../../rig/pbx/index.ts';
import { startHeadlessDesk, type HeadlessDesk } from '../headless-desk.ts';
import { sharedServer, useOffice } from '../use-office.ts';

describe('on asterisk', () => {
  const office = useOffice(sharedServer('asterisk'), { phones: ['101', '102'], companions: [] });
  let desk: HeadlessDesk;
  beforeAll(async () => {
    const { server, portal } = office();
    desk = await startHeadlessDesk({
      ...{ desk: '101', server, portal },
      config: (usual) => ({ ...usual, sip: { ...usual.sip, pickupPrefix: '**' } }),
    });
  });
  afterEach(() => {
    for (const { call } of desk.shown()) desk.switchboard.hide(call.id);
  });
  afterAll(() => desk.stop());

  /** A client of Anna's rings at 101, and may be sent to her. */
  async function ringIn(client: string): Promise<{ call: OutgoingCall; id: CallId }> {
    const call = await office().callIn('101', office().newClient(client));
    const { call: shown } = await desk.whenShown(({ call: { state } }) => state.kind === 'ringing');
    await desk.switchboard.lookup(shown.id);
    return { call, id: shown.id };
  }

  test('a caller who hangs up while it rings where he was passed to has left: nobody is asked to choose for him', async () => {
    const { call, id } = await ringIn('Gina Gone');
    desk.switchboard.send(id, 'extension:102', 'take');
    await desk.whenShown((shown) => shown.call.id === id && shown.canFetch);
    call.hangUp();
    await desk.whenShown(({ call: { state } }) => state.kind === 'ended' && state.how === 'caller-left');
    expect([office().phone('101').state, desk.records.get(id)?.how]).toEqual(['idle', 'caller-left']);
  });

  test('a call that the own phone rings for is got back', async () => {
    const { id } = await ringIn('Fred Fetched');
    desk.switchboard.send(id, 'extension:102', 'redirect');
    await desk.whenShown((shown) => shown.call.id === id && shown.canFetch);
    expect(desk.switchboard.fetch(id).ok).toBe(true);
    await desk.whenShown(
      ({ call: { state } }) => state.kind === 'taken' && state.step.kind === 'choosing' && state.step.failed === null,
    );
    await Promise.all([office().phone('101').whenState('idle'), office().phone('102').whenState('idle')]);
  });

  test('where another caller rings at her phone nobody is got back from there: it might be him', async () => {
    const { phone, callIn, newClient } = office();
    const { id } = await ringIn('Olga Ours');
    await callIn('102', newClient('Theo Theirs'));
    await phone('102').whenState('ringing');
    const before = desk.events.length;
    desk.switchboard.send(id, 'extension:102', 'take');
    await desk.whenTold((event) => event.kind === 'pass-progress' && event.progress.kind === 'ringing', before);
    expect(desk.shown().map(({ canFetch, call: { state } }) => [canFetch, state])).toMatchObject([
      [false, { kind: 'taken', step: { kind: 'passing', isRinging: true } }],
    ]);
    expect(desk.switchboard.fetch(id)).toEqual({ ok: false, error: 'cannot-fetch' });
  });
});
