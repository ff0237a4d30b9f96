/** What an agent types into "Send to…": outside numbers in any spelling, with the company's prefix, and what may not be dialled. */
import { describe, expect, test } from 'vitest';
import { button, click, expectTexts } from '../../e2e/cards.ts';
import { expectRecorded, ringIn, typeAndSend } from '../send-on.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

describe.each(servers)('on %s', (name) => {
  const office = useOffice(sharedServer(name), {
    phones: ['101', '105'],
    companions: [
      // 00 stands before each outside number: 0049… is what the server has a pattern for.
      {
        desk: '101',
        config: (usual) => ({ ...usual, numbers: { country: 'DE', dialFormat: 'e164', outsidePrefix: '00' } }),
      },
      { desk: '105', config: (usual) => ({ ...usual, numbers: { country: 'DE', dialFormat: 'e164-plus' } }) },
    ],
  });

  test.each([
    ['+49 (30) 123', '+49 30 123', '+4930123'],
    ['030 / 901 820', '+49 30 901820', '+4930901820'],
    ['tel:+49 30 123456', '+49 30 123456', '+4930123456'],
    ['tel:+49-30-123456;ext=5', '+49 30 123456', '+4930123456'],
  ])(
    '"%s" goes over the trunk behind the prefix, with the caller’s number, beside the own phone',
    async (typed, shown, dialled) => {
      const { companion, phone, trunk2 } = office();
      const { call, card, number } = await ringIn(office(), '101', 'Olga Outside');
      const before = trunk2.rings.length;
      await typeAndSend(card, typed);
      await expectTexts(card, [`Sent to ${shown}`]);
      const ring = await trunk2.whenRings(before + 1);
      expect([ring.invite.uri.split('@')[0], phone('101').state]).toEqual([`sip:${dialled}`, 'ringing']);
      expect(ring.from).toContain(number);
      ring.answer();
      expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, 'trunk2']);
      await phone('101').whenState('idle');
      await expectRecorded(companion(), 'Olga Outside', ['sent-on', shown]);
    },
  );

  test.each([
    ['anna', '1 person found'],
    ['sip:102@pbx.example.com', 'Nobody found.'],
    ['tel:', 'Nobody found.'],
  ])('"%s" is a name to look for and is sent nowhere: the call rings on', async (typed, found) => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Lea Letters');
    await typeAndSend(card, typed);
    await expectTexts(card, [found, /ringing 0:/]);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
  });

  test('a number that no dial pattern lets through costs nothing: the own phone rings on and answers', async () => {
    const { phone, trunk2 } = office();
    const before = trunk2.rings.length;
    const { call, card } = await ringIn(office(), '101', 'Nora Nopattern');
    await typeAndSend(card, '+1 900 555 0100');
    await expectTexts(card, ['Sent to +1 900 555 0100']);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    expect(trunk2.rings.length).toBe(before);
  });

  test('a desk that may not send calls outside sends none: its own phone rings on and answers', async () => {
    const { phone, trunk2 } = office();
    const before = trunk2.rings.length;
    const { call, card } = await ringIn(office(), '105', 'Frida Forbidden', '105');
    await typeAndSend(card, '+49 30 123456');
    await expectTexts(card, ['Sent to +49 30 123456']);
    phone('105').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '105']);
    expect(trunk2.rings.length).toBe(before);
  });

  test('and to a number of the house it sends as every desk does', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '105', 'Hedda House', '105');
    await typeAndSend(card, '101');
    await phone('101').whenState('ringing');
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await phone('105').whenState('idle');
  });

  test('its own number and the number that the call came through are refused, however they are spelled', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '701', 'Lora Loop');
    await typeAndSend(card, '1-0-1');
    await expectTexts(card, ['This destination is not offered.', /ringing 0:/]);
    await card.getByLabel('Name or number').fill('(701)');
    await card.page().keyboard.press('Enter');
    await expectTexts(card, ['This destination is not offered.', /ringing 0:/]);
    await click(button(card, 'Cancel'));
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
  });
});
