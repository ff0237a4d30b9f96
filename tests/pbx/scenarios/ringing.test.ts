/** A call rings at the phone and the companion of one desk: the card, the caller's name in any script, and what the caller is told.
 *
 * Asterisk escapes a quotation mark or a backslash in a name once more when it passes it on, so it arrives with one backslash too many. */
import { beforeAll, describe, expect, test } from 'vitest';
import { cardWith, expectTexts } from '../../e2e/cards.ts';
import { recordedEnd } from '../../e2e/recorded.ts';
import { sharedServer, useOffice } from '../use-office.ts';

describe.each([
  { name: 'asterisk', quoted: String.raw`\"Bob\" O’Neil \\ Söhne, Inc.` },
  { name: 'kamailio', quoted: String.raw`"Bob" O’Neil \ Söhne, Inc.` },
] as const)('on $name', ({ name, quoted }) => {
  const office = useOffice(sharedServer(name));
  beforeAll(() => office().companion().whenLampTold());

  test('a call rings at the phone and is on the card; the caller is told that it rings', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const number = newClient('Rita Ringing');
    const call = await callIn('101', number);
    await expectTexts(cardWith(page, 'Rita Ringing'), [number.replace(/^\+1(...)(...)/, '+1 $1 $2 '), 'Anna Petrova']);
    expect([await call.whenRinging(), call.answer, phone('101').state]).toEqual([180, null, 'ringing']);
  });

  test('the companion alone rings: the card is there, and the caller is told that it rings', async () => {
    const { companion, phone, newClient, callIn } = office();
    const before = phone('101').rings.length;
    const call = await callIn('710', newClient('Ada Alone'));
    await expectTexts(cardWith(await companion().callerPage(), 'Ada Alone'), ['Anna Petrova', /ringing 0:0/]);
    expect([await call.whenRinging(), call.answer, phone('101').rings.length]).toEqual([180, null, before]);
  });

  test.each([
    ['accents and Chinese characters', '+4930901821', 'Renée Ünal 東京'],
    ['Cyrillic letters', '+4930901822', 'Анна-Мария Ёжикова'],
    ['Japanese, Korean and Chinese characters', '+4930901823', '山田 太郎・김민준・王小明'],
    ['letters that run from right to left', '+4930901824', 'أحمد العلي'],
    ['an apostrophe, a comma and brackets', '+4930901825', "O'Neil, Söhne (Inc.) [x] <y>;z=1"],
    ['what would be a tag in HTML', '+4930901826', 'Tom <b>Bold</b> & Co'],
    ['an emoji', '+4930901827', 'Zoë 🦊'],
  ])('a name of %s is on the card as the caller gave it, and in the history', async (_what, number, given) => {
    const { companion, phone, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', number, given);
    await expectTexts(cardWith(page, given), ['Not in the CRM']);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await expectTexts(cardWith(page, given), [/on your phone/]);
    call.hangUp();
    await expect.poll(() => recordedEnd(companion(), given)).toBe('answered');
  });

  test('quotation marks and backslashes are on the card as the server passes them on', async () => {
    const { companion, callIn } = office();
    const call = await callIn('101', '+4930901828', String.raw`"Bob" O’Neil \ Söhne, Inc.`);
    await expectTexts(cardWith(await companion().callerPage(), quoted), ['Not in the CRM']);
    expect([await call.whenRinging(), call.answer]).toEqual([180, null]);
  });
});
