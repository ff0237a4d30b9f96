/** A server that is killed, freezes or is restarted: the card and the status window say so, and the line comes back by itself. */
import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cardWith, expectTexts } from '../../e2e/cards.ts';
import { recordedEnd } from '../../e2e/recorded.ts';
import type { OutgoingCall, Phone } from '../../rig/pbx/index.ts';
import { useOffice, useOwnServer } from '../use-office.ts';

/** What becomes of a ringing call when the server is shut down: Asterisk ends it, Kamailio leaves it to itself. */
const servers = [
  {
    name: 'asterisk',
    onCard: 'Taken off this phone. Answered or ended: not told.',
    how: 'stopped-ringing',
    caller: { state: 'failed', answer: { status: 603, reason: 'Decline', contact: null } },
  },
  {
    name: 'kamailio',
    onCard: 'Line lost. The call may still ring on the phone.',
    how: 'line-lost',
    caller: { state: 'ringing', answer: null },
  },
] as const;

/** What rings when a server dies rings on at a phone, until somebody sees to it. */
function silence(phone: Phone): void {
  for (const ring of phone.rings.filter(({ state }) => state === 'ringing')) ring.decline();
}

describe.each(servers)('on $name', ({ name, onCard, how, caller }) => {
  const server = useOwnServer(name);
  const office = useOffice(server);

  /** A client calls the desk and is on the card. @returns the call, and the open status window */
  async function ringAs(client: string): Promise<{ call: OutgoingCall; status: Page; page: Page }> {
    const { companion, newClient, callIn } = office();
    const status = await companion().openStatus();
    await expectTexts(status.locator('main'), ['Reachable, checked']);
    const page = await companion().callerPage();
    const call = await callIn('101', newClient(client));
    await expectTexts(cardWith(page, client), ['ringing 0:0', 'Anna Petrova']);
    return { call, status, page };
  }

  /** The line is back, and so are the phones: the next call is on the card, and its answer is told by the lamp. */
  async function expectNextCall(status: Page, client: string): Promise<void> {
    const { companion, phone, phones, newClient, callIn } = office();
    await expectTexts(status.locator('main'), ['Reachable, checked']);
    await Promise.all(phones.map((each) => each.register()));
    const card = cardWith(await companion().callerPage(), client);
    const call = await callIn('101', newClient(client));
    await expectTexts(card, ['ringing 0:0', 'Anna Petrova']);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await expectTexts(card, ['on your phone 0:0']);
  }

  test('killed while a call rings: the line is lost and said to be; started again, the next call is on the card', async () => {
    const { companion, phone } = office();
    const { call, status, page } = await ringAs('Karl Killed');
    await server().kill();
    await expectTexts(cardWith(page, 'Karl Killed'), ['Line lost. The call may still ring on the phone.']);
    await expectTexts(status.locator('main'), [
      /Unreachable since|Connecting/,
      'Nothing listens at the server’s address.',
    ]);
    // Nobody is left to tell the caller: he hears it ring, as the phone rings, until they give up.
    expect([call.state, call.answer, phone('101').state]).toEqual(['ringing', null, 'ringing']);
    await expect.poll(() => recordedEnd(companion(), 'Karl Killed')).toBe('line-lost');
    call.close();
    silence(phone('101'));
    await server().restart();
    await expectNextCall(status, 'Kuno Killed-next');
  });

  test('frozen while a call rings: noticed and said; thawed, the caller is still there and the line comes back', async () => {
    const { phone } = office();
    const { call, status, page } = await ringAs('Frieda Frozen');
    server().freeze();
    await cardWith(page, 'Frieda Frozen').filter({ hasText: 'Line lost.' }).waitFor({ timeout: 40_000 });
    await expectTexts(status.locator('main'), [
      /Unreachable since|Connecting/,
      /The connection went silent|are not answered/,
    ]);
    server().thaw();
    await expectTexts(status.locator('main'), ['Reachable, checked']);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    phone('101').hangUp();
    expect(await call.whenOver()).toMatchObject({ by: 'other-side' });
    await expectNextCall(status, 'Fred Frozen-next');
  });

  test('restarted in an orderly way while a call rings: no card rings on, and the next call is on the card', async () => {
    const { companion, phone } = office();
    const { call, status, page } = await ringAs('Rosa Restarted');
    await server().shutDown();
    await expectTexts(cardWith(page, 'Rosa Restarted'), [onCard]);
    await expect.poll(() => ({ state: call.state, answer: call.answer })).toEqual(caller);
    await expect.poll(() => recordedEnd(companion(), 'Rosa Restarted')).toBe(how);
    call.close();
    silence(phone('101'));
    await server().restart();
    await expectNextCall(status, 'Rolf Restarted-next');
  });
});
