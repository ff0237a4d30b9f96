/** Does what the call machine decided: answers to the line, timers, records. */
import type { CallEffect, CallEvent } from '../call/machine.ts';
import type { LegId } from '../model/call.ts';
import { assertNever } from '../model/result.ts';
import type { Entry } from './open-calls.ts';
import type { Clock } from '../model/clock.ts';
import type { Line, RedirectResult } from './ports.ts';

export interface EffectParts {
  readonly line: Line;
  readonly clock: Clock;
  readonly onEvent: (entry: Entry, event: CallEvent) => void;
  readonly record: (entry: Entry) => void;
  readonly forget: (entry: Entry) => void;
}

/** Does one effect. What it leads to comes back as an event. */
export function run(entry: Entry, effect: CallEffect, parts: EffectParts): void {
  switch (effect.kind) {
    case 'ring':
      parts.line.ring(effect.leg);
      return;
    case 'reject':
      parts.line.reject(effect.leg, effect.status);
      return;
    case 'redirect':
      void parts.line.redirect(effect.leg, effect.dial).then((result) => {
        const event = redirectEvent(result, effect.leg);
        if (event !== null) parts.onEvent(entry, event);
      });
      return;
    case 'start-timer': {
      const { generation, delayMs } = effect;
      entry.cancelTimer();
      entry.cancelTimer = parts.clock.after(delayMs, () => {
        parts.onEvent(entry, { kind: 'timer', generation });
      });
      return;
    }
    case 'record':
      parts.record(entry);
      return;
    case 'forget':
      parts.forget(entry);
      return;
    default:
      assertNever(effect);
  }
}

/** A leg that is gone has its own event, with the reason that the server gave. */
function redirectEvent({ kind }: RedirectResult, leg: LegId): CallEvent | null {
  return kind === 'leg-gone' ? null : { kind, leg };
}
