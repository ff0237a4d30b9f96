/** A group of five desks, two of which send the call to one colleague at once: the guard in docs/pbx lets her phone ring once. */
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { button, cardWith, click, expectTexts } from '../../e2e/cards.ts';
import type { DeskConfig } from '../../e2e/desk.ts';
import type { OutgoingCall } from '../../rig/pbx/index.ts';
import type { Desk } from '../accounts.ts';
import type { Office } from '../office.ts';
import { expectRecorded, typeAndSend } from '../send-on.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

const group: readonly Desk[] = ['101', '102', '103', '104', '105'];
/** The portal's ids of Sam Shared, 201, and of Clara Weiss, 103. */
const sam = 23;
const clara = 21;

/** A client of that colleague calls the group; both companions show him. */
async function ringGroup(
  { companion, newClient, callIn }: Office,
  client: string,
  assignedById: number,
): Promise<{ call: OutgoingCall; cards: Locator[] }> {
  const call = await callIn('701', newClient(client, assignedById));
  const cards = await Promise.all(
    (['101', '102'] as const).map(async (desk) => cardWith(await companion(desk).callerPage(), client)),
  );
  for (const card of cards) await expectTexts(card, [/ringing 0:/, 'Recommended']);
  return { call, cards };
}

/** A desk that is told of its own line alone, so that it does not know whom the other one has sent the call to. */
const withOneLamp = (usual: DeskConfig): DeskConfig => ({ ...usual, sip: { ...usual.sip, busyLamps: 1 } });

const transfer = (card: Locator): Promise<void> => click(button(card, /^Transfer /));

