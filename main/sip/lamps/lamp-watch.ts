/** Busy lamps over the registered link: whoever watches an extension is told what the server says of it, and at once when it says nothing more. */
import { firstHeader, type RawMessage } from '../raw-message.ts';
import { tagOf } from '../sip-address.ts';
import { DIALOG_LAMP, type DialogInfo } from './dialog-info.ts';
import type { LampDeps, NotifyAnswer } from './lamp-deps.ts';
import type { LampPackage } from './lamp-package.ts';
import { PRESENCE_LAMP, type PresenceInfo } from './presence-info.ts';
import { Subscription } from './subscription.ts';

/** Between two first SUBSCRIBEs: fifty colleagues' lamps take five seconds to come, and a restarted server has time for each. */
const PACE_MS = 50;
/** A server that does not have a kind of lamp may have it after its administrator's next restart, not sooner. */
const WITHOUT_MS = 3_600_000;

type WatchedLamp = Pick<Subscription<unknown>, 'event' | 'dispatch' | 'putOff' | 'onNotify' | 'close'>;

export class LampWatch {
  readonly #deps: LampDeps;
  readonly #subscriptions = new Set<WatchedLamp>();
  /** Until when a server is not asked for a kind of lamp, by its name and the kind's. */
  readonly #withoutUntilEpochMs = new Map<string, number>();
  /** Where the line is registered; null while it is not. */
  #server: string | null = null;
  #nextTurnEpochMs = 0;

  constructor(deps: LampDeps) {
    this.#deps = deps;
  }

  /** The line's calls. @param onTold called at every change while watched; null: not told, as it is before the first call
   *  @returns ends the watch; nothing is told after it */
  watchDialogs(extension: string, onTold: (info: DialogInfo | null) => void): () => void {
    return this.#watch(extension, DIALOG_LAMP, onTold);
  }

  /** Whether the line is registered, and what its owner does. The same rules. */
  watchPresence(extension: string, onTold: (info: PresenceInfo | null) => void): () => void {
    return this.#watch(extension, PRESENCE_LAMP, onTold);
  }

  /** The line is registered: those who have watched longest are asked for first.
   *  @param server what it refuses is remembered of it, under this name */
  registered(server: string): void {
    this.#server = server;
    this.#nextTurnEpochMs = 0;
    for (const subscription of this.#subscriptions) this.#ask(subscription);
  }

  /** The line is registered no more: nothing is told from now on. */
  lost(): void {
    this.#server = null;
    for (const subscription of this.#subscriptions) subscription.dispatch({ kind: 'lost' });
  }

  /** @returns null where the NOTIFY is for a dialog that is no lamp's, such as a transfer's */
  onNotify(notify: RawMessage, body: string): NotifyAnswer | null {
    for (const subscription of this.#subscriptions) {
      const answer = subscription.onNotify(notify, body);
      if (answer !== null) return answer;
    }
    if (tagOf(firstHeader(notify, 'to') ?? '') !== null) return null;
    // Asterisk sends a mailbox's state unasked; everything else that nobody subscribed to is told so (RFC 6665 §4.1.3).
    const [event = ''] = (firstHeader(notify, 'event') ?? '').split(';');
    return event.trim().toLowerCase() === 'message-summary'
      ? { status: 200, reason: 'OK' }
      : { status: 481, reason: 'Subscription Does Not Exist' };
  }

  #watch<T>(extension: string, lampPackage: LampPackage<T>, onTold: (value: T | null) => void): () => void {
    let isWatched = true;
    const subscription = new Subscription<T>(this.#deps, this.#deps.uriOf(extension), lampPackage, {
      onTold: (value) => {
        if (isWatched) onTold(value);
      },
      onBadEvent: () => {
        this.#doWithout(lampPackage.event);
      },
    });
    this.#subscriptions.add(subscription);
    this.#ask(subscription);
    return () => {
      isWatched = false;
      if (this.#subscriptions.delete(subscription)) subscription.close(this.#server !== null);
    };
  }

  #ask(subscription: WatchedLamp): void {
    if (this.#server === null) return;
    const now = this.#deps.clock.nowEpochMs();
    if (now < (this.#withoutUntilEpochMs.get(`${subscription.event} ${this.#server}`) ?? 0)) return;
    // A clock that was set back makes nobody wait longer than all the others take.
    const delayMs = Math.min(Math.max(0, this.#nextTurnEpochMs - now), this.#subscriptions.size * PACE_MS);
    this.#nextTurnEpochMs = now + delayMs + PACE_MS;
    subscription.dispatch({ kind: 'registered', delayMs });
  }

  /** The server does not have this kind of lamp at all: it is asked for none, until the first registration after an hour. */
  #doWithout(event: WatchedLamp['event']): void {
    if (this.#server === null) return;
    this.#withoutUntilEpochMs.set(`${event} ${this.#server}`, this.#deps.clock.nowEpochMs() + WITHOUT_MS);
    for (const subscription of this.#subscriptions) if (subscription.event === event) subscription.putOff();
  }
}
