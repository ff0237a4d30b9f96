/** One window's page in Chromium: opened, given its scripts, and listened to. */
import type { OpenedPage } from './browser.ts';
import type { Frames } from './frames.ts';
import type { Host } from './host.ts';
import { Navigation } from './navigation.ts';
import { bindingName, type FromPage, preloadWorldName } from './page/messages.ts';
import { pageScripts } from './page/scripts.ts';
import type { Answer, Command, EventName, EventOf, Params } from './protocol.ts';
import { webPattern } from './schemes.ts';

export interface PageOptions {
  width: number;
  height: number;
  /** Source of the preload; empty for none. */
  preload: string;
  preloadInSubFrames: boolean;
}

/** What a page tells its webContents. */
export interface PageListener {
  emit: (event: string, ...args: unknown[]) => boolean;
  message: (message: FromPage, contextId: number) => void;
  navigated: (webUrl: string) => void;
  crashed: () => void;
  gone: () => void;
  titled: (title: string) => void;
}

export class Page {
  readonly ready: Promise<OpenedPage>;
  readonly #host: Host;
  readonly #frames: Frames;
  readonly #listener: PageListener;
  #opened: OpenedPage | undefined;
  #isClosed = false;

  constructor(host: Host, frames: Frames, options: PageOptions, listener: PageListener) {
    this.#host = host;
    this.#frames = frames;
    this.#listener = listener;
    this.ready = this.#open(options);
  }

  get targetId(): string | undefined {
    return this.#opened?.targetId;
  }

  /** Written to Chromium at once where the page is open, else when it is. */
  send<C extends Command>(method: C, params?: Params<C>): Promise<Answer<C>> {
    const page = this.#opened;
    if (page) return page.cdp.send(method, params, page.sessionId);
    return this.ready.then(({ cdp, sessionId }) => cdp.send(method, params, sessionId));
  }

  /** For commands whose answer says nothing; a page that closes meanwhile is no error, anything else is told. */
  tell<C extends Command>(method: C, params?: Params<C>): void {
    this.send(method, params).catch((error: unknown) => {
      if (!this.#isClosed && !isPassing(error)) console.error('Electron stand-in:', error);
    });
  }

  close(): void {
    this.#isClosed = true;
    void this.ready.then((page) => {
      this.#host.browser.closePage(page);
    });
  }

  async #open(options: PageOptions): Promise<OpenedPage> {
    const page = await this.#host.browser.openPage({ width: options.width, height: options.height });
    this.#frames.opened(page.targetId);
    this.#listen(page);
    const send = <C extends Command>(method: C, params?: Params<C>): Promise<Answer<C>> =>
      page.cdp.send(method, params, page.sessionId);
    const scripts = pageScripts(options.preload, options.preloadInSubFrames);
    await Promise.all([
      send('Page.enable'),
      send('Runtime.enable'),
      send('Inspector.enable'),
      send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorldName }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.mainWorld }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preloadWorld, worldName: preloadWorldName }),
      send('Fetch.enable', { patterns: [{ urlPattern: webPattern }, { urlPattern: '*', resourceType: 'Document' }] }),
      send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      send('Emulation.setEmulatedMedia', { features: this.#host.mediaFeatures() }),
    ]);
    await send('Runtime.runIfWaitingForDebugger');
    // Only now, so that nothing overtakes the commands that wait for `ready`.
    this.#opened = page;
    return page;
  }

  #listen(page: OpenedPage): void {
    const frames = this.#frames;
    const listener = this.#listener;
    const on = <E extends EventName>(event: E, then: (params: EventOf<E>) => void): void => {
      page.cdp.on(event, page.sessionId, then);
    };
    const navigation = new Navigation({
      frames,
      schemes: this.#host.schemes,
      emit: (name, event, url) => {
        listener.emit(name, event, url);
      },
      fulfill: (answer) => {
        this.tell('Fetch.fulfillRequest', answer);
      },
      proceed: (requestId) => {
        this.tell('Fetch.continueRequest', { requestId });
      },
      refuse: (requestId, errorReason) => {
        this.tell('Fetch.failRequest', { requestId, errorReason });
      },
    });
    this.#host.browser.watch(page, listener.gone, listener.titled);
    on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      frames.attached(frameId, parentFrameId);
    });
    on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') frames.detached(frameId);
    });
    on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string };
      const frame = context.name === preloadWorldName ? frames.get(frameId ?? '') : undefined;
      if (frame) frame.contextId = context.id;
    });
    on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      const frame = frames.byContext(executionContextId);
      if (frame) frame.contextId = undefined;
    });
    on('Runtime.executionContextsCleared', () => {
      frames.contextsCleared();
    });
    on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      listener.message(JSON.parse(payload) as FromPage, executionContextId);
    });
    on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      const world = frames.byContext(exceptionDetails.executionContextId ?? -1);
      const words = exceptionDetails.exception?.description ?? exceptionDetails.text;
      if (world) console.error(`Electron stand-in: uncaught in the preload of ${world.url}: ${words}`);
    });
    on('Page.frameNavigated', ({ frame }) => {
      const known = frames.get(frame.id);
      if (!known) return;
      known.webUrl = frame.url + (frame.urlFragment ?? '');
      known.name = frame.name ?? '';
      if (known.parent === null) listener.navigated(known.webUrl);
    });
    on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const known = frames.get(frameId);
      if (known) known.webUrl = url;
    });
    on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      navigation.asked(frameId, url);
    });
    on('Fetch.requestPaused', (paused) => {
      void navigation.intercept(paused);
    });
    on('Page.frameStartedLoading', ({ frameId }) => {
      if (frames.get(frameId) === frames.main) listener.emit('did-start-loading');
    });
    on('Page.domContentEventFired', () => {
      listener.emit('dom-ready');
    });
    on('Page.loadEventFired', () => {
      listener.emit('did-stop-loading');
      listener.emit('did-finish-load');
    });
    on('Inspector.targetCrashed', listener.crashed);
  }
}

/** The document that a command was meant for has been replaced meanwhile. */
function isPassing(error: unknown): boolean {
  const words = error instanceof Error ? error.message : '';
  return /Cannot find context|uniqueContextId|Chromium has ended|Invalid InterceptionId|Session with given id/.test(
    words,
  );
}
