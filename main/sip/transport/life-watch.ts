/** Notices that a link is dead though nobody closed it: asks for signs of life, and counts what is not answered. */
import type { Clock } from '../../model/clock.ts';

export interface LifeWatchOptions {
  readonly clock: Clock;
  readonly pingIntervalMs: number;
  /** Pings in a row without a sign of life after which the link is dead. */
  readonly missedPings: number;
  readonly ping: () => void;
  /** Whether the server is known to answer pings; silence of one that is not proves nothing. */
  readonly isAnswering: () => boolean;
  /** No sign of life since the last ping, from a server that may never answer any: something else has to ask. */
  readonly onSilent: () => void;
  readonly onDead: () => void;
}

export interface LifeWatch {
  /** Anything that came in. */
  readonly alive: () => void;
  readonly stop: () => void;
}

/** Starts at once; the first ping goes out after one interval. A dead link is noticed `missedPings` to one more intervals
 *  after its last sign of life. */
export function watchLife(options: LifeWatchOptions): LifeWatch {
  const { clock, pingIntervalMs } = options;
  let unanswered = 0;
  let cancel = clock.after(pingIntervalMs, beat);
  function beat(): void {
    if (options.isAnswering() && unanswered >= options.missedPings) {
      options.onDead();
      return;
    }
    cancel = clock.after(pingIntervalMs, beat);
    const isSilent = unanswered > 0 && !options.isAnswering();
    unanswered += 1;
    options.ping();
    if (isSilent) options.onSilent();
  }
  return {
    alive: () => {
      unanswered = 0;
    },
    stop: () => {
      cancel();
    },
  };
}
