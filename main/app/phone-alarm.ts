/** Tells once that the desk phone is gone from the line that it shares: an alarm as deafness is, though calls still ring here. */
import type { Clock } from '../model/clock.ts';
import { DEAF_AFTER_MS, type PhoneBinding } from '../model/line.ts';

export class PhoneAlarm {
  readonly #clock: Clock;
  readonly #tell: (notice: { readonly kind: 'phone-gone' }) => void;
  #state: 'quiet' | 'waiting' | 'told' = 'quiet';
  #cancel: () => void = () => undefined;

  /** @param tell called once for each time that the phone goes, after it has been gone for ten seconds */
  constructor(clock: Clock, tell: (notice: { readonly kind: 'phone-gone' }) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Takes what the server tells of the phone, as often as it tells it. */
  onPhone(binding: PhoneBinding): void {
    switch (binding) {
      case 'absent':
        if (this.#state === 'quiet') this.#wait();
        return;
      case 'present':
        this.reset();
        return;
      case 'not-told':
        // The link is gone. That is no return of the phone: what was told is not told again after it.
        if (this.#state === 'waiting') this.reset();
        return;
    }
  }

  /** Another line: what was told of the former one does not count. */
  reset(): void {
    this.#cancel();
    this.#state = 'quiet';
  }

  #wait(): void {
    this.#state = 'waiting';
    this.#cancel = this.#clock.after(DEAF_AFTER_MS, () => {
      this.#state = 'told';
      this.#tell({ kind: 'phone-gone' });
    });
  }
}
