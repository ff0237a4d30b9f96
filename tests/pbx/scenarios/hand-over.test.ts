/** A note that is typed as a call rings is on the colleague's card as her phone rings, and on nobody else's. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ShownCall } from '../../../main/switchboard/desk.ts';
import type { DeskConfig } from '../../e2e/desk.ts';
import type { OutgoingCall } from '../../rig/pbx/index.ts';
import type { Desk } from '../accounts.ts';
import { startHeadlessDesk, type HeadlessDesk } from '../headless-desk.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

const note = 'bitte zurückrufen, Rechnung 4711';
const toldByDeskOne = { from: 'Desk One', note };

/** Kamailio is a proxy: no call is taken there. */
const ways = { asterisk: ['redirect', 'take'], kamailio: ['redirect'] } as const;
/** What a sender is told whose colleague has no companion: Asterisk takes a text for everybody whom its dialplan knows. */
const offline = { asterisk: 'not-told', kamailio: 'not-delivered' } as const;

/** How a call is sent on. */
interface Way {
  readonly dialled: string;
  readonly from: Desk;
  readonly to: Desk;
  readonly text: string;
  readonly way?: 'redirect' | 'take';
}

describe.each(servers)('on %s', (name) => {
  const office = useOffice(sharedServer(name), { phones: ['101', '102', '103', '104'], companions: [] });
  const desks = new Map<Desk, HeadlessDesk>();
  const at = (desk: Desk): HeadlessDesk => {
    const found = desks.get(desk);
    if (found === undefined) throw new Error(`Desk ${desk} is not there.`);
    return found;
  };

  async function open(desk: Desk, companionPattern: string | null): Promise<void> {
    const config = (usual: DeskConfig): DeskConfig => ({ ...usual, sip: { ...usual.sip, companionPattern } });
    const { server, portal } = office();
    desks.set(desk, await startHeadlessDesk({ server, portal, desk, config }));
  }

  /** That client's card at a desk, as soon as it is so. */
  const card = (desk: Desk, client: string, fits: (shown: ShownCall) => boolean): Promise<ShownCall> =>
    at(desk).whenShown((shown) => shown.call.caller.displayName === client && fits(shown));
  const whenHandedOver = (desk: Desk, client: string, from: string): Promise<ShownCall> =>
    card(desk, client, ({ handedOver }) => handedOver?.from === from);
  const whenDelivered = (desk: Desk, client: string, delivery: string): Promise<ShownCall> =>
    card(desk, client, (shown) => shown.note?.delivery === delivery);

  /** A client calls, and that desk sends him on. */
  async function sendOn(client: string, { dialled, from, to, text, way = 'redirect' }: Way): Promise<OutgoingCall> {
    const call = await office().callIn(dialled, office().newClient(client), client);
    const { id } = (await card(from, client, () => true)).call;
    const { switchboard } = at(from);
    switchboard.note(id, text);
    expect(switchboard.sendToNumber(id, to, way)).toEqual({ ok: true, value: null });
    return call;
  }

  beforeAll(async () => {
    for (const desk of ['101', '102', '103'] as const) await open(desk, '{ext}c');
    await open('104', null);
  });
  afterEach(() => {
    for (const { shown, switchboard } of desks.values()) {
      for (const { call } of shown()) switchboard.hide(call.id);
    }
  });
  afterAll(async () => {
    await Promise.all([...desks.values()].map((desk) => desk.stop()));
  });

  test.each(ways[name])('by %s, the note is on her card before she picks up; a bystander sees nothing', async (way) => {
    const { phone } = office();
    const client = `Nora ${way}`;
    const call = await sendOn(client, { dialled: '101', from: '101', to: '102', text: note, way });
    await phone('102').whenState('ringing');
    const hers = await whenHandedOver('102', client, 'Desk One');
    expect([hers.handedOver, hers.call.state.kind, phone('102').state]).toEqual([toldByDeskOne, 'ringing', 'ringing']);
    await whenDelivered('101', client, 'arrived');
    expect([at('103').shown(), at('103').events.filter(({ kind }) => kind === 'message')]).toEqual([[], []]);
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
  });

  test('also where the dialplan told the sender nothing of the call: by the caller’s number', async () => {
    const { phone } = office();
    const call = await sendOn('Olga Old', { dialled: '790', from: '101', to: '103', text: note });
    await phone('103').whenState('ringing');
    const hers = await whenHandedOver('103', 'Olga Old', 'Desk One');
    expect([hers.handedOver, hers.call.state.kind]).toEqual([toldByDeskOne, 'ringing']);
    await whenDelivered('101', 'Olga Old', 'arrived');
    // A member of the group, at whom it rings as well.
    expect((await card('102', 'Olga Old', () => true)).handedOver).toBeNull();
    phone('103').answer();
    expect(await call.whenHears()).toBe('103');
  });

  test('of two calls of one number each card has its own note', async () => {
    const { newClient, callIn } = office();
    const number = newClient('Tilda Twin');
    for (const client of ['Tilda First', 'Tilda Second']) {
      await callIn('101', number, client);
      const { call } = await card('101', client, () => true);
      at('101').switchboard.note(call.id, `the note of ${client}`);
    }
    for (const { call } of at('101').shown().toReversed()) at('101').switchboard.sendToNumber(call.id, '102', null);
    for (const client of ['Tilda First', 'Tilda Second']) {
      const hers = await whenHandedOver('102', client, 'Desk One');
      expect(hers.handedOver?.note).toBe(`the note of ${client}`);
    }
  });

  test('without companions the call’s own headers say who sent it', async () => {
    await sendOn('Dora Diversion', { dialled: '104', from: '104', to: '102', text: '' });
    const hers = await card('102', 'Dora Diversion', () => true);
    expect(hers.handedOver).toEqual({ from: '104', note: '' });
  });

  test('her companion is switched off: the sender is told, and the call goes its way', async () => {
    const { phone } = office();
    await at('102').stop();
    const call = await sendOn('Otto Off', { dialled: '101', from: '101', to: '102', text: note });
    await phone('102').whenState('ringing');
    await whenDelivered('101', 'Otto Off', offline[name]);
    phone('102').answer();
    expect(await call.whenHears()).toBe('102');
    await open('102', '{ext}c');
  });

  test('her companion is switched off, and the card is hidden: a notification says so', async () => {
    await at('102').stop();
    await sendOn('Hilda Hidden', { dialled: '101', from: '101', to: '102', text: note });
    const { call } = await whenDelivered('101', 'Hilda Hidden', 'on-its-way');
    at('101').switchboard.hide(call.id);
    const told = await at('101').whenNotified(({ kind }) => kind === 'note-not-delivered');
    expect(told).toMatchObject({ caller: { name: 'Hilda Hidden' }, destination: { dial: '102' } });
    await open('102', '{ext}c');
  });
});
