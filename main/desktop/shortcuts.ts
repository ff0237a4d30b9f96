/** Global shortcuts, held only while something rings, so that other programs have their keys the rest of the day. */
import { globalShortcut } from 'electron';
import { acceleratorProblem } from '../model/accelerator.ts';

export type ShortcutName = 'transfer' | 'summon';

export interface WantedShortcut {
  /** An Electron accelerator; null: this one is switched off. */
  readonly accelerator: string | null;
  readonly run: () => void;
}

export interface ShortcutRefusal {
  readonly name: ShortcutName;
  readonly accelerator: string;
  /** `taken`: by another program, or by the other shortcut. `unusable`: no shortcut, a bare key, or AltGr. */
  readonly why: 'taken' | 'unusable';
}

export class Shortcuts {
  readonly #platform: NodeJS.Platform;
  readonly #held = new Set<string>();

  constructor(platform: NodeJS.Platform) {
    this.#platform = platform;
  }

  /** Which accelerators are held now. */
  get held(): readonly string[] {
    return [...this.#held];
  }

  /** Takes the shortcuts in place of those held before. Call it when ringing starts or the settings change while it rings.
   *  @returns those that could not be had; empty when all is well. Never throws. */
  arm(wanted: Readonly<Record<ShortcutName, WantedShortcut>>): readonly ShortcutRefusal[] {
    this.disarm();
    const refusals: ShortcutRefusal[] = [];
    for (const name of ['transfer', 'summon'] as const) {
      const { accelerator, run } = wanted[name];
      if (accelerator === null) continue;
      const why = this.#take(accelerator, run);
      if (why !== null) refusals.push({ name, accelerator, why });
    }
    return refusals;
  }

  /** Gives every shortcut back. */
  disarm(): void {
    for (const accelerator of this.#held) globalShortcut.unregister(accelerator);
    this.#held.clear();
  }

  #take(accelerator: string, run: () => void): ShortcutRefusal['why'] | null {
    if (acceleratorProblem(accelerator, this.#platform) !== null) return 'unusable';
    if (this.#held.has(accelerator) || !globalShortcut.register(accelerator, run)) return 'taken';
    this.#held.add(accelerator);
    return null;
  }
}
