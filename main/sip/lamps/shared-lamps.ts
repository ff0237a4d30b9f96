/** Watched lines, shared: however many watch an extension, the server is asked once; kept for a while when nobody looks, and no more than so many. */
import type { Clock } from '../../model/clock.ts';
import type { OwnLine } from '../../model/line.ts';
import { untold, type Lamp } from '../../model/presence.ts';
import { tell } from '../tell.ts';
import type { DialogInfo } from './dialog-info.ts';
import type { LampWatch } from './lamp-watch.ts';
import { joinedLine } from './line-state.ts';
import type { PresenceInfo } from './presence-info.ts';

export interface SharedLampsDeps {
  readonly clock: Clock;
  readonly watch: LampWatch;
  /** Never gives up its place. */
  readonly ownExtension: string;
  /** Extensions watched at the same time, at most. */
  readonly maxExtensions: number;
}

/** @param byDialogs what the line's calls are, by the lamp that lists them alone */
type Watcher = (lamp: Lamp, byDialogs: OwnLine) => void;

interface WatchedLine {
  readonly extension: string;
  readonly watchers: Set<Watcher>;
  dialogs: DialogInfo | null;
  presence: PresenceInfo | null;
  lamp: Lamp;
  byDialogs: OwnLine;
  /** Ends its subscriptions; null while it waits for a place. */
  stop: (() => void) | null;
  /** Nobody looks; null while somebody does. */
  idle: { readonly sinceEpochMs: number; readonly cancelTimer: () => void } | null;
}

/** The next call of the same client's, as a rule, needs the same colleague. */
const KEEP_MS = 600_000;

export class SharedLamps {
  readonly #deps: SharedLampsDeps;
  /** In the order in which they were first watched. */
  readonly #lines = new Map<string, WatchedLine>();
  #isLosing = false;

  constructor(deps: SharedLampsDeps) {
    this.#deps = deps;
  }

  /** @param onTold gets what is known at once, within this call, and every change
   *  @returns ends the watch; nothing is told after it */
  watch(extension: string, onTold: Watcher): () => void {
    const line = this.#lines.get(extension) ?? this.#add(extension);
    line.idle?.cancelTimer();
    line.idle = null;
    // One function may watch twice.
    const watcher: Watcher = (lamp, byDialogs) => {
      onTold(lamp, byDialogs);
    };
    line.watchers.add(watcher);
    tell(watcher, line.lamp, line.byDialogs);
    return () => {
      if (line.watchers.delete(watcher) && line.watchers.size === 0) this.#leave(line);
    };
  }

  /** The line is registered no more. Both lamps go out in one step: half of what was told is not told of anybody. */
  lost(): void {
    this.#isLosing = true;
    this.#deps.watch.lost();
    this.#isLosing = false;
    for (const line of [...this.#lines.values()]) this.#update(line);
  }

  #add(extension: string): WatchedLine {
    const line: WatchedLine = {
      extension,
      watchers: new Set(),
      dialogs: null,
      presence: null,
      lamp: untold(this.#deps.clock.nowEpochMs()),
      byDialogs: 'not-told',
      stop: null,
      idle: null,
    };
    if (this.#makeRoom(extension)) this.#light(line);
    this.#lines.set(extension, line);
    return line;
  }

  /** @returns whether there is a place: what nobody looks at gives up its own, the longest unwatched first */
  #makeRoom(extension: string): boolean {
    const { ownExtension, maxExtensions } = this.#deps;
    const lit = [...this.#lines.values()].filter(({ stop }) => stop !== null);
    if (extension === ownExtension || lit.length < maxExtensions) return true;
    const [longest] = lit
      .flatMap((line) => (line.idle === null ? [] : [{ line, sinceEpochMs: line.idle.sinceEpochMs }]))
      .toSorted((one, other) => one.sinceEpochMs - other.sinceEpochMs);
    if (longest !== undefined) this.#end(longest.line);
    return longest !== undefined;
  }

  #light(line: WatchedLine): void {
    const { watch } = this.#deps;
    const stopDialogs = watch.watchDialogs(line.extension, (dialogs) => {
      line.dialogs = dialogs;
      this.#update(line);
    });
    const stopPresence = watch.watchPresence(line.extension, (presence) => {
      line.presence = presence;
      this.#update(line);
    });
    line.stop = () => {
      stopDialogs();
      stopPresence();
    };
  }

  #leave(line: WatchedLine): void {
    const { clock } = this.#deps;
    const waiting = [...this.#lines.values()].find(({ stop, watchers }) => stop === null && watchers.size > 0);
    if (line.stop === null) this.#lines.delete(line.extension);
    else if (waiting !== undefined) {
      this.#end(line);
      this.#light(waiting);
    } else {
      const cancelTimer = clock.after(KEEP_MS, () => {
        this.#end(line);
      });
      line.idle = { sinceEpochMs: clock.nowEpochMs(), cancelTimer };
    }
  }

  #end(line: WatchedLine): void {
    line.idle?.cancelTimer();
    line.stop?.();
    this.#lines.delete(line.extension);
  }

  #update(line: WatchedLine): void {
    if (this.#isLosing) return;
    const { state, calls, byDialogs } = joinedLine(line.dialogs, line.presence);
    const { lamp } = line;
    const isSameLine = state === lamp.state && JSON.stringify(calls) === JSON.stringify(lamp.calls);
    if (isSameLine && byDialogs === line.byDialogs) return;
    const sinceEpochMs = state === lamp.state ? lamp.sinceEpochMs : this.#deps.clock.nowEpochMs();
    line.lamp = isSameLine ? lamp : { state, sinceEpochMs, calls };
    line.byDialogs = byDialogs;
    // Who is told may end a watch, his own or another's.
    for (const watcher of [...line.watchers]) {
      if (line.watchers.has(watcher)) tell(watcher, line.lamp, byDialogs);
    }
  }
}
