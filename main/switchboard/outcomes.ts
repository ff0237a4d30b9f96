/** Follows the target's lamp of every call that is sent on, and tells the call what it proves. */
import { afterLamp, afterOwnLine, followCall, outcomeOf, type Following } from '../call/outcome.ts';
import type { Destination, Outcome } from '../model/call.ts';
import type { Lamp } from '../model/presence.ts';
import type { Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import { destinationOf, isWatchable, type PresenceBoard } from './presence.ts';
import type { Runner } from './runner.ts';

interface Followed {
  readonly entry: Entry;
  readonly destination: Destination;
  following: Following;
  /** What the call was told last. */
  told: Outcome;
  cancelTelling: () => void;
}

export class Outcomes {
  readonly #parts: Pick<SwitchboardParts, 'clock' | 'desk'>;
  readonly #runner: Pick<Runner, 'onEvent'>;
  readonly #board: Pick<PresenceBoard, 'lamp' | 'own'>;
  readonly #followed = new Map<Entry, Followed>();
  readonly #unsubscribe: () => void;

  /** @param board stands before this among the runner's followers: a target is watched before it is followed */
  constructor(
    parts: Pick<SwitchboardParts, 'clock' | 'desk'>,
    runner: Pick<Runner, 'onEvent' | 'follow'>,
    board: Pick<PresenceBoard, 'lamp' | 'own' | 'onLamp'>,
  ) {
    this.#parts = parts;
    this.#runner = runner;
    this.#board = board;
    this.#unsubscribe = board.onLamp(this.#onLamp.bind(this));
    runner.follow({ onStep: this.#onStep.bind(this), onForget: this.#forget.bind(this) });
  }

  stop(): void {
    this.#unsubscribe();
    for (const { cancelTelling } of this.#followed.values()) cancelTelling();
    this.#followed.clear();
  }

  #onStep(entry: Entry): void {
    // Where it cannot be got back, it still is where it was sent.
    if (isBeingFetched(entry)) return;
    const destination = targetOf(entry);
    const former = this.#followed.get(entry);
    if (former !== undefined && destination !== null && isSame(former.destination, destination)) {
      // The lamp may have told before the server's word that the call was sent.
      this.#tellSoon(former);
      return;
    }
    this.#forget(entry);
    if (destination === null || !isWatchable(destination.dial)) return;
    const { clock, desk } = this.#parts;
    const lamp = this.#board.lamp(destination.dial);
    const following = followCall(entry.call.caller.number, desk.numbers.country, lamp, clock.nowEpochMs());
    this.#followed.set(entry, { entry, destination, following, told: 'not-told', cancelTelling: () => undefined });
  }

  #onLamp(extension: string, lamp: Lamp): void {
    const { clock, desk } = this.#parts;
    const nowEpochMs = clock.nowEpochMs();
    const own = this.#board.own().state;
    for (const followed of this.#followed.values()) {
      const { following, destination } = followed;
      if (destination.dial === extension) followed.following = afterLamp(following, lamp, own, nowEpochMs);
      else if (desk.extension === extension) followed.following = afterOwnLine(following, own, nowEpochMs);
      else continue;
      this.#tellSoon(followed);
    }
  }

  /** Never within a step of the call: what that step leads to comes first. */
  #tellSoon(followed: Followed): void {
    followed.cancelTelling();
    if (outcomeOf(followed.following) === followed.told) return;
    followed.cancelTelling = this.#parts.clock.after(0, () => {
      this.#tell(followed);
    });
  }

  #tell(followed: Followed): void {
    const { kind } = followed.entry.call.state;
    const outcome = outcomeOf(followed.following);
    if ((kind !== 'sent' && kind !== 'ended') || outcome === followed.told) return;
    followed.told = outcome;
    this.#runner.onEvent(followed.entry, { kind: 'outcome', outcome });
  }

  #forget(entry: Entry): void {
    this.#followed.get(entry)?.cancelTelling();
    this.#followed.delete(entry);
  }
}

/** An answer that was not confirmed may still have been taken: its target is followed on, from its own click. */
function targetOf({ call }: Entry): Destination | null {
  return destinationOf(call.state) ?? call.unconfirmed?.destination ?? null;
}

function isBeingFetched({ call: { state } }: Entry): boolean {
  return state.kind === 'taken' && state.step.kind === 'answering' && state.step.destination === null;
}

/** The same place twice, from one click; a call is not sent twice to a place that was tried. */
const isSame = (a: Destination, b: Destination): boolean => a.targetId === b.targetId && a.dial === b.dial;
