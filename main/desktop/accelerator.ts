/** Keyboard shortcuts as they are shown. Pure. */
import { parseAccelerator, type Modifier } from '../model/accelerator.ts';

/** A shortcut as the card names it: `Ctrl ⇧ F9`, on macOS `⌘⇧F9`. What is no shortcut is given back as it is. */
export function acceleratorLabel(accelerator: string, platform: NodeJS.Platform): string {
  const parsed = parseAccelerator(accelerator, platform);
  if (parsed === null) return accelerator;
  const isMac = platform === 'darwin';
  const order: readonly (readonly [Modifier, string])[] = isMac
    ? macSymbols
    : platform === 'win32'
      ? windowsNames
      : linuxNames;
  const shown = order.filter(([modifier]) => parsed.modifiers.has(modifier)).map(([, symbol]) => symbol);
  return [...shown, parsed.key].join(isMac ? '' : ' ');
}

// Apple writes ⇧⌘; this app's documents say ⌘⇧ throughout, and the card must agree with them.
const macSymbols = [
  ['control', '⌃'],
  ['alt', '⌥'],
  ['command', '⌘'],
  ['super', '⌘'],
  ['shift', '⇧'],
  ['alt-gr', 'AltGr'],
] as const;
const linuxNames = [
  ['control', 'Ctrl'],
  ['alt', 'Alt'],
  ['command', 'Super'],
  ['super', 'Super'],
  ['alt-gr', 'AltGr'],
  ['shift', '⇧'],
] as const;
const windowsNames = [
  ['control', 'Ctrl'],
  ['alt', 'Alt'],
  ['command', 'Win'],
  ['super', 'Win'],
  ['alt-gr', 'AltGr'],
  ['shift', '⇧'],
] as const;
