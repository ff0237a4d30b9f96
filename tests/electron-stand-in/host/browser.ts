/** Chromium as windows see it: pages are opened here, each with a DevTools session of its own. */
import type { Cdp } from './cdp.ts';
import { type ChromiumOptions, type RunningChromium, startChromium } from './chromium.ts';

export interface OpenedPage {
  cdp: Cdp;
  targetId: string;
  sessionId: string;
}

/** A page that Chromium holds until its window has laid its scripts. */
type Taker = (sessionId: string) => void;

const closeLimitMs = 2000;

export class Browser {
  readonly #sessions = new Map<string, string>();
  readonly #takers = new Map<string, Taker>();
  readonly #gone = new Map<string, () => void>();
  readonly #titled = new Map<string, (title: string) => void>();
  #running: RunningChromium | undefined;
  #isClosing = false;

  /** @param onCrash told why, once, where Chromium ends before `close()` */
  async start(options: ChromiumOptions, onCrash: (why: string) => void): Promise<void> {
    const running = await startChromium(options);
    this.#running = running;
    const { cdp, child } = running;
    child.once('exit', (code, signal) => {
      if (!this.#isClosing) onCrash(`Chromium ended by itself (${String(code ?? signal)})`);
    });
    process.once('exit', () => {
      child.kill('SIGKILL');
    });
    cdp.on('Target.attachedToTarget', undefined, ({ targetInfo, sessionId }) => {
      this.#attached(cdp, targetInfo, sessionId);
    });
    cdp.on('Target.targetDestroyed', undefined, ({ targetId }) => {
      this.#gone.get(targetId)?.();
    });
    cdp.on('Target.targetInfoChanged', undefined, ({ targetInfo }) => {
      this.#titled.get(targetInfo.targetId)?.(targetInfo.title);
    });
    await cdp.send('Target.setDiscoverTargets', { discover: true });
    await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  }

  /** The page waits for `Runtime.runIfWaitingForDebugger` before anything runs in it. */
  async openPage(size: { width: number; height: number }): Promise<OpenedPage> {
    const { cdp } = this.#started();
    const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size });
    const sessionId = await this.#sessionOf(targetId);
    return { cdp, targetId, sessionId };
  }

  closePage(page: OpenedPage): void {
    this.forget(page);
    // It may have gone by itself, which is what was asked for.
    page.cdp.send('Target.closeTarget', { targetId: page.targetId }).catch(() => undefined);
  }

  watch(page: OpenedPage, onGone: () => void, onTitle: (title: string) => void): void {
    this.#gone.set(page.targetId, onGone);
    this.#titled.set(page.targetId, onTitle);
  }

  forget({ targetId }: OpenedPage): void {
    this.#gone.delete(targetId);
    this.#titled.delete(targetId);
  }

  /** Ends Chromium, with force after two seconds. Resolves when it has ended. */
  close(): Promise<void> {
    this.#isClosing = true;
    const running = this.#running;
    if (!running || running.child.exitCode !== null) return Promise.resolve();
    const { cdp, child } = running;
    return new Promise((resolve) => {
      const force = setTimeout(() => child.kill('SIGKILL'), closeLimitMs);
      child.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      // Chromium may end before it answers.
      cdp.send('Browser.close').catch(() => undefined);
    });
  }

  #started(): RunningChromium {
    if (!this.#running) throw new Error('Electron stand-in: a page was asked for before Chromium had started');
    return this.#running;
  }

  #sessionOf(targetId: string): Promise<string> {
    return new Promise((resolve) => {
      const session = this.#sessions.get(targetId);
      if (session === undefined) this.#takers.set(targetId, resolve);
      else resolve(session);
    });
  }

  #attached(cdp: Cdp, target: { targetId: string; type: string }, sessionId: string): void {
    if (target.type === 'page') {
      this.#sessions.set(target.targetId, sessionId);
      this.#takers.get(target.targetId)?.(sessionId);
      this.#takers.delete(target.targetId);
      return;
    }
    // Workers and the like run on; one that has ended meanwhile needs nothing.
    cdp.send('Runtime.runIfWaitingForDebugger', undefined, sessionId).catch(() => undefined);
  }
}
