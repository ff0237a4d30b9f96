import { describe, expect, test } from 'vitest';
import { acceleratorLabel } from '../../../main/desktop/accelerator.ts';
import { defaultSummonShortcut, defaultTransferShortcut } from '../../../main/model/accelerator.ts';

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
