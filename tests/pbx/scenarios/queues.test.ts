/**
 * A queue rings its members: time-out and ring again, hang-up, who answers, and what becomes of a call that a member sends on.
 * Asterisk only: Kamailio has no queues of its own. A companion at a queue with option `C` needs the profile `generic`, as docs/pbx says.
 */
import { describe, expect, test } from 'vitest';
import { button, cardWith, click, expectTexts } from '../../e2e/cards.ts';
import { recordedEnd } from '../../e2e/recorded.ts';
import type { OutgoingCall } from '../../rig/pbx/index.ts';
import { sentTo } from '../send-on.ts';
import { sharedServer, useOffice } from '../use-office.ts';

const queues = [
  {
    queue: '600',
    words: 'without option C',
    pbx: 'asterisk',
    other: 'Answered by somebody else.',
    how: 'answered-elsewhere',
  },
  { queue: '601', words: 'with option C', pbx: 'generic', other: 'Taken off this phone.', how: 'stopped-ringing' },
] as const;

describe.each(queues)('on asterisk, a queue $words', ({ queue, pbx, other, how }) => {
  const office = useOffice(sharedServer('asterisk'), {
    phones: ['101', '102', '103'],
    companions: [{ desk: '101', config: (usual) => ({ ...usual, sip: { ...usual.sip, pbx } }) }],
  });

  /** A client calls the queue and is on the card. */
  async function ringAs(name: string): Promise<OutgoingCall> {
    const { companion, newClient, callIn } = office();
    const call = await callIn(queue, newClient(name));
    await expectTexts(cardWith(await companion().callerPage(), name), [/ringing 0:0/, 'Anna Petrova']);
    return call;
  }

  test("a member's time-out and the next ring are one card, and the caller waits on", async () => {
    const { companion, phone } = office();
    const page = await companion().callerPage();
    const rungBefore = phone('101').rings.length;
    const call = await ringAs('Wanda Waits');
    await expectTexts(cardWith(page, 'Wanda Waits'), ['Taken off this phone.']);
    await phone('101').whenRings(rungBefore + 2);
    await expectTexts(cardWith(page, 'Wanda Waits'), [/ringing 0:0[4-9]/]);
    expect(await page.locator('[data-call]').count()).toBe(1);
    expect([call.state, call.answer]).toEqual(['ringing', null]);
    phone('101').answer();
    expect(await call.whenHears()).toBe('101');
    await expectTexts(cardWith(page, 'Wanda Waits'), ['on your phone 0:0']);
  });

  test('the caller hangs up: the card says that it is not told, and so does the history', async () => {
    const { companion, phone } = office();
    const call = await ringAs('Hugo Hangs-up');
    call.hangUp();
    expect(await call.whenFinal()).toMatchObject({ status: 487 });
    await phone('101').whenState('idle');
    const card = cardWith(await companion().callerPage(), 'Hugo Hangs-up');
    await expectTexts(card, ['Taken off this phone. Answered or ended: not told.']);
    await expect.poll(() => recordedEnd(companion(), 'Hugo Hangs-up')).toBe('stopped-ringing');
  });

  test('another member answers: the caller hears that phone, and the card says so where it is sure', async () => {
    const { companion, phone } = office();
    const call = await ringAs('Oda Other');
    phone('103').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '103']);
    await expectTexts(cardWith(await companion().callerPage(), 'Oda Other'), [other]);
    await expect.poll(() => recordedEnd(companion(), 'Oda Other')).toBe(how);
    await phone('101').whenState('idle');
  });

  test('the own phone answers: the card is the call until it hangs up', async () => {
    const { companion, phone } = office();
    const call = await ringAs('Olga Own');
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    const card = cardWith(await companion().callerPage(), 'Olga Own');
    await expectTexts(card, ['on your phone 0:0']);
    phone('101').hangUp();
    expect(await call.whenOver()).toMatchObject({ by: 'other-side' });
    await card.waitFor({ state: 'detached', timeout: 5000 });
    expect(recordedEnd(companion(), 'Olga Own')).toBe('answered');
  });

  test('sent on and answered in time: the caller hears the colleague, and no member rings again', async () => {
    const { companion, phone } = office();
    const call = await ringAs('Selma Sent');
    await click(button(cardWith(await companion().callerPage(), 'Selma Sent'), /^Transfer Anna Petrova/));
    await phone('102').whenState('ringing');
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    await Promise.all([phone('101').whenState('idle'), phone('103').whenState('idle')]);
    await expect.poll(() => recordedEnd(companion(), 'Selma Sent')).toBe('sent-on');
  });

  test("sent on and not answered: the member's time-out takes it from the colleague, and its card comes back", async () => {
    const { companion, phone } = office();
    const page = await companion().callerPage();
    const rungBefore = phone('101').rings.length;
    const call = await ringAs('Bert Back');
    await click(button(cardWith(page, 'Bert Back'), /^Transfer Anna Petrova/));
    await expectTexts(cardWith(page, 'Bert Back'), [sentTo('Anna Petrova')]);
    await phone('102').whenState('ringing');
    await phone('101').whenRings(rungBefore + 2);
    await expectTexts(cardWith(page, 'Bert Back'), [/ringing 0:0/, 'back from Anna Petrova']);
    expect([phone('102').state, await page.locator('[data-call]').count()]).toEqual(['idle', 1]);
    expect([call.state, call.answer]).toEqual(['ringing', null]);
    phone('103').answer();
    expect(await call.whenHears()).toBe('103');
  });
});
