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

type WatchedLamp = Pick<Subscription<unknown>, 'dispatch' | 'onNotify' | 'close'>;

export class LampWatch {
  readonly #deps: LampDeps;
  readonly #subscriptions = new Set<WatchedLamp>();
  #isRegistered = false;

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

  /** The line is registered: those who have watched longest are asked for first. */
  registered(): void {
    this.#isRegistered = true;
    [...this.#subscriptions].forEach((subscription, index) => {
      subscription.dispatch({ kind: 'registered', delayMs: index * PACE_MS });
    });
  }

  /** The line is registered no more: nothing is told from now on. */
  lost(): void {
    this.#isRegistered = false;
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
    const subscription = new Subscription<T>(this.#deps, this.#deps.uriOf(extension), lampPackage, (value) => {
      if (isWatched) onTold(value);
    });
    this.#subscriptions.add(subscription);
    if (this.#isRegistered) subscription.dispatch({ kind: 'registered', delayMs: 0 });
    return () => {
      isWatched = false;
      if (this.#subscriptions.delete(subscription)) subscription.close(this.#isRegistered);
    };
  }
}
