/** The smoke set over every transport but wss, over which all else runs: registered, ringing, answered, hung up, sent on, and back after a restart of the server. */
import { describe, expect, test } from 'vitest';
import { button, cardWith, click, expectTexts } from '../../e2e/cards.ts';
import { recordedEnd } from '../../e2e/recorded.ts';
import type { OutgoingCall } from '../../rig/pbx/index.ts';
import { transports } from '../servers/real-server.ts';
import { servers, useOffice, useOwnServer } from '../use-office.ts';

describe.each(servers)('on %s', (name) => {
  const server = useOwnServer(name);

  describe.each(transports.slice(1))('over %s', (transport) => {
    const office = useOffice(server, { companions: [{ desk: '101', transport }] });

    /** A client calls the desk and is on the card. */
    async function ringAs(client: string): Promise<OutgoingCall> {
      const { companion, newClient, callIn } = office();
      const call = await callIn('101', newClient(client));
      await expectTexts(cardWith(await companion().callerPage(), client), ['ringing 0:0', 'Anna Petrova']);
      return call;
    }

    test('it registers, and its own phone’s lamp is told', async () => {
      const status = await office().companion().openStatus();
      await expectTexts(status.locator('main'), ['Reachable, checked', server().urls[transport], /lamp\s*told/]);
    });

    test('a call rings, the own phone answers, and the card is the call until it is over', async () => {
      const { companion, phone } = office();
      const call = await ringAs('Otto Own');
      expect(await call.whenRinging()).toBe(180);
      phone('101').answer();
      expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
      const card = cardWith(await companion().callerPage(), 'Otto Own');
      await expectTexts(card, ['on your phone 0:0']);
      call.hangUp();
      await expectTexts(card, ['Call over.']);
      await expect.poll(() => recordedEnd(companion(), 'Otto Own')).toBe('answered');
    });

    test('the caller hangs up: no card rings on, the phone is silent, the caller gets 487', async () => {
      const { companion, phone } = office();
      const call = await ringAs('Hanna Hangs-up');
      call.hangUp();
      expect(await call.whenFinal()).toMatchObject({ status: 487 });
      await phone('101').whenState('idle');
      const card = cardWith(await companion().callerPage(), 'Hanna Hangs-up');
      await card.filter({ hasText: 'ringing 0:' }).waitFor({ state: 'detached' });
    });

    test('one click sends it to a colleague, who answers', async () => {
      const { companion, phone } = office();
      const call = await ringAs('Sina Sent');
      const card = cardWith(await companion().callerPage(), 'Sina Sent');
      await click(button(card, /^Transfer Anna Petrova/));
      await phone('102').whenState('ringing');
      await expectTexts(card, ['Rings at Anna Petrova']);
      phone('102').answer();
      expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
      await phone('101').whenState('idle');
    });

    test('the server is started again: it is back by itself, and the next call is on the card', async () => {
      const { companion, phone, phones } = office();
      const status = await companion().openStatus();
      await server().kill();
      await expectTexts(status.locator('main'), ['Nothing listens at the server’s address.']);
      await server().restart();
      await expectTexts(status.locator('main'), ['Reachable, checked']);
      await Promise.all(phones.map((each) => each.register()));
      const call = await ringAs('Rosa Restarted');
      phone('101').answer();
      expect(await call.whenHears()).toBe('101');
    });
  });
});
