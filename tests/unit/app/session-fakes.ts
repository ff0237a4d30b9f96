/** A session without sockets: a real switchboard over the switchboard's own fakes. */
import type { DeskPhone, Session } from '../../../main/app/session.ts';
import type { LineStatus } from '../../../main/model/line.ts';
import { defaultSettings } from '../../../main/settings/schema.ts';
import { FakeDesk } from '../switchboard/desk-fakes.ts';

export class FakeSession implements Session {
  readonly desk = new FakeDesk();
  readonly switchboard = this.desk.switchboard;
  readonly settings = {
    ...defaultSettings('US'),
    routing: { ...defaultSettings('US').routing, declineTo: '800' },
  };
  readonly line = null;
  readonly crm = null;
  readonly watch = this.desk.line.watch.bind(this.desk.line);
  isStopped = false;
  /** Held by a test that wants the stop to take its time. */
  stopping: Promise<undefined> = Promise.resolve(undefined);
  #status: LineStatus = { kind: 'not-set-up' };
  readonly #listeners = new Set<() => void>();

  lineStatus(): LineStatus {
    return this.#status;
  }

  deskPhone(): DeskPhone {
    return { ownLine: 'not-told', binding: 'not-told' };
  }

  onStatus(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tellStatus(status: LineStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }

  stop(): Promise<void> {
    this.isStopped = true;
    this.desk.stop();
    return this.stopping;
  }
}
