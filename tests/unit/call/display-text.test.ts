import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayText } from '../../../main/call/display-text.ts';

test.each([
  ['  John \t\r\n Doe ', 'John Doe'],
  ['Renée Ünal 東京', 'Renée Ünal 東京'],
  ['Anna\u0000\u001B[31m', 'Anna [31m'],
  ['\u202Eeod nhoJ\u202C', 'eod nhoJ'],
  ['\u2066Anna\u2069\u200F', 'Anna'],
  ['Anna\u2028Petrova', 'Anna Petrova'],
  ['\uD800Anna\uDFFF', 'Anna'],
  ['\u200B\uFEFF \u0007', null],
  ['', null],
  ['👨‍👩‍👧 family', '👨‍👩‍👧 family'],
])('%j is shown as %j', (text, shown) => {
  expect(displayText(text)).toBe(shown);
});

test('a long name is cut at 128 code points, a family of five code points is not torn apart', () => {
  expect([displayText('A'.repeat(200)), displayText(`${'A'.repeat(125)}👨‍👩‍👧`), displayText('🙂'.repeat(200))]).toEqual([
    'A'.repeat(128),
    'A'.repeat(125),
    '🙂'.repeat(128),
  ]);
});

test('whatever the text, what is shown is short, well-formed and free of controls and direction overrides', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300, size: 'max' }), (text) => {
      const shown = displayText(text) ?? '';
      expect([
        shown.isWellFormed(),
        Array.from(shown).length <= 128,
        /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(shown),
      ]).toEqual([true, true, false]);
    }),
  );
});
