/** A ringing call is sent on (302) in a bad moment: the server does not answer, or the caller hangs up just then. A frozen server holds
 *  both messages, and reads them in either order when it goes on. */
import { describe, expect, test } from 'vitest';
import { button, expectTexts } from '../../e2e/cards.ts';
import { expectRecorded, ringIn, sendToAnna, sentTo } from '../send-on.ts';
import { servers, useOffice, useOwnServer } from '../use-office.ts';

describe.each(servers)('on %s', (name) => {
  const server = useOwnServer(name);
  const office = useOffice(server);

  test('the ACK does not come: not confirmed, with the buttons; when it comes the card says sent, and the caller has the target', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Nico Notconfirmed');
    await button(card, /^Transfer Anna Petrova/).waitFor();
    server().freeze();
    await sendToAnna(card);
    await expectTexts(card, ['Not confirmed. Perhaps sent, perhaps not: Anna Petrova · ext. 102', /ringing 0:/]);
    await button(card, /^Transfer Anna Petrova/).waitFor();
    server().thaw();
    await expectTexts(card, [sentTo('Anna Petrova · ext. 102')]);
    await phone('102').whenState('ringing');
    expect(phone('101').state).toBe('ringing');
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    await phone('101').whenState('idle');
    await expectRecorded(companion(), 'Nico Notconfirmed', ['sent-on', '102']);
  });

  test('a second click after "not confirmed" is no second transfer: the target rings once', async () => {
    const { phone } = office();
    const before = phone('102').rings.length;
    const { call, card } = await ringIn(office(), '101', 'Zoe Twice');
    server().freeze();
    await sendToAnna(card);
    await expectTexts(card, ['Not confirmed.']);
    await sendToAnna(card);
    server().thaw();
    await expectTexts(card, [sentTo('Anna Petrova · ext. 102')]);
    await phone('102').whenState('ringing');
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    expect(phone('102').rings.length).toBe(before + 1);
  });

  test.each([
    { who: 'the click', isClickFirst: true, client: 'Clara Clickfirst' },
    { who: 'the caller', isClickFirst: false, client: 'Harry Hangsup' },
  ])(
    '$who is first, and both cross: nobody rings on, the caller gets 487, and the card claims no more than that',
    async ({ isClickFirst, client }) => {
      const { companion, phone } = office();
      const { call, card } = await ringIn(office(), '101', client);
      await button(card, /^Transfer Anna Petrova/).waitFor();
      server().freeze();
      const hangUp = (): Promise<void> => {
        call.hangUp();
        return Promise.resolve();
      };
      const steps = [() => sendToAnna(card), hangUp];
      for (const step of isClickFirst ? steps : steps.toReversed()) await step();
      server().thaw();
      expect(await call.whenFinal()).toMatchObject({ status: 487 });
      await Promise.all([phone('101').whenState('idle'), phone('102').whenState('idle')]);
      await card.filter({ hasText: /(ringing|sending) 0:/ }).waitFor({ state: 'detached' });
      // Whichever the server read first.
      await expectRecorded(companion(), client, [
        expect.stringMatching(/^(caller-hung-up|stopped-ringing|sent-on)$/),
        expect.toBeOneOf([null, '102']),
      ]);
    },
  );
});
