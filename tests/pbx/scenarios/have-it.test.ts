/** Where no lamp proves who has a call, only the agent knows: "I have it". With the profile `generic`, without a lamp, and where the own
 *  phone was in another call already. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { button, cardWith, click, expectTexts } from '../../e2e/cards.ts';
import { recordedEnd } from '../../e2e/recorded.ts';
import { createPhone, type Phone } from '../../rig/pbx/index.ts';
import { accountOf } from '../accounts.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

const notTold = 'Taken off this phone. Answered or ended: not told.';

describe.each(servers)('with the profile generic, on %s', (name) => {
  const office = useOffice(sharedServer(name), {
    companions: [{ desk: '101', config: (usual) => ({ ...usual, sip: { ...usual.sip, pbx: 'generic' } }) }],
  });
  beforeAll(() => office().companion().whenLampTold());

  test('a colleague of the group answers: that is not claimed, the card goes by itself, and the caller has her', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('700', newClient('Gerd Group'));
    const card = cardWith(page, 'Gerd Group');
    await expectTexts(card, ['Anna Petrova']);
    await phone('102').whenState('ringing');
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    await expectTexts(card, [notTold, /I have it/]);
    await card.waitFor({ state: 'detached', timeout: 5000 });
    expect(recordedEnd(companion(), 'Gerd Group')).toBe('stopped-ringing');
  });

  test('the own phone answers: its lamp proves that here too', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Otto Own'));
    await expectTexts(cardWith(page, 'Otto Own'), ['Anna Petrova']);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await expectTexts(cardWith(page, 'Otto Own'), [/on your phone 0:0/]);
    phone('101').hangUp();
    await expectTexts(cardWith(page, 'Otto Own'), ['Call over.']);
  });
});

describe.each(servers)('for an extension without a lamp, on %s', (name) => {
  const office = useOffice(sharedServer(name), {
    companions: [
      { desk: '101', config: (usual) => ({ ...usual, sip: { ...usual.sip, pbx: 'generic', extension: '190' } }) },
    ],
  });

  test('one click makes the call this desk’s, and its card stays until it is hidden', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Ida Ihaveit'));
    const card = cardWith(page, 'Ida Ihaveit');
    await expectTexts(card, ['Anna Petrova']);
    phone('101').answer();
    await click(button(card, /^I have it/));
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await expectTexts(card, [/on your phone 0:0/, 'Its end will not be told: hide the card then.']);
    phone('101').hangUp();
    expect((await call.whenOver()).by).toBe('other-side');
    await expectTexts(card, [/on your phone 0:0[2-9]/]);
    await click(button(card, 'Hide'));
    await card.waitFor({ state: 'detached' });
    await expect.poll(() => recordedEnd(companion(), 'Ida Ihaveit')).toBe('answered');
  });
});

describe.each(servers)('with a phone of two lines, on %s', (name) => {
  const server = sharedServer(name);
  const office = useOffice(server, { phones: ['102'] });
  let phone: Phone | null = null;
  const ownPhone = (): Phone => {
    if (phone === null) throw new Error('The phone is not switched on.');
    return phone;
  };
  beforeAll(async () => {
    phone = await createPhone({ pbx: server, ...accountOf('101').phone, isTrunk: true });
    await office().companion().whenLampTold();
  });
  afterEach(() => ownPhone().whenState('idle'));
  afterAll(async () => {
    await ownPhone().unregister();
    await ownPhone().close();
  });

  test('a second call that the own phone takes during the first is claimed by one click, and both end when the phone is idle', async () => {
    const { companion, newClient, callIn } = office();
    const page = await companion().callerPage();
    const before = ownPhone().rings.length;
    const first = await callIn('101', newClient('First Fred'));
    await expectTexts(cardWith(page, 'First Fred'), ['Anna Petrova']);
    await ownPhone().whenRings(before + 1);
    ownPhone().answer();
    expect((await first.whenFinal()).status).toBe(200);
    await expectTexts(cardWith(page, 'First Fred'), [/on your phone/]);
    const second = await callIn('101', newClient('Second Sue'));
    const card = cardWith(page, 'Second Sue');
    await expectTexts(card, [/ringing 0:0/, 'Anna Petrova']);
    await ownPhone().whenRings(before + 2);
    ownPhone().answer();
    expect([(await second.whenFinal()).status, await second.whenHears()]).toEqual([200, '101']);
    await expectTexts(card, [notTold]);
    await click(button(card, /^I have it/));
    await expectTexts(card, [/on your phone 0:0/]);
    await expectTexts(cardWith(page, 'First Fred'), [/on your phone/]);
    first.hangUp();
    second.hangUp();
    await expectTexts(cardWith(page, 'First Fred'), ['Call over.']);
    await expectTexts(card, ['Call over.']);
    await expect.poll(() => recordedEnd(companion(), 'Second Sue')).toBe('answered');
  });
});
