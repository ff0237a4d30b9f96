/** Electron's `webContents`: the page of a window as the app sees it. */
import { readFileSync } from 'node:fs';
import { cancelable } from './event.ts';
import { Frames, type WebFrame } from './frames.ts';
import type { Host } from './host.ts';
import { Inbox, type OpenHandler } from './inbox.ts';
import { Page } from './page.ts';
import { deliverName } from './page/messages.ts';
import type { DefaultSession } from './session.ts';
import { StrictEmitter } from './strict.ts';

export interface ContentsOptions {
  /** The window's, on the desktop. */
  bounds: Electron.Rectangle;
  webPreferences: Electron.WebPreferences;
}

let lastId = 0;

export class WebContents
  extends StrictEmitter
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'send'
      | 'loadURL'
      | 'getURL'
      | 'getTitle'
      | 'isLoading'
      | 'isDestroyed'
      | 'isCrashed'
      | 'reload'
      | 'close'
      | 'focus'
      | 'executeJavaScript'
      | 'setWindowOpenHandler'
      | 'setZoomFactor'
      | 'getZoomFactor'
      | 'forcefullyCrashRenderer'
    >
{
  readonly id = ++lastId;
  readonly mainFrame: WebFrame;
  readonly session: DefaultSession;
  readonly page: Page;
  readonly #host: Host;
  readonly #frames: Frames;
  #bounds: Electron.Rectangle;
  #zoom = 1;
  #title = '';
  #isLoading = false;
  #isCrashed = false;
  #isDestroyed = false;
  #onOpen: OpenHandler | undefined;

  constructor(host: Host, { bounds, webPreferences }: ContentsOptions) {
    super();
    const { nodeIntegration, contextIsolation, sandbox, preload } = webPreferences;
    if (nodeIntegration || contextIsolation === false || sandbox === false) {
      throw new Error('Electron stand-in: only sandboxed windows with context isolation and without Node');
    }
    this.#host = host;
    this.session = host.session;
    this.#bounds = bounds;
    this.#frames = new Frames((executionContextId, text) => {
      // One function for every message, so that Chromium compiles it once.
      const functionDeclaration = `function (text) { ${deliverName}(text); }`;
      this.page.tell('Runtime.callFunctionOn', {
        executionContextId,
        functionDeclaration,
        arguments: [{ value: text }],
      });
    });
    this.mainFrame = this.#frames.main;
    const inbox = new Inbox(host, this, this.#frames, () => this.#onOpen);
    const preloadInSubFrames =
      webPreferences.nodeIntegrationInSubFrames ?? process.env['STAND_IN_PRELOAD_IN_SUB_FRAMES'] === '1';
    this.page = new Page(
      host,
      this.#frames,
      {
        width: bounds.width,
        height: bounds.height,
        preload: preload ? readFileSync(preload, 'utf8') : '',
        preloadInSubFrames,
      },
      {
        emit: (event, ...args) => this.emit(event, ...args),
        message: (message, contextId) => {
          inbox.receive(message, contextId);
        },
        navigated: () => {
          this.#isCrashed = false;
          this.emit('did-navigate', cancelable({}), this.getURL(), 200, 'OK');
        },
        crashed: () => {
          this.#crashed();
        },
        gone: () => {
          this.destroy();
        },
        titled: (title) => {
          this.#titled(title);
        },
      },
    );
    this.on('did-start-loading', () => (this.#isLoading = true));
    this.on('did-stop-loading', () => (this.#isLoading = false));
    this.page.ready.catch((error: unknown) => {
      if (!this.#isDestroyed) console.error('Electron stand-in: a window could not be opened:', error);
    });
    this.setViewport(this.#bounds);
    host.windows.contents.set(this.id, this);
  }

  /** Written to Chromium before it returns, so that messages keep their order; lost where no document is loaded. */
  send(channel: string, ...args: unknown[]): void {
    this.#assertAlive();
    this.mainFrame.send(channel, ...args);
  }

  /** Resolves at the page's load event. Rejects with Chromium's code, e.g. `ERR_CONNECTION_REFUSED (-2) loading '…'`. */
  async loadURL(url: string): Promise<void> {
    this.#assertAlive();
    const loaded = new Promise<void>((resolve) => {
      this.once('did-finish-load', resolve);
    });
    const { errorText } = await this.page.send('Page.navigate', { url: this.#host.schemes.toWeb(url) });
    if (errorText) {
      this.emit('did-fail-load', cancelable({}), -2, errorText, url, true);
      throw new Error(`${errorText.replace('net::', '')} (-2) loading '${url}'`);
    }
    await loaded;
  }

  getURL(): string {
    const { url } = this.mainFrame;
    return url === 'about:blank' ? '' : url;
  }

  getTitle(): string {
    return this.#title;
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  reload(): void {
    this.page.tell('Page.reload');
  }

  close(): void {
    this.#host.windows.byContents.get(this)?.close();
  }

  focus(): void {
    const windowId = this.#host.windows.byContents.get(this)?.id ?? null;
    this.#host.recorder.focusCalls.push({ call: 'webContents.focus', windowId });
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.page.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#onOpen = handler;
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor;
    this.setViewport(this.#bounds);
  }

  getZoomFactor(): number {
    return this.#zoom;
  }

  forcefullyCrashRenderer(): void {
    // A crashed page never answers.
    this.page.send('Page.crash').catch(() => undefined);
  }

  /** The window's place: what the page has of it, in pixels of a display with scale factor 1, and where on the screen it stands. */
  setViewport(bounds: Electron.Rectangle): void {
    this.#bounds = bounds;
    const zoomed = (pixels: number): number => Math.max(1, Math.round(pixels / this.#zoom));
    const display = this.#host.displayOf(bounds);
    // Chromium refuses a position that is not on its screen.
    const within = (value: number, length: number): number => Math.min(Math.max(value, 0), length);
    this.page.tell('Emulation.setDeviceMetricsOverride', {
      width: zoomed(bounds.width),
      height: zoomed(bounds.height),
      deviceScaleFactor: this.#zoom,
      mobile: false,
      screenWidth: display.width,
      screenHeight: display.height,
      positionX: within(bounds.x - display.x, display.width),
      positionY: within(bounds.y - display.y, display.height),
    });
  }

  setMedia(): void {
    this.page.tell('Emulation.setEmulatedMedia', { features: this.#host.mediaFeatures() });
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.mainFrame.detached = true;
    this.page.close();
    this.emit('destroyed');
  }

  #assertAlive(): void {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
  }

  #titled(title: string): void {
    if (title === this.#title) return;
    this.#title = title;
    this.emit('page-title-updated', cancelable({}), title, true);
  }

  #crashed(): void {
    this.#isCrashed = true;
    this.#frames.contextsCleared();
    const details = { reason: 'crashed', exitCode: 5 };
    this.emit('render-process-gone', cancelable({}), details);
    this.#host.app.emit('render-process-gone', cancelable({}), this, details);
  }
}
