/** Pressed keys as accelerators, against what the desktop registers. */
import { describe, expect, test } from 'vitest';
import { acceleratorLabel } from '../../../../main/desktop/accelerator.ts';
import { acceleratorProblem, acceleratorProblemAnywhere } from '../../../../main/model/accelerator.ts';
import { acceleratorOf, acceleratorShown, type PressedKeys } from '../../../../renderer/ui/accelerator.ts';

const keysOf = (code: string, held: Partial<PressedKeys> = {}): PressedKeys => ({
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  getModifierState: () => false,
  ...held,
});

const control = { ctrlKey: true };

const everyHold = [true, false].flatMap((ctrlKey) =>
  [true, false].flatMap((altKey) =>
    [true, false].flatMap((shiftKey) =>
      [true, false].flatMap((metaKey) =>
        [true, false].map((isAltGr) => ({ ctrlKey, altKey, shiftKey, metaKey, getModifierState: () => isAltGr })),
      ),
    ),
  ),
);

/** What is held, spelt as plainly as it can be. */
const spelt = (held: (typeof everyHold)[number], isMac: boolean): string =>
  [
    ...(held.getModifierState() ? ['AltGr'] : []),
    ...(held.ctrlKey ? ['Control'] : []),
    ...(held.altKey ? ['Alt'] : []),
    ...(held.shiftKey ? ['Shift'] : []),
    ...(held.metaKey ? [isMac ? 'Command' : 'Super'] : []),
    'E',
  ].join('+');
const pressed = [
  ['Ctrl Shift F9', keysOf('F9', { ctrlKey: true, shiftKey: true }), 'CommandOrControl+Shift+F9'],
  ['Ctrl K', keysOf('KeyK', control), 'CommandOrControl+K'],
  ['Ctrl Shift 1', keysOf('Digit1', { ctrlKey: true, shiftKey: true }), 'CommandOrControl+Shift+1'],
  ['Alt Page up', keysOf('PageUp', { altKey: true }), 'Alt+PageUp'],
  ['Ctrl arrow', keysOf('ArrowLeft', control), 'CommandOrControl+Left'],
  ['Windows key', keysOf('KeyJ', { metaKey: true }), 'Super+J'],
] as const;

describe('keys that are pressed', () => {
  test.each(pressed)('%s is the accelerator %s', (_name, keys, accelerator) => {
    expect(acceleratorOf(keys, false)).toEqual({ kind: 'accelerator', accelerator });
  });

  test.each([
    ['on macOS', true, 'darwin'],
    ['on Windows', false, 'win32'],
    ['on Linux', false, 'linux'],
  ] as const)(
    'what is taken %s, in any combination, the settings and the desktop take as well',
    (_, isMac, platform) => {
      const meanings = everyHold.map((held) => acceleratorOf(keysOf('KeyE', held), isMac));
      const taken = meanings.flatMap((meaning) => (meaning.kind === 'accelerator' ? [meaning.accelerator] : []));
      expect(taken.length).toBeGreaterThan(6);
      expect(
        taken.filter(
          (each) => acceleratorProblemAnywhere(each) !== null || acceleratorProblem(each, platform) !== null,
        ),
      ).toEqual([]);
    },
  );

  test.each([true, false])(
    'what is refused would be refused by the settings, for the same reason (macOS: %s)',
    (isMac) => {
      const refused = everyHold.flatMap((held) => {
        const meaning = acceleratorOf(keysOf('KeyE', held), isMac);
        return meaning.kind === 'refused' ? [[meaning.why, acceleratorProblemAnywhere(spelt(held, isMac))]] : [];
      });
      expect(refused.length).toBeGreaterThan(4);
      expect(refused.filter(([why, problem]) => why !== problem)).toEqual([]);
    },
  );

  test('⌘⌥ is named as ⌘ alone can be: with Ctrl in its place it would type letters on Windows', () => {
    expect(acceleratorOf(keysOf('KeyE', { metaKey: true, altKey: true }), true)).toEqual({
      kind: 'accelerator',
      accelerator: 'Command+Alt+E',
    });
  });

  test('on macOS ⌘ is what Ctrl is elsewhere, and Ctrl is itself', () => {
    expect([
      acceleratorOf(keysOf('F9', { metaKey: true, shiftKey: true }), true),
      acceleratorOf(keysOf('F9', control), true),
    ]).toEqual([
      { kind: 'accelerator', accelerator: 'CommandOrControl+Shift+F9' },
      { kind: 'accelerator', accelerator: 'Control+F9' },
    ]);
  });

  test.each([
    ['Ctrl Alt', keysOf('KeyE', { ctrlKey: true, altKey: true }), 'types-letters'],
    ['AltGr', keysOf('KeyE', { altKey: true, getModifierState: () => true }), 'types-letters'],
    ['a bare key', keysOf('F9'), 'no-modifier'],
    ['Shift alone', keysOf('F9', { shiftKey: true }), 'no-modifier'],
    ['a key without a name', keysOf('BracketLeft', control), 'not-a-key'],
  ])('%s is refused', (_name, keys, why) => {
    expect(acceleratorOf(keys, false)).toEqual({ kind: 'refused', why });
  });

  test.each(['ControlLeft', 'ShiftRight', 'AltLeft', 'MetaLeft'])('%s alone waits for a key', (code) => {
    expect(acceleratorOf(keysOf(code, control), false)).toEqual({ kind: 'not-yet' });
  });
});

test.each(['CommandOrControl+Shift+F9', 'Alt+F5', 'Control+Alt+Shift+K', 'CommandOrControl+PageUp'])(
  '%s is shown as on the card',
  (accelerator) => {
    expect([acceleratorShown(accelerator, false), acceleratorShown(accelerator, true)]).toEqual([
      acceleratorLabel(accelerator, 'linux'),
      acceleratorLabel(accelerator, 'darwin'),
    ]);
  },
);
