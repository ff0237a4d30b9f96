/** Keyboard shortcuts as text, and which must not be used: one rule for the settings and the desktop. Pure.
 *  @see https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts */

/** Sends the topmost card to its recommended target. Never Ctrl+Alt, which is AltGr on Windows. */
export const defaultTransferShortcut = 'CommandOrControl+Shift+F9';
/** Gives the topmost card the focus. */
export const defaultSummonShortcut = 'CommandOrControl+Shift+F8';

export type Modifier = 'control' | 'alt' | 'shift' | 'command' | 'super' | 'alt-gr';

export interface Accelerator {
  readonly modifiers: ReadonlySet<Modifier>;
  /** One letter and F1 to F24 in capitals, else as it was written. */
  readonly key: string;
}

/** Why a shortcut must not be registered. */
export type AcceleratorProblem =
  /** Not one key with modifiers before it. */
  | 'not-a-shortcut'
  /** A bare key, or one with Shift alone, would be taken from every program. */
  | 'no-modifier'
  /** Ctrl+Alt is AltGr on Windows: it types letters in many languages. */
  | 'types-letters';

/** Systems that one configuration may be handed out to. */
const platforms = ['darwin', 'win32', 'linux'] as const;

const keyName =
  /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Tab|Enter|Return|Backspace|Delete|Insert|Up|Down|Left|Right|Home|End|PageUp|PageDown|Plus|num\d)$/i;

/** Modifiers as they are spelt, those of one system aside. */
const modifierNames: ReadonlyMap<string, Modifier> = new Map([
  ['command', 'command'],
  ['cmd', 'command'],
  ['control', 'control'],
  ['ctrl', 'control'],
  ['alt', 'alt'],
  ['option', 'alt'],
  ['altgr', 'alt-gr'],
  ['shift', 'shift'],
  ['super', 'super'],
  ['meta', 'super'],
]);

/** @returns null for what is no shortcut. Never throws. */
export function parseAccelerator(accelerator: string, platform: NodeJS.Platform): Accelerator | null {
  const parts = accelerator.split('+').map((part) => part.trim());
  const key = parts.pop();
  if (key === undefined || !keyName.test(key)) return null;
  const modifiers = new Set<Modifier>();
  for (const part of parts) {
    const modifier = modifierOf(part.toLowerCase(), platform);
    if (modifier === undefined) return null;
    modifiers.add(modifier);
  }
  return { modifiers, key: key.length === 1 || /^f\d+$/i.test(key) ? key.toUpperCase() : key };
}

/** @returns null for a shortcut that may be registered on this system. Never throws. */
export function acceleratorProblem(accelerator: string, platform: NodeJS.Platform): AcceleratorProblem | null {
  const parsed = parseAccelerator(accelerator, platform);
  if (parsed === null) return 'not-a-shortcut';
  const { modifiers } = parsed;
  if (modifiers.size === 0 || (modifiers.size === 1 && modifiers.has('shift'))) return 'no-modifier';
  if (modifiers.has('alt-gr')) return 'types-letters';
  return platform !== 'darwin' && modifiers.has('control') && modifiers.has('alt') ? 'types-letters' : null;
}

/** As `acceleratorProblem` for every system that the app runs on: one file sets up all of a company's desks. */
export function acceleratorProblemAnywhere(accelerator: string): AcceleratorProblem | null {
  return platforms.map((platform) => acceleratorProblem(accelerator, platform)).find((each) => each !== null) ?? null;
}

/** Whether two shortcuts are the same keys on any system, however they are spelt. Of what is no shortcut: false. */
export function isSameAccelerator(one: string, other: string): boolean {
  return platforms.some((platform) => {
    const [a, b] = [parseAccelerator(one, platform), parseAccelerator(other, platform)];
    if (a === null || b === null || a.key.toLowerCase() !== b.key.toLowerCase()) return false;
    return a.modifiers.size === b.modifiers.size && [...a.modifiers].every((modifier) => b.modifiers.has(modifier));
  });
}

function modifierOf(name: string, platform: NodeJS.Platform): Modifier | undefined {
  if (name === 'commandorcontrol' || name === 'cmdorctrl') return platform === 'darwin' ? 'command' : 'control';
  return modifierNames.get(name);
}