describe.each(servers)('on %s', (name) => {
  const office = useOffice(sharedServer(name), {
    phones: [...group, '201'],
    companions: [
      { desk: '101', config: withOneLamp },
      { desk: '102', config: withOneLamp },
      { desk: '201', config: withOneLamp },
    ],
  });
  const inCall = (): string[] =>
    office()
      .phones.filter(({ state, user }) => state === 'in-call' && user !== 'trunk')
      .map(({ user }) => user);

  test('her phone rings once, both cards and hers are right, and the caller has her alone when she answers', async () => {
    const { companion, phone } = office();
    const before = phone('201').rings.length;
    const { call, cards } = await ringGroup(office(), 'Five Fiona', sam);
    await Promise.all(cards.map(transfer));
    for (const card of cards) await expectTexts(card, ['Sent to Sam Shared · ext. 201']);
    const hers = await companion('201').callerPage();
    await expectTexts(cardWith(hers, 'Five Fiona'), [/ringing 0:/, 'Your client.']);
    expect(group.map((desk) => phone(desk).state)).toEqual(group.map(() => 'ringing'));
    phone('201').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '201']);
    await Promise.all(group.map((desk) => phone(desk).whenState('idle')));
    await expectTexts(cardWith(hers, 'Five Fiona'), [/on your phone 0:/]);
    expect(await hers.locator('[data-call]').count()).toBe(1);
    call.hangUp();
    await phone('201').whenState('idle');
    expect([call.heard, phone('201').rings.length - before, phone('201').turnedAway]).toEqual([['201'], 1, []]);
    for (const desk of ['101', '102'] as const) {
      await expectRecorded(companion(desk), 'Five Fiona', ['sent-on', '201']);
    }
  });

  test('a desk that sent the call answers it after all: her phone is silent, her card says who else, and the caller has that desk alone', async () => {
    const { companion, phone } = office();
    const before = phone('201').rings.length;
    const { call, cards } = await ringGroup(office(), 'Five Frank', sam);
    await Promise.all(cards.map(transfer));
    for (const card of cards) await expectTexts(card, ['Sent to Sam Shared · ext. 201']);
    const hers = cardWith(await companion('201').callerPage(), 'Five Frank');
    await expectTexts(hers, [/ringing 0:/]);
    phone('101').answer();
    await Promise.all([expectTexts(hers, ['Answered by somebody else.']), call.whenHears('101')]);
    expect(await call.whenFinal()).toMatchObject({ status: 200 });
    await Promise.all([...group.slice(1), '201' as const].map((desk) => phone(desk).whenState('idle')));
    expect([inCall(), call.heard, phone('201').rings.length - before]).toEqual([['101'], ['101'], 1]);
  });

  test('a colleague of the group who sent nothing answers: the caller has her alone', async () => {
    const { phone } = office();
    const { call, cards } = await ringGroup(office(), 'Five Fritz', sam);
    await Promise.all(cards.map(transfer));
    await phone('201').whenState('ringing');
    phone('104').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '104']);
    await phone('201').whenState('idle');
    await Promise.all(group.filter((desk) => desk !== '104').map((desk) => phone(desk).whenState('idle')));
    expect([inCall(), call.heard]).toEqual([['104'], ['104']]);
  });

  test('the caller hangs up: all six phones are silent', async () => {
    const { phone } = office();
    const { call, cards } = await ringGroup(office(), 'Five Freda', sam);
    await Promise.all(cards.map(transfer));
    await phone('201').whenState('ringing');
    call.hangUp();
    expect(await call.whenFinal()).toMatchObject({ status: 487 });
    await Promise.all([...group, '201' as const].map((desk) => phone(desk).whenState('idle')));
  });

  test('sent by both to a colleague whose phone rings with the group already: it rings on once, and she answers', async () => {
    const { phone } = office();
    const before = phone('103').rings.length;
    const { call, cards } = await ringGroup(office(), 'Five Felix', clara);
    await Promise.all(cards.map(transfer));
    for (const card of cards) await expectTexts(card, ['Sent to Clara Weiss · ext. 103']);
    expect(phone('103').state).toBe('ringing');
    phone('103').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '103']);
    await Promise.all(group.filter((desk) => desk !== '103').map((desk) => phone(desk).whenState('idle')));
    expect([inCall(), phone('103').rings.length - before, phone('103').turnedAway]).toEqual([['103'], 1, []]);
  });

  test('sent to a colleague: her card says whose call it is, and does not send it back there', async () => {
    const { companion, phone, newClient, callIn } = office();
    const before = phone('101').rings.length;
    const call = await callIn('101', newClient('Boomerang Bea', sam));
    const mine = cardWith(await companion('101').callerPage(), 'Boomerang Bea');
    await expectTexts(mine, [/ringing 0:/]);
    await typeAndSend(mine, '102');
    const hers = cardWith(await companion('102').callerPage(), 'Boomerang Bea');
    await expectTexts(hers, [/ringing 0:/, 'Call for 101']);
    await typeAndSend(hers, '101');
    await expectTexts(hers, ['This destination is not offered.', /ringing 0:/]);
    await hers.getByLabel('Name or number').fill('201');
    await hers.page().keyboard.press('Enter');
    await expectTexts(hers, ['Sent to 201']);
    await phone('201').whenState('ringing');
    expect([phone('101').state, phone('102').state, call.answer]).toEqual(['ringing', 'ringing', null]);
    phone('201').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '201']);
    await Promise.all([phone('101').whenState('idle'), phone('102').whenState('idle')]);
    expect([inCall(), phone('101').rings.length - before]).toEqual([['201'], 1]);
  });
});

describe.each(servers)('with the colleagues’ lamps, on %s', (name) => {
  const office = useOffice(sharedServer(name), { phones: ['101', '102', '103', '201'], companions: ['101', '102'] });

  test('a colleague whose phone rings with the group is offered to nobody, and both cards say so', async () => {
    const { companion, phone, callIn, newClient } = office();
    const before = phone('103').rings.length;
    const call = await callIn('701', newClient('Group Greta', clara));
    for (const desk of ['101', '102'] as const) {
      const card = cardWith(await companion(desk).callerPage(), 'Group Greta');
      await expectTexts(card, ['Clara Weiss', 'already ringing']);
      expect(await button(card, /^Extension 103/).isDisabled()).toBe(true);
    }
    phone('103').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '103']);
    expect(phone('103').rings.length - before).toBe(1);
  });

  test('what one desk has sent to a colleague is not offered at the other, where her lamp says that she rings with this caller', async () => {
    const { companion, phone } = office();
    const { call, cards } = await ringGroup(office(), 'Group Gustav', sam);
    const [first, second] = cards;
    if (first === undefined || second === undefined) throw new Error('Two cards were to ring.');
    await transfer(first);
    await expectTexts(first, ['Rings at Sam Shared · ext. 201']);
    await expectTexts(second, [/ringing 0:/, 'already ringing']);
    phone('201').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '201']);
    await expectTexts(first, ['Answered by Sam Shared · ext. 201']);
    await expectRecorded(companion('101'), 'Group Gustav', ['sent-on', '201']);
  });
});
