/** Electron's small modules that ask the desktop for something: dialogs, the shell, shortcuts, clipboard, power. */
import { StrictEmitter, strict } from '../strict.ts';
import { jsonOnly, type Recorder } from '../recorder.ts';

export class Dialogs {
  readonly #recorder: Recorder;
  readonly #answers: object[] = [];

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** First in, first out. */
  prepare(answer: object): void {
    this.#answers.push(answer);
  }

  /** Electron's `dialog`. A dialog without a prepared answer is an error: it would wait for ever. */
  asModule(): Pick<Electron.Dialog, 'showErrorBox'> &
    Record<'showMessageBox' | 'showOpenDialog' | 'showSaveDialog', Ask> {
    const note = (kind: string, options: object): void => {
      this.#recorder.dialogs.push({ kind, options: jsonOnly(options) });
    };
    const ask =
      (kind: string): Ask =>
      (...args) => {
        note(kind, args.at(-1) ?? {});
        const answer = this.#answers.shift();
        return answer
          ? Promise.resolve(answer)
          : Promise.reject(new Error(`Electron stand-in: no answer is prepared for dialog.${kind}`));
      };
    return strict('dialog', {
      showMessageBox: ask('showMessageBox'),
      showOpenDialog: ask('showOpenDialog'),
      showSaveDialog: ask('showSaveDialog'),
      showErrorBox: (title: string, content: string) => {
        note('showErrorBox', { title, content });
        console.error(`Electron stand-in: error box "${title}": ${content}`);
      },
    });
  }
}

type Ask = (...args: object[]) => Promise<object>;

export function shell(
  recorder: Recorder,
): Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'> {
  return strict('shell', {
    openExternal: (target: string) => {
      recorder.opened.push({ how: 'openExternal', target });
      return Promise.resolve();
    },
    openPath: (target: string) => {
      recorder.opened.push({ how: 'openPath', target });
      return Promise.resolve('');
    },
    showItemInFolder: (target: string) => void recorder.opened.push({ how: 'showItemInFolder', target }),
    beep: () => undefined,
  });
}

export class Shortcuts {
  readonly #registered: Map<string, () => void>;
  readonly #taken = new Set<string>();

  constructor(recorder: Recorder) {
    this.#registered = recorder.shortcuts;
  }

  take(accelerator: string): void {
    this.#taken.add(accelerator);
  }

  /** @throws Error where the app has not registered it */
  press(accelerator: string): void {
    const pressed = this.#registered.get(accelerator);
    if (!pressed) throw new Error(`The app has not registered ${accelerator}`);
    pressed();
  }

  /** Electron's `globalShortcut`. */
  asModule(): Pick<Electron.GlobalShortcut, 'register' | 'unregister' | 'unregisterAll' | 'isRegistered'> {
    return strict('globalShortcut', {
      register: (accelerator: string, callback: () => void) => {
        if (this.#taken.has(accelerator) || this.#registered.has(accelerator)) return false;
        this.#registered.set(accelerator, callback);
        return true;
      },
      unregister: (accelerator: string) => void this.#registered.delete(accelerator),
      unregisterAll: () => {
        this.#registered.clear();
      },
      isRegistered: (accelerator: string) => this.#registered.has(accelerator),
    });
  }
}

export function clipboard(recorder: Recorder): Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear'> {
  return strict('clipboard', {
    readText: () => Promise.resolve(recorder.clipboard),
    writeText: (text: string) => {
      recorder.clipboard = text;
      return Promise.resolve();
    },
    clear: () => {
      recorder.clipboard = '';
    },
  });
}

/** Emits nothing by itself: a test emits `suspend`, `resume`, `lock-screen`, `unlock-screen`, as it may on Electron. */
export class PowerMonitor
  extends StrictEmitter
  implements Pick<Electron.PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'>
{
  getSystemIdleTime(): number {
    return 0;
  }

  getSystemIdleState(): 'active' {
    return 'active';
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}
