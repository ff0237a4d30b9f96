/** A call that somebody picks up: on the own phone, at a colleague's of the group, and while the own phone is in another call. */
import { beforeAll, describe, expect, test } from 'vitest';
import { button, cardWith, click, expectTexts } from '../../e2e/cards.ts';
import { recordedEnd } from '../../e2e/recorded.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

describe.each(servers)('on %s', (name) => {
  const office = useOffice(sharedServer(name));
  beforeAll(() => office().companion().whenLampTold());

  test('the own phone answers: the card stays with the client and the time until that phone hangs up, and the call is written down as answered', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Iris Incall'));
    const card = cardWith(page, 'Iris Incall');
    await expectTexts(card, ['Anna Petrova', /ringing 0:0/]);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await expectTexts(card, [/on your phone 0:0\d/, 'Contact']);
    // The webhook lacks the scope `crm`: nothing that needs it is offered once the portal has said so.
    await expect.poll(() => card.getByRole('button').allInnerTexts()).toEqual(['Open in CRM', 'Hide']);
    phone('101').hangUp();
    expect((await call.whenOver()).by).toBe('other-side');
    await expectTexts(card, ['Call over.']);
    await card.waitFor({ state: 'detached', timeout: 5000 });
    await expect.poll(() => recordedEnd(companion(), 'Iris Incall')).toBe('answered');
  });

  test('the caller hangs up first: the card says that the call is over as well', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Cora Caller'));
    const card = cardWith(page, 'Cora Caller');
    await expectTexts(card, ['Anna Petrova']);
    phone('101').answer();
    expect(await call.whenHears()).toBe('101');
    await expectTexts(card, [/on your phone 0:0\d/]);
    call.hangUp();
    await expectTexts(card, ['Call over.']);
    await phone('101').whenState('idle');
    await expect.poll(() => recordedEnd(companion(), 'Cora Caller')).toBe('answered');
  });

  test('the own phone answers a call to the group: it is this desk’s, and the colleague’s phone is silent', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('700', newClient('Greta Group'));
    const card = cardWith(page, 'Greta Group');
    await expectTexts(card, ['Anna Petrova']);
    await phone('102').whenState('ringing');
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await expectTexts(card, [/on your phone 0:0\d/]);
    await phone('102').whenState('idle');
  });

  test('a colleague of the group answers: the card says that somebody else did and goes by itself, and the caller has her', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('700', newClient('Elsa Elsewhere'));
    const card = cardWith(page, 'Elsa Elsewhere');
    await expectTexts(card, ['Anna Petrova']);
    await phone('102').whenState('ringing');
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    await expectTexts(card, ['Answered by somebody else.']);
    expect(await card.getByRole('button').allInnerTexts()).toEqual(['Open in CRM', 'Hide']);
    await phone('101').whenState('idle');
    await card.waitFor({ state: 'detached', timeout: 5000 });
    await expect.poll(() => recordedEnd(companion(), 'Elsa Elsewhere')).toBe('answered-elsewhere');
    expect(call.heard).toEqual(['102']);
  });

  test('while the own phone is in another call, a group call that a colleague takes is claimed by nobody: its lamp proves nothing then', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const first = await callIn('101', newClient('First Fred'));
    await expectTexts(cardWith(page, 'First Fred'), ['Anna Petrova']);
    phone('101').answer();
    await expectTexts(cardWith(page, 'First Fred'), [/on your phone/]);
    const second = await callIn('700', newClient('Second Sue'));
    const card = cardWith(page, 'Second Sue');
    await expectTexts(card, [/ringing 0:0/, 'Anna Petrova']);
    await phone('102').whenState('ringing');
    phone('102').answer();
    expect([(await second.whenFinal()).status, await second.whenHears()]).toEqual([200, '102']);
    await expectTexts(card, ['Taken off this phone. Answered or ended: not told.']);
    await expect.poll(() => recordedEnd(companion(), 'Second Sue')).toBe('stopped-ringing');
    await expectTexts(cardWith(page, 'First Fred'), [/on your phone/]);
    expect([first.state, first.heard, phone('101').state]).toEqual(['in-call', ['101'], 'in-call']);
  });

  test('while the own phone is in another call, a call to this desk rings on the card alone, and the caller hears it ring', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    await callIn('101', newClient('Bella Before'));
    await expectTexts(cardWith(page, 'Bella Before'), ['Anna Petrova']);
    phone('101').answer();
    await expectTexts(cardWith(page, 'Bella Before'), [/on your phone/]);
    const before = phone('101').rings.length;
    const call = await callIn('101', newClient('Wanda Waits'));
    await expectTexts(cardWith(page, 'Wanda Waits'), [/ringing 0:0/, 'Anna Petrova']);
    expect([await call.whenRinging(), call.answer, phone('101').rings.length]).toEqual([180, null, before]);
    call.hangUp();
    await call.whenFinal();
    await expectTexts(cardWith(page, 'Wanda Waits'), ['Taken off this phone. Answered or ended: not told.']);
    await expectTexts(cardWith(page, 'Bella Before'), [/on your phone/]);
  });

  test('a phone that picks up by itself at once has the call: no card rings on, whether or not the companion had begun to ring', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    phone('101').behaviour = 'answer';
    const call = await callIn('101', newClient('Otto Automatic'));
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await expectTexts(cardWith(page, 'Otto Automatic'), [/on your phone 0:0/]);
    phone('101').hangUp();
    expect((await call.whenOver()).by).toBe('other-side');
    await expect.poll(() => recordedEnd(companion(), 'Otto Automatic')).toBe('answered');
  });

  test('the card of a call on the own phone can be hidden: the call goes on', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Hilda Hidden'));
    const card = cardWith(page, 'Hilda Hidden');
    await expectTexts(card, ['Anna Petrova']);
    phone('101').answer();
    await expectTexts(card, [/on your phone/]);
    await click(button(card, 'Hide'));
    await card.waitFor({ state: 'detached' });
    expect([await call.whenHears('101'), call.state, phone('101').state]).toEqual(['101', 'in-call', 'in-call']);
    phone('101').hangUp();
    expect((await call.whenOver()).by).toBe('other-side');
    await expect.poll(() => recordedEnd(companion(), 'Hilda Hidden')).toBe('answered');
    expect(await page.locator('[data-call]').count()).toBe(0);
  });
});
