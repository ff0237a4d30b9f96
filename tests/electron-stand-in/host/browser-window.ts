/** Electron's `BrowserWindow`: a page with bounds and a visibility, and a record of every call that touches the desktop. */
import { cancelable } from './event.ts';
import type { Host } from './host.ts';
import { jsonOnly } from './recorder.ts';
import type { FocusCall, WindowRecord } from '../record.ts';
import { WebContents } from './web-contents.ts';
import { WindowFrame } from './window-frame.ts';

type Options = Electron.BrowserWindowConstructorOptions;

/** Electron's statics stand on the class that the app gets: one for each host. */
export interface BrowserWindowClass {
  new (options?: Options): BrowserWindow;
  getAllWindows: () => BrowserWindow[];
  getFocusedWindow: () => BrowserWindow | null;
  fromWebContents: (contents: WebContents) => BrowserWindow | null;
  fromId: (id: number) => BrowserWindow | null;
}

export class BrowserWindow extends WindowFrame {
  readonly id: number;
  readonly webContents: WebContents;
  readonly #host: Host;
  readonly #record: WindowRecord;
  #isVisible: boolean;
  #isMinimized = false;
  #isDestroyed = false;
  #isFocusable: boolean;

  constructor(host: Host, options: Options) {
    super(options, host.app.name, (call, args) => {
      this.#record.calls.push({ call, args });
    });
    if (!host.app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.#host = host;
    this.#isFocusable = options.focusable ?? true;
    this.#isVisible = options.show ?? true;
    const bounds = this.getBounds();
    this.webContents = new WebContents(host, { bounds, webPreferences: options.webPreferences ?? {} });
    this.id = this.webContents.id;
    this.#record = { id: this.id, options: jsonOnly(options), calls: [] };
    host.recorder.windows.push(this.#record);
    host.windows.all.add(this);
    host.windows.byContents.set(this.webContents, this);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.once('destroyed', () => {
      this.#closed();
    });
    this.webContents.on('page-title-updated', (event: Electron.Event, title: string) => {
      this.emit('page-title-updated', event, title, true);
      if (!event.defaultPrevented) this.retitle(title);
    });
    for (const change of ['resize', 'move']) {
      this.on(change, () => {
        this.webContents.setViewport(this.getBounds());
      });
    }
    if (this.#isVisible) this.#takeFocus('show');
    host.app.emit('browser-window-created', cancelable({}), this);
    host.app.emit('web-contents-created', cancelable({}), this.webContents);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.note('show');
    this.#appear();
    this.#takeFocus('show');
  }

  showInactive(): void {
    this.note('showInactive');
    this.#appear();
  }

  hide(): void {
    this.note('hide');
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.#loseFocus();
    this.emit('hide');
  }

  focus(): void {
    this.note('focus');
    this.#takeFocus('focus');
  }

  blur(): void {
    this.note('blur');
    this.#loseFocus();
  }

  moveTop(): void {
    this.note('moveTop');
    this.#noteFocus('moveTop');
  }

  setFocusable(isFocusable: boolean): void {
    this.note('setFocusable', isFocusable);
    this.#isFocusable = isFocusable;
    if (isFocusable) this.#noteFocus('setFocusable(true)');
    else this.#loseFocus();
  }

  isFocusable(): boolean {
    return this.#isFocusable;
  }

  minimize(): void {
    this.note('minimize');
    this.#isMinimized = true;
    this.#loseFocus();
    this.emit('minimize');
  }

  restore(): void {
    this.note('restore');
    this.#isMinimized = false;
    this.#takeFocus('restore');
    this.emit('restore');
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  isFocused(): boolean {
    return this.#host.windows.focused === this;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  close(): void {
    if (this.#isDestroyed) return;
    const event = cancelable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    this.webContents.destroy();
  }

  #appear(): void {
    this.#isMinimized = false;
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.emit('show');
  }

  #noteFocus(call: FocusCall['call']): void {
    this.#host.recorder.focusCalls.push({ call, windowId: this.id });
  }

  /** Written down even where the window takes no focus: the call alone is what a test of the app asks about. */
  #takeFocus(call: FocusCall['call']): void {
    this.#noteFocus(call);
    const { windows } = this.#host;
    if (!this.#isFocusable || !this.#isVisible || windows.focused === this) return;
    windows.focused?.emit('blur');
    windows.focused = this;
    this.emit('focus');
    this.#host.app.emit('browser-window-focus', cancelable({}), this);
  }

  #loseFocus(): void {
    if (!this.isFocused()) return;
    this.#host.windows.focused = null;
    this.emit('blur');
    this.#host.app.emit('browser-window-blur', cancelable({}), this);
  }

  #closed(): void {
    this.#isDestroyed = true;
    if (this.isFocused()) this.#host.windows.focused = null;
    this.emit('closed');
    this.#host.windows.closed(this, this.webContents);
  }
}

/** The class `BrowserWindow` as the app constructs it. */
export function browserWindowClass(host: Host): BrowserWindowClass {
  const { windows } = host;
  // A class of its own name, as errors and the inspector show it.
  const HostedWindow = class extends BrowserWindow {
    constructor(options: Options = {}) {
      super(host, options);
    }
    static getAllWindows(): BrowserWindow[] {
      return [...windows.all];
    }
    static getFocusedWindow(): BrowserWindow | null {
      return windows.focused;
    }
    static fromWebContents(contents: WebContents): BrowserWindow | null {
      return windows.byContents.get(contents) ?? null;
    }
    static fromId(id: number): BrowserWindow | null {
      return [...windows.all].find((window) => window.id === id) ?? null;
    }
  };
  Object.defineProperty(HostedWindow, 'name', { value: 'BrowserWindow' });
  return HostedWindow;
}
