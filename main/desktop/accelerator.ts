/** Keyboard shortcuts as text: how they are shown, and which must not be used. Pure.
 *  @see https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts */

/** Sends the topmost card to its recommended target. */
export const defaultTransferShortcut = 'CommandOrControl+Shift+F9';
/** Gives the topmost card the focus. */
export const defaultSummonShortcut = 'CommandOrControl+Shift+F8';

type Modifier = 'control' | 'alt' | 'shift' | 'command' | 'super' | 'alt-gr';

interface Accelerator {
  readonly modifiers: ReadonlySet<Modifier>;
  readonly key: string;
}

/** Why a shortcut must not be registered. */
type AcceleratorProblem =
  /** Not one key with modifiers before it. */
  | 'not-a-shortcut'
  /** A bare key would be taken from every program. */
  | 'no-modifier'
  /** Ctrl+Alt is AltGr on Windows: it types letters in many languages. */
  | 'types-letters';

const keyName =
  /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Tab|Enter|Return|Backspace|Delete|Insert|Up|Down|Left|Right|Home|End|PageUp|PageDown|Plus|num\d)$/i;

/** @returns null for a shortcut that may be registered on this system. Never throws. */
export function acceleratorProblem(accelerator: string, platform: NodeJS.Platform): AcceleratorProblem | null {
  const parsed = parse(accelerator, platform);
  if (parsed === null) return 'not-a-shortcut';
  const { modifiers } = parsed;
  if (modifiers.size === 0 || (modifiers.size === 1 && modifiers.has('shift'))) return 'no-modifier';
  if (modifiers.has('alt-gr') || (platform !== 'darwin' && modifiers.has('control') && modifiers.has('alt')))
    return 'types-letters';
  return null;
}

/** A shortcut as the card names it: `Ctrl ⇧ F9`, on macOS `⌘⇧F9`. What is no shortcut is given back as it is. */
export function acceleratorLabel(accelerator: string, platform: NodeJS.Platform): string {
  const parsed = parse(accelerator, platform);
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

function parse(accelerator: string, platform: NodeJS.Platform): Accelerator | null {
  const parts = accelerator.split('+').map((part) => part.trim());
  const key = parts.pop();
  if (key === undefined || !keyName.test(key)) return null;
  const modifiers = new Set<Modifier>();
  for (const part of parts) {
    const modifier = modifierOf(part, platform);
    if (modifier === null) return null;
    modifiers.add(modifier);
  }
  return { modifiers, key: key.length === 1 || /^f\d+$/i.test(key) ? key.toUpperCase() : key };
}

function modifierOf(name: string, platform: NodeJS.Platform): Modifier | null {
  switch (name.toLowerCase()) {
    case 'commandorcontrol':
    case 'cmdorctrl':
      return platform === 'darwin' ? 'command' : 'control';
    case 'command':
    case 'cmd':
      return 'command';
    case 'control':
    case 'ctrl':
      return 'control';
    case 'alt':
    case 'option':
      return 'alt';
    case 'altgr':
      return 'alt-gr';
    case 'shift':
      return 'shift';
    case 'super':
    case 'meta':
      return 'super';
    default:
      return null;
  }
}
