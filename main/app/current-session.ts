/** The session in use, and its replacement when what it is built from changes: never while a call is on screen. */
import type { LineStatus } from '../model/line.ts';
import type { ShownCall } from '../switchboard/desk.ts';
import type { DeskPhone, Session } from './session.ts';

export type SessionChange = 'calls' | 'status' | 'replaced';

export interface SessionSource {
  /** Builds a session from the settings as they are when it is called, and starts it. */
  readonly start: (isDoNotDisturb: boolean) => Session;
  /** Equal for equal settings: what a session does not depend on does not end it. */
  readonly key: () => string;
}

export class CurrentSession {
  readonly #source: SessionSource;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  #session: Session;
  #key: string;
  #unsubscribe: () => void;
  #isDoNotDisturb = false;
  #replacing: Promise<void> | null = null;
  #isStopped = false;

  constructor(source: SessionSource) {
    this.#source = source;
    this.#key = source.key();
    this.#session = source.start(false);
    this.#unsubscribe = this.#follow(this.#session);
  }

  get session(): Session {
    return this.#session;
  }

  get isDoNotDisturb(): boolean {
    return this.#isDoNotDisturb;
  }

  get lineStatus(): LineStatus {
    return this.#session.lineStatus();
  }

  get deskPhone(): DeskPhone {
    return this.#session.deskPhone();
  }

  shown(): readonly ShownCall[] {
    return this.#session.switchboard.shown();
  }

  onChange(listener: (change: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setDoNotDisturb(isOn: boolean): void {
    this.#isDoNotDisturb = isOn;
    this.#session.switchboard.setDoNotDisturb(isOn);
    this.#tell('status');
  }

  /** The settings changed. A call on screen is not dropped for it: the new session starts when there is none. */
  renew(): void {
    this.#replaceIfIdle();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#unsubscribe();
    await this.#replacing;
    await this.#session.stop();
  }

  #replaceIfIdle(): void {
    const { switchboard } = this.#session;
    const isIdle = !switchboard.isBusy() && switchboard.shown().length === 0;
    if (this.#isStopped || this.#replacing !== null || !isIdle || this.#source.key() === this.#key) return;
    this.#replacing = this.#replace();
  }

  async #replace(): Promise<void> {
    // What the switchboard is doing at this moment ends first.
    await Promise.resolve();
    this.#unsubscribe();
    // The same Contact is registered again: the old registration is given back before, or it would take the new one along.
    await this.#session.stop();
    this.#replacing = null;
    if (this.#isStopped) return;
    this.#key = this.#source.key();
    this.#session = this.#source.start(this.#isDoNotDisturb);
    this.#unsubscribe = this.#follow(this.#session);
    this.#tell('replaced');
  }

  #follow(session: Session): () => void {
    const stops = [
      session.switchboard.onChange(() => {
        this.#tell('calls');
        this.#replaceIfIdle();
      }),
      session.onStatus(() => {
        this.#tell('status');
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  #tell(change: SessionChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
