/** Pressed keys as accelerators, against what the desktop registers. */
import { describe, expect, test } from 'vitest';
import { acceleratorLabel, acceleratorProblem } from '../../../../main/desktop/accelerator.ts';
import { isShortcut } from '../../../../main/settings/rules.ts';
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
const pressed = [
  ['Ctrl Shift F9', keysOf('F9', { ctrlKey: true, shiftKey: true }), 'CommandOrControl+Shift+F9'],
  ['Ctrl K', keysOf('KeyK', control), 'CommandOrControl+K'],
  ['Ctrl Shift 1', keysOf('Digit1', { ctrlKey: true, shiftKey: true }), 'CommandOrControl+Shift+1'],
  ['Alt Page up', keysOf('PageUp', { altKey: true }), 'Alt+PageUp'],
  ['Ctrl arrow', keysOf('ArrowLeft', control), 'CommandOrControl+Left'],
  ['Windows key', keysOf('KeyJ', { metaKey: true }), 'Super+J'],
] as const;

describe('keys that are pressed', () => {
  test.each(pressed)('%s is an accelerator that the settings and the desktop take', (_name, keys, accelerator) => {
    expect(acceleratorOf(keys, false)).toEqual({ kind: 'accelerator', accelerator });
    expect([isShortcut(accelerator), acceleratorProblem(accelerator, 'win32')]).toEqual([true, null]);
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
