import { expect, test } from 'vitest';
import type { EarlierView } from '../../../../main/bridge/contract/call-views.ts';
import { earlierParts } from '../../../../renderer/caller/headline.ts';
import { english } from '../../../../renderer/i18n/en.ts';

const words = english();
const anna = { name: 'Anna Petrova', shown: '102', secondsAgo: 130, isBack: false };

/** What stands on the card, with common blanks. */
const said = (earlier: Partial<EarlierView>): readonly string[] =>
  earlierParts({ lastSecondsAgo: null, timesToday: 0, sentTo: null, ...earlier }, words).map(
    ({ before, name, after, isStrong }) => `${before}${name}${after}${isStrong ? '!' : ''}`.replaceAll('\u00a0', ' '),
  );

test.each([
  [0, 'called just now'],
  [6, 'called 6 s ago'],
  [60, 'called a minute ago'],
  [119, 'called a minute ago'],
  [120, 'called 2 min ago'],
  [3_600, 'called an hour ago'],
  [7_200, 'called 2 h ago'],
  [86_400, 'called 24 h ago'],
  [172_800, 'called 2 days ago'],
])('a call %i s after the last one says "%s"', (lastSecondsAgo, text) => {
  expect(said({ lastSecondsAgo, timesToday: 1 })).toEqual([text]);
});

test('of several calls today the number is said, and how long ago the last one was where that is known', () => {
  expect([
    said({ lastSecondsAgo: 61, timesToday: 3 }),
    said({ lastSecondsAgo: 7_300, timesToday: 2 }),
    said({ timesToday: 3 }),
  ]).toEqual([
    ['called 3 times today, last a minute ago'],
    ['called twice today, last 2 h ago'],
    ['called 3 times today'],
  ]);
});

test('where the last call was sent says more than that there was one, and a name more than a number', () => {
  expect([
    said({ lastSecondsAgo: 130, timesToday: 1, sentTo: anna }),
    said({ lastSecondsAgo: 130, timesToday: 1, sentTo: { ...anna, name: null } }),
  ]).toEqual([['sent to Anna Petrova 2 min ago'], ['sent to 102 2 min ago']]);
});

test('a call that comes back says from where, in bold, and that it is not the first today', () => {
  expect(said({ lastSecondsAgo: 20, timesToday: 2, sentTo: { ...anna, isBack: true } })).toEqual([
    'back from Anna Petrova!',
    'called twice today',
  ]);
});

test('where nothing is known of earlier calls nothing is said', () => {
  expect([earlierParts(null, words), said({})]).toEqual([[], []]);
});
