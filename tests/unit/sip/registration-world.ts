/** A registration whose world is a list of what it did, and which answers as a test says. */
import type { LineStatus } from '../../../main/model/line.ts';
import { Registration } from '../../../main/sip/registration.ts';
import { REGISTRATION_TIMING, type RegistrationEvent } from '../../../main/sip/registration-state.ts';
import { FakeClock } from './fake-clock.ts';

export class World {
  readonly clock = new FakeClock(0);
  readonly did: string[] = [];
  readonly statuses: LineStatus[] = [];
  /** What follows at once when the line does something. */
  answers: Partial<Record<'open' | 'register' | 'probe' | 'unregister', RegistrationEvent>> = {};
  readonly registration: Registration;

  /** The server that answers scouts. */
  scouted: number | null = null;
  isRinging = false;

  constructor(servers: readonly string[] = ['wss://one'], random01 = 0.999, desksAtServer = 100) {
    const act = (what: 'open' | 'register' | 'probe' | 'unregister', detail = ''): void => {
      this.did.push(`${this.clock.nowEpochMs() / 1000} ${what}${detail}`);
      const answer = this.answers[what];
      if (answer !== undefined) this.registration.dispatch(answer);
    };
    this.registration = new Registration({
      clock: this.clock,
      random01: () => random01,
      servers,
      desksAtServer,
      timing: REGISTRATION_TIMING,
      actions: {
        open: (server) => {
          act('open', ` ${server}`);
        },
        close: () => this.did.push(`${this.clock.nowEpochMs() / 1000} close`),
        register: () => {
          act('register');
        },
        unregister: () => {
          act('unregister');
        },
        probe: () => {
          act('probe');
        },
        scout: (better, onAnswered) => {
          this.did.push(`${this.clock.nowEpochMs() / 1000} scout ${better.join(' ')}`);
          if (this.scouted !== null) onAnswered(this.scouted);
          return () => undefined;
        },
        isRinging: () => this.isRinging,
        dropLegs: (why) => this.did.push(`${this.clock.nowEpochMs() / 1000} drop ${why}`),
      },
      onStatus: (status) => this.statuses.push(status),
    });
  }
}

/** A server as it should be. */
export const healthy = {
  open: { kind: 'connected' },
  register: { kind: 'register-accepted', expiresSec: 300 },
  probe: { kind: 'answered' },
  unregister: { kind: 'left' },
} as const;
