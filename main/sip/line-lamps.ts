/** The line's lamps: whoever watches an extension shares them, and the own line's is told as an event besides. */
import type { Clock } from '../model/clock.ts';
import type { OwnLine } from '../model/line.ts';
import type { Lamp } from '../model/presence.ts';
import type { LampDeps, NotifyAnswer } from './lamps/lamp-deps.ts';
import { LampWatch } from './lamps/lamp-watch.ts';
import { SharedLamps } from './lamps/shared-lamps.ts';
import type { RawMessage } from './raw-message.ts';

export interface LineLampsOptions {
  readonly clock: Clock;
  readonly random01: () => number;
  readonly answerMs: number;
  readonly uriOf: (extension: string) => string;
  readonly subscribe: LampDeps['subscribe'];
  /** Its lamps are watched as long as the line lives. */
  readonly ownExtension: string;
  /** Extensions watched at the same time, at most; the own one is among them. */
  readonly maxExtensions: number;
  /** The own line has changed. */
  readonly onOwnLine: (state: OwnLine) => void;
}

export class LineLamps {
  readonly #watch: LampWatch;
  readonly #shared: SharedLamps;
  #ownLine: OwnLine = 'not-told';

  constructor({ clock, ownExtension, maxExtensions, onOwnLine, ...deps }: LineLampsOptions) {
    this.#watch = new LampWatch({ ...deps, clock, newId: () => crypto.randomUUID() });
    this.#shared = new SharedLamps({ clock, watch: this.#watch, ownExtension, maxExtensions });
    this.#shared.watch(ownExtension, (_lamp, state) => {
      if (state === this.#ownLine) return;
      this.#ownLine = state;
      onOwnLine(state);
    });
  }

  get ownLine(): OwnLine {
    return this.#ownLine;
  }

  /** @see Line.watch in main/switchboard/ports.ts */
  watch(extension: string, onTold: (lamp: Lamp) => void): () => void {
    return this.#shared.watch(extension, onTold);
  }

  /** The line is registered. @param server as in the settings: what it refuses is remembered of it */
  registered(server: string): void {
    this.#watch.registered(server);
  }

  /** The line is registered no more: nothing is told from now on. */
  lost(): void {
    this.#shared.lost();
  }

  /** @returns null where the NOTIFY is for a dialog that is no lamp's, such as a transfer's */
  onNotify(notify: RawMessage, body: string): NotifyAnswer | null {
    return this.#watch.onNotify(notify, body);
  }
}
