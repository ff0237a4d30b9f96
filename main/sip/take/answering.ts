/** One 200 to a ringing leg, from its sending to the ACK: sent again until then (RFC 3261 §13.3.1.4). */
import type { Clock } from '../../model/clock.ts';
import type { TakeResult } from '../../model/line.ts';
import { firstHeader, type RawMessage } from '../raw-message.ts';
import { tagOf } from '../sip-address.ts';

const T1_MS = 500;
const T2_MS = 4000;

export class Answering {
  readonly result: Promise<TakeResult>;
  readonly #settle: (result: TakeResult) => void;
  readonly #invite: RawMessage;
  readonly #resend: () => void;
  readonly #clock: Clock;
  #cancelTimer: () => void = () => undefined;
  readonly #cancelConfirm: () => void;
  #waitedMs = 0;

  /** @param resend sends the 200
   *  @param onNeverConfirmed no ACK came in 64·T1 */
  constructor(invite: RawMessage, clock: Clock, confirmMs: number, resend: () => void, onNeverConfirmed: () => void) {
    const { promise, resolve } = Promise.withResolvers<TakeResult>();
    this.result = promise;
    this.#settle = resolve;
    this.#invite = invite;
    this.#clock = clock;
    this.#resend = resend;
    this.#cancelConfirm = clock.after(confirmMs, () => {
      resolve({ kind: 'not-confirmed' });
    });
    this.#again(T1_MS, onNeverConfirmed);
  }

  /** Whether a CANCEL, or the INVITE once more, is of this transaction. */
  owns(request: RawMessage): boolean {
    const number = (message: RawMessage): number => Number.parseInt(firstHeader(message, 'cseq') ?? '', 10);
    return (
      firstHeader(request, 'call-id') === firstHeader(this.#invite, 'call-id') &&
      tagOf(firstHeader(request, 'from') ?? '') === tagOf(firstHeader(this.#invite, 'from') ?? '') &&
      tagOf(firstHeader(request, 'to') ?? '') === null &&
      number(request) === number(this.#invite)
    );
  }

  resend(): void {
    this.#resend();
  }

  /** It is decided. */
  finish(result: TakeResult): void {
    this.#cancelTimer();
    this.#cancelConfirm();
    this.#settle(result);
  }

  #again(delayMs: number, onNeverConfirmed: () => void): void {
    this.#cancelTimer = this.#clock.after(delayMs, () => {
      this.#waitedMs += delayMs;
      if (this.#waitedMs >= 64 * T1_MS) {
        onNeverConfirmed();
        return;
      }
      this.#resend();
      this.#again(Math.min(2 * delayMs, T2_MS), onNeverConfirmed);
    });
  }
}
