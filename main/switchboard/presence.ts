/** Which lines the open calls watch, and what is told of them: cards and recommendations follow it while a call rings. */
import { dialString } from '../call/dial.ts';
import type { Destination } from '../model/call.ts';
import type { Employee } from '../model/crm.ts';
import { untold, type Lamp, type Presence } from '../model/presence.ts';
import { matchesOf } from './desk.ts';
import type { Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import type { Runner } from './runner.ts';

/** A busy office changes many lamps at once: cards are made anew for all of them together. */
const TOGETHER_MS = 50;
/** Whether a dial string may be somebody's desk: a lamp of an outside number tells nothing. */
export const isWatchable = (dial: string): boolean => /^\d{1,6}$/.test(dial);

type LampListener = (extension: string, lamp: Lamp) => void;

interface Watched {
  readonly holders: Set<Entry>;
  lamp: Lamp;
  end: () => void;
}

export class PresenceBoard {
  readonly #parts: Pick<SwitchboardParts, 'line' | 'clock' | 'desk'>;
  readonly #runner: Pick<Runner, 'changed'>;
  readonly #watched = new Map<string, Watched>();
  readonly #listeners = new Set<LampListener>();
  readonly #startedEpochMs: number;
  /** Calls whose plans hold a line that has changed. */
  readonly #stale = new Set<Entry>();
  #cancelTelling: (() => void) | null = null;

  constructor(parts: Pick<SwitchboardParts, 'line' | 'clock' | 'desk'>, runner: Pick<Runner, 'changed' | 'follow'>) {
    this.#parts = parts;
    this.#runner = runner;
    this.#startedEpochMs = parts.clock.nowEpochMs();
    runner.follow({
      onStep: this.#hold.bind(this),
      onPeople: this.#hold.bind(this),
      onForget: this.#forget.bind(this),
    });
  }

  /** What is told of an extension as dialled; not told where none of the calls watches it. */
  lamp(extension: string): Lamp {
    return this.#watched.get(extension)?.lamp ?? untold(this.#startedEpochMs);
  }

  /** The lines that a call watches, by extension. */
  lampsOf(entry: Entry): readonly (readonly [extension: string, lamp: Lamp])[] {
    return [...this.#watched].flatMap(([extension, { holders, lamp }]) =>
      holders.has(entry) ? [[extension, lamp] as const] : [],
    );
  }

  /** What is told of this desk's own phone, while there is a call. */
  own(): Presence {
    return this.lamp(this.#parts.desk.extension ?? '');
  }

  /** Told at each change of a watched line, its calls included.
   *  @returns ends it */
  onLamp(listener: LampListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends every watch. */
  stop(): void {
    this.#cancelTelling?.();
    this.#cancelTelling = null;
    this.#stale.clear();
    for (const { end } of this.#watched.values()) end();
    this.#watched.clear();
  }

  /** Holds what the call may be sent to, until it is forgotten: a line that is watched stays so while its card is there. */
  #hold(entry: Entry): void {
    for (const extension of this.#extensionsOf(entry)) {
      const watched = this.#watched.get(extension);
      if (watched === undefined) this.#watch(extension, entry);
      else watched.holders.add(entry);
    }
  }

  #watch(extension: string, holder: Entry): void {
    const watched: Watched = {
      holders: new Set([holder]),
      lamp: untold(this.#parts.clock.nowEpochMs()),
      end: () => undefined,
    };
    this.#watched.set(extension, watched);
    watched.end = this.#parts.line.watch(extension, (lamp) => {
      this.#onTold(extension, watched, lamp);
    });
  }

  #onTold(extension: string, watched: Watched, lamp: Lamp): void {
    const { state, sinceEpochMs } = watched.lamp;
    watched.lamp = lamp;
    for (const listener of this.#listeners) listener(extension, lamp);
    if (lamp.state === state && lamp.sinceEpochMs === sinceEpochMs) return;
    for (const entry of watched.holders) this.#stale.add(entry);
    this.#cancelTelling ??= this.#parts.clock.after(TOGETHER_MS, this.#tell.bind(this));
  }

  #tell(): void {
    this.#cancelTelling = null;
    for (const entry of this.#stale) entry.lookupRevision += 1;
    this.#stale.clear();
    this.#runner.changed();
  }

  #forget(entry: Entry): void {
    this.#stale.delete(entry);
    for (const [extension, { holders, end }] of this.#watched) {
      if (!holders.delete(entry) || holders.size > 0) continue;
      end();
      this.#watched.delete(extension);
    }
  }

  #extensionsOf({ look, found, call }: Entry): readonly string[] {
    const { extension, numbers } = this.#parts.desk;
    const responsible = matchesOf(look)?.matches.flatMap((match) => match.responsible ?? []) ?? [];
    const ofPerson = ({ phones }: Employee): string => dialString(phones.extension ?? '', 'extension', numbers) ?? '';
    const people = [...responsible, ...found.values()].map(ofPerson);
    const destination = destinationOf(call.state);
    return [...people, extension ?? '', destination?.dial ?? ''].filter(isWatchable);
  }
}

/** Where a call is being or was sent; null where it goes nowhere. */
export function destinationOf(state: Entry['call']['state']): Destination | null {
  switch (state.kind) {
    case 'sending':
    case 'sent':
      return state.destination;
    case 'taken':
      return state.step.kind === 'answering' || state.step.kind === 'passing' ? state.step.destination : null;
    case 'ended':
      return state.how === 'sent-on' ? state.destination : null;
    case 'ringing':
    case 'answered':
      return null;
  }
}
