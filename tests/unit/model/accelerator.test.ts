import { describe, expect, test } from 'vitest';
import {
  acceleratorProblem,
  acceleratorProblemAnywhere,
  defaultSummonShortcut,
  defaultTransferShortcut,
  isSameAccelerator,
} from '../../../main/model/accelerator.ts';

describe('a shortcut that must not be taken on one system', () => {
  test.each([
    [defaultTransferShortcut, 'win32', null],
    [defaultSummonShortcut, 'darwin', null],
    ['Control+Alt+F9', 'win32', 'types-letters'],
    ['Control+Alt+F9', 'darwin', null],
    ['CmdOrCtrl+Alt+E', 'linux', 'types-letters'],
    ['CmdOrCtrl+Alt+E', 'darwin', null],
    ['AltGr+E', 'darwin', 'types-letters'],
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

describe('a shortcut in a file that is handed out to every system', () => {
  test.each([
    [defaultTransferShortcut, null],
    ['Command+Alt+E', null],
    ['Super+F2', null],
    ['Control+Alt+F9', 'types-letters'],
    ['CmdOrCtrl+Option+E', 'types-letters'],
    ['AltGr+E', 'types-letters'],
    ['Shift+A', 'no-modifier'],
    ['Strg+F9', 'not-a-shortcut'],
  ] as const)('%s: %s', (accelerator, problem) => {
    expect(acceleratorProblemAnywhere(accelerator)).toBe(problem);
  });
});

describe('two shortcuts', () => {
  test.each([
    ['CommandOrControl+Shift+F8', 'Shift+CmdOrCtrl+f8', true],
    ['CommandOrControl+F8', 'Control+F8', true],
    ['CommandOrControl+F8', 'Command+F8', true],
    ['CommandOrControl+F8', 'CommandOrControl+F9', false],
    ['Alt+F8', 'Shift+Alt+F8', false],
    ['nothing', 'nothing', false],
  ])('%s and %s are the same keys somewhere: %s', (one, other, isSame) => {
    expect(isSameAccelerator(one, other)).toBe(isSame);
  });
});
