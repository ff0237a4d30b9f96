import { describe, expect, test } from 'vitest';
import {
  acceleratorLabel,
  acceleratorProblem,
  defaultSummonShortcut,
  defaultTransferShortcut,
} from '../../../main/desktop/accelerator.ts';

describe('a shortcut as the card names it', () => {
  test.each([
    [defaultTransferShortcut, 'win32', 'Ctrl ⇧ F9'],
    [defaultTransferShortcut, 'linux', 'Ctrl ⇧ F9'],
    [defaultTransferShortcut, 'darwin', '⌘⇧F9'],
    [defaultSummonShortcut, 'darwin', '⌘⇧F8'],
    ['Shift+Control+t', 'win32', 'Ctrl ⇧ T'],
    ['Super+F2', 'win32', 'Win F2'],
    ['Super+F2', 'linux', 'Super F2'],
    ['Control+Option+Space', 'darwin', '⌃⌥Space'],
    ['not a shortcut', 'win32', 'not a shortcut'],
  ] as const)('%s on %s is %s', (accelerator, platform, shown) => {
    expect(acceleratorLabel(accelerator, platform)).toBe(shown);
  });
});

describe('a shortcut that must not be taken', () => {
  test.each([
    [defaultTransferShortcut, 'win32', null],
    [defaultSummonShortcut, 'darwin', null],
    ['Control+Alt+F9', 'win32', 'types-letters'],
    ['CmdOrCtrl+Alt+E', 'linux', 'types-letters'],
    ['CmdOrCtrl+Alt+E', 'darwin', null],
    ['AltGr+E', 'win32', 'types-letters'],
    ['F9', 'win32', 'no-modifier'],
    ['Shift+A', 'win32', 'no-modifier'],
    ['Control+', 'win32', 'not-a-shortcut'],
    ['Control+Shift', 'win32', 'not-a-shortcut'],
    ['Strg+F9', 'win32', 'not-a-shortcut'],
    ['', 'win32', 'not-a-shortcut'],
  ] as const)('%s on %s: %s', (accelerator, platform, problem) => {
    expect(acceleratorProblem(accelerator, platform)).toBe(problem);
  });
});
