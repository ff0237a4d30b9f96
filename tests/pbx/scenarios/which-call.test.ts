/** Which call a leg belongs to: two calls of one number, callers without a number, two legs of one call, and a caller who calls again. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cardWith, expectTexts, hideAll } from '../../e2e/cards.ts';
import { recordedEnd } from '../../e2e/recorded.ts';
import { headerOf, type OutgoingCall } from '../../rig/pbx/index.ts';
import type { Companion } from '../companion.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

const cards = (page: Page): Promise<number> => page.locator('[data-call]').count();

/** Puts everything that an app remembers further into the past. */
function makeOlder({ folders }: Companion, seconds: number): void {
  const database = new DatabaseSync(join(folders.userData, 'ringside.db'), { timeout: 5000 });
  database
    .prepare('UPDATE calls SET started_epoch_ms = started_epoch_ms - ?1, ended_epoch_ms = ended_epoch_ms - ?1')
    .run(seconds * 1000);
  database.close();
}

describe.each(servers)('on %s', (name) => {
  const office = useOffice(sharedServer(name));

  /** Two calls at the same moment, each ringing at the desk. */
  async function ringTwice(dial: () => Promise<OutgoingCall>): Promise<readonly OutgoingCall[]> {
    const { phone } = office();
    const before = phone('101').rings.length;
    const calls = await Promise.all([dial(), dial()]);
    await phone('101').whenRings(before + 2);
    return calls;
  }

  test.each(['101', '700'])(
    'two calls of one trunk number to %s at once are two cards, each with its own end',
    async (to) => {
      const { companion, phone, newClient, callIn } = office();
      const page = await companion().callerPage();
      const number = newClient('Tilda Trunk');
      const calls = await ringTwice(() => callIn(to, number));
      await expect.poll(() => cards(page)).toBe(2);
      calls[0]?.hangUp();
      expect(await calls[0]?.whenFinal()).toMatchObject({ status: 487 });
      await cardWith(page, /Missed|Taken off this phone/).waitFor();
      await expectTexts(cardWith(page, 'Tilda Trunk').filter({ hasText: 'ringing 0:0' }), ['Anna Petrova']);
      const ringing = (): number => phone('101').rings.filter(({ state }) => state === 'ringing').length;
      await expect.poll(ringing).toBe(1);
      phone('101').answer();
      expect([(await calls[1]?.whenFinal())?.status, await calls[1]?.whenHears()]).toEqual([200, '101']);
      await cardWith(page, 'on your phone 0:0').waitFor();
    },
  );

  test('two callers without a number at once are two cards', async () => {
    const { companion, phone, trunk } = office();
    const page = await companion().callerPage();
    const calls = await ringTwice(() => trunk.call({ to: '700', from: 'anonymous' }));
    await expect.poll(() => cardWith(page, 'Number withheld').count()).toBe(2);
    expect(await Promise.all(calls.map((call) => call.whenRinging()))).toEqual([180, 180]);
    expect(phone('101').state).toBe('ringing');
  });

  test('two legs of one call are one card, and one answer ends both', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('713', newClient('Lena Legs'));
    await phone('101').whenState('ringing');
    await expectTexts(cardWith(page, 'Lena Legs'), ['Anna Petrova']);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await expectTexts(cardWith(page, 'Lena Legs'), ['on your phone 0:0']);
    expect(await cards(page)).toBe(1);
  });

  test('a client who calls again is said to have called, and how often today', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const number = newClient('Agnes Again');
    const expected = [
      /^(?!.*called)/s,
      /called (?:just now|\d+\ss ago)/,
      /called twice today, last (?:just now|\d+\ss ago)/,
      /called 3 times today, last (?:just now|\d+\ss ago)/,
    ];
    for (const words of expected) {
      const call = await callIn('101', number);
      await expectTexts(cardWith(page, 'Agnes Again').filter({ hasText: 'ringing 0:0' }), ['Anna Petrova', words]);
      call.hangUp();
      expect(await call.whenFinal()).toMatchObject({ status: 487 });
      await phone('101').whenState('idle');
      await hideAll(companion());
    }
  });

  test('an app that was started anew knows from its history that the client called a minute ago', async () => {
    const { companion, phone, newClient, callIn } = office();
    const number = newClient('Mia Minute');
    const first = await callIn('101', number);
    await expectTexts(cardWith(await companion().callerPage(), 'Mia Minute'), ['Anna Petrova']);
    first.hangUp();
    await phone('101').whenState('idle');
    await expect.poll(() => recordedEnd(companion(), 'Mia Minute')).not.toBeNull();
    await companion().restart();
    makeOlder(companion(), 70);
    await companion().whenReachable();
    const second = await callIn('101', number);
    await expectTexts(cardWith(await companion().callerPage(), 'Mia Minute'), ['called a minute ago']);
    phone('101').answer();
    expect(await second.whenHears()).toBe('101');
  });
});

// Kamailio gives all legs of a call the caller's Call-ID, so it needs no header of Ringside's.
describe('on asterisk, with a dialplan that tells nothing', () => {
  const office = useOffice(sharedServer('asterisk'));

  test('two calls of one trunk number at once are two cards all the same', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const number = newClient('Nora Nothing');
    const before = phone('101').rings.length;
    const calls = await Promise.all([callIn('790', number), callIn('790', number)]);
    const ring = await phone('101').whenRings(before + 2);
    expect([headerOf(ring.invite, 'x-ringside-call'), headerOf(ring.invite, 'history-info')]).toEqual([null, null]);
    await expect.poll(() => cardWith(page, 'Nora Nothing').count()).toBe(2);
    phone('101').answer();
    // Of the call that is answered, 102 is let go; the other one rings on there.
    const isLetGo = (): boolean => phone('102').rings.some(({ state }) => state === 'cancelled');
    await expect.poll(isLetGo).toBe(true);
    phone('102').answer();
    const heard = await Promise.all(calls.map((call) => call.whenHears()));
    expect(heard.toSorted()).toEqual(['101', '102']);
  });
});
