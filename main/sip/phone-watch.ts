/** Whether the desk phone is registered beside us, where both share an Address of Record: a companion that has thrown it out must say so. */
import type { Clock } from '../model/clock.ts';
import type { PhoneBinding } from '../model/line.ts';
import type { RegisterAnswer } from './own-requests.ts';

export interface PhoneWatchDeps {
  readonly clock: Clock;
  /** Uniform in [0,1). */
  readonly random01: () => number;
  /** Asks the registrar for the contacts, and changes none. */
  readonly ask: (onAnswer: (answer: RegisterAnswer) => void) => void;
  readonly onChange: (phone: PhoneBinding) => void;
  /** The phone has thrown us out in its turn. */
  readonly onDisplaced: () => void;
}

/** While it is missing it is asked for every 15 to 30 s, so that the alarm ends soon after the phone is back. */
const ASK_MS = 15_000;

export class PhoneWatch {
  readonly #deps: PhoneWatchDeps;
  #phone: PhoneBinding = 'not-told';
  /** Counts registrations: an answer to a question of an earlier one is nobody's. */
  #round = 0;
  #cancelTimer: () => void = () => undefined;

  constructor(deps: PhoneWatchDeps) {
    this.#deps = deps;
  }

  get phone(): PhoneBinding {
    return this.#phone;
  }

  /** The registrar has answered a REGISTER. Where our own contact is not listed the list is none: nothing changes. */
  answered({ ownContacts, otherContacts }: RegisterAnswer & { readonly kind: 'accepted' }): void {
    if (ownContacts > 0) this.#tell(otherContacts > 0 ? 'present' : 'absent');
    this.#cancelTimer();
    if (this.#phone === 'absent') this.#askLater();
  }

  /** The line is registered no more. */
  lost(): void {
    this.#round += 1;
    this.#cancelTimer();
    this.#tell('not-told');
  }

  /** Whatever becomes of one question, the next is sure to come. */
  #askLater(): void {
    const { clock, random01, ask } = this.#deps;
    const round = this.#round;
    this.#cancelTimer = clock.after(ASK_MS * (1 + random01()), () => {
      this.#askLater();
      ask((answer) => {
        if (round !== this.#round || answer.kind !== 'accepted') return;
        if (answer.ownContacts === 0 && answer.otherContacts > 0) this.#deps.onDisplaced();
        else this.answered(answer);
      });
    });
  }

  #tell(phone: PhoneBinding): void {
    if (phone === this.#phone) return;
    this.#phone = phone;
    this.#deps.onChange(phone);
  }
}
