/** Pressed keys as an Electron accelerator, and an accelerator as a person reads it. Pure.
 *  @see https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts */

/** What of a keyboard event counts; `code` is the key's place, so that ⇧1 stays 1. */
export interface PressedKeys {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  getModifierState(name: 'AltGraph'): boolean;
}

export type KeysMeaning =
  | { readonly kind: 'accelerator'; readonly accelerator: string }
  /** Only modifiers so far. */
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'refused'; readonly why: 'types-letters' | 'no-modifier' | 'not-a-key' };

const modifierCode = /^(?:Control|Alt|Shift|Meta|OS)(?:Left|Right)?$/;
const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  Insert: 'Insert',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

function keyOf(code: string): string | null {
  const [, character] = /^(?:Key|Digit)([A-Z0-9])$/.exec(code) ?? [];
  if (character !== undefined) return character;
  return /^F(?:[1-9]|1\d|2[0-4])$/.test(code) ? code : (named[code] ?? null);
}

/** Never throws. */
export function acceleratorOf(keys: PressedKeys, isMac: boolean): KeysMeaning {
  if (modifierCode.test(keys.code)) return { kind: 'not-yet' };
  // Ctrl+Alt is AltGr on Windows: it types letters in many languages. The settings refuse it on macOS as well, as one
  // file may set up every desk.
  if (keys.getModifierState('AltGraph') || (keys.ctrlKey && keys.altKey)) {
    return { kind: 'refused', why: 'types-letters' };
  }
  if (!keys.ctrlKey && !keys.altKey && !keys.metaKey) return { kind: 'refused', why: 'no-modifier' };
  const key = keyOf(keys.code);
  if (key === null) return { kind: 'refused', why: 'not-a-key' };
  const modifiers = [
    ...(keys.ctrlKey ? [isMac ? 'Control' : 'CommandOrControl'] : []),
    // With Alt it must not become Ctrl+Alt elsewhere.
    ...(keys.metaKey ? [isMac ? (keys.altKey ? 'Command' : 'CommandOrControl') : 'Super'] : []),
    ...(keys.altKey ? ['Alt'] : []),
    ...(keys.shiftKey ? ['Shift'] : []),
  ];
  return { kind: 'accelerator', accelerator: [...modifiers, key].join('+') };
}

const symbols: Readonly<Record<string, readonly [elsewhere: string, mac: string]>> = {
  commandorcontrol: ['Ctrl', '⌘'],
  cmdorctrl: ['Ctrl', '⌘'],
  command: ['Super', '⌘'],
  cmd: ['Super', '⌘'],
  super: ['Super', '⌘'],
  meta: ['Super', '⌘'],
  control: ['Ctrl', '⌃'],
  ctrl: ['Ctrl', '⌃'],
  alt: ['Alt', '⌥'],
  option: ['Alt', '⌥'],
  altgr: ['AltGr', 'AltGr'],
  shift: ['⇧', '⇧'],
};

/** As the card names it: "Ctrl ⇧ F9", on macOS "⌘⇧F9". */
export function acceleratorShown(accelerator: string, isMac: boolean): string {
  const parts = accelerator.split('+').map((part) => symbols[part.toLowerCase()]?.[isMac ? 1 : 0] ?? part);
  return parts.join(isMac ? '' : ' ');
}
