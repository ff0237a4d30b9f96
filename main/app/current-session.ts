/** The session in use, and its replacement when the settings change: never while a call rings. */
import type { LineStatus } from '../model/line.ts';
import type { ShownCall } from '../switchboard/desk.ts';
import type { Session } from './session.ts';

export type SessionChange = 'calls' | 'status' | 'replaced';

export class CurrentSession {
  readonly #start: (isDoNotDisturb: boolean) => Session;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  #session: Session;
  #unsubscribe: () => void;
  #isDoNotDisturb = false;
  #isReplacementDue = false;
  #stopping: Promise<void> = Promise.resolve();

  /** @param start builds a session from the settings as they are when it is called */
  constructor(start: (isDoNotDisturb: boolean) => Session) {
    this.#start = start;
    this.#session = start(false);
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

  /** The settings changed. A ringing call is not dropped for it: the new session starts when nothing rings. */
  renew(): void {
    this.#isReplacementDue = true;
    this.#replaceIfIdle();
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.#session.stop();
    await this.#stopping;
  }

  #replaceIfIdle(): void {
    if (!this.#isReplacementDue || this.#session.switchboard.isBusy()) return;
    this.#isReplacementDue = false;
    this.#unsubscribe();
    const former = this.#session;
    this.#stopping = Promise.all([this.#stopping, former.stop()]).then(() => undefined);
    this.#session = this.#start(this.#isDoNotDisturb);
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
