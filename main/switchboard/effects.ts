/** Does what the call machine decided: answers to the line, timers, records. */
import type { CallEffect, CallEvent } from '../call/machine.ts';
import { hasLeft } from '../call/settled.ts';
import type { LegId } from '../model/call.ts';
import { assertNever } from '../model/result.ts';
import type { Entry, HeldBy } from './open-calls.ts';
import type { Clock } from '../model/clock.ts';
import type { Line, RedirectResult, TakeResult } from './ports.ts';
import { canBeNoted } from './record.ts';

/** Whether a card is still held is looked at this often, and after this time no more: a pointer may rest there for hours. */
const HELD_AGAIN_MS = 500;
const HELD_AT_MOST_MS: Readonly<Record<HeldBy, number>> = { hand: 60_000, writing: 600_000 };

export interface EffectParts {
  readonly line: Line;
  readonly clock: Clock;
  /** Where a caller goes back to. */
  readonly ownExtension: string;
  readonly onEvent: (entry: Entry, event: CallEvent) => void;
  readonly record: (entry: Entry) => void;
  readonly notify: (entry: Entry) => void;
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
    case 'take':
      void parts.line.take(effect.leg).then((result) => {
        const event = takeEvent(result, effect.leg);
        if (event !== null) parts.onEvent(entry, event);
      });
      return;
    case 'fetch':
      void parts.line.fetch(effect.leg, effect.dial).then((result) => {
        const event = fetchEvent(result, effect.leg);
        if (event !== null) parts.onEvent(entry, event);
      });
      return;
    case 'pass':
      parts.line.pass(effect.leg, effect.to === 'own-extension' ? parts.ownExtension : effect.to.dial);
      return;
    case 'notify':
      parts.notify(entry);
      return;
    case 'start-timer':
      startTimer(entry, effect, parts);
      return;
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

/** @param heldMs for how long its card has been held back already */
function startTimer(
  entry: Entry,
  { generation, delayMs }: Pick<CallEffect & { kind: 'start-timer' }, 'generation' | 'delayMs'>,
  parts: EffectParts,
  heldMs = 0,
): void {
  entry.cancelTimer();
  entry.cancelTimer = parts.clock.after(delayMs, () => {
    if (isHeldBack(entry) && heldMs < HELD_AT_MOST_MS[entry.heldBy ?? 'hand'])
      startTimer(entry, { generation, delayMs: HELD_AGAIN_MS }, parts, heldMs + HELD_AGAIN_MS);
    else parts.onEvent(entry, { kind: 'timer', generation });
  });
}

/** A card does not go from under a hand that is about to say "I have it", or to write of a client whom he has just talked with; nor from
 *  under one that writes. */
function isHeldBack({ call, heldBy, look, lead }: Entry): boolean {
  const { state, isShown, isHiddenByAgent } = call;
  if (heldBy === null || !isShown || isHiddenByAgent) return false;
  if (heldBy === 'writing') return hasLeft(state);
  if (state.kind !== 'ended') return false;
  return state.how === 'stopped-ringing' || (state.how === 'answered' && canBeNoted({ look, lead }));
}

/** What the server said of the leg, its ACK or its CANCEL, has its own event: told in the order in which it came. */
function redirectEvent({ kind }: RedirectResult, leg: LegId): CallEvent | null {
  return kind === 'leg-gone' || kind === 'acknowledged' ? null : { kind, leg };
}

/** A CANCEL that crossed the click, and `taken`, are told by the line as events. */
function takeEvent({ kind }: TakeResult, leg: LegId): CallEvent | null {
  if (kind === 'taken' || kind === 'leg-gone') return null;
  return { kind: 'not-taken', leg, why: kind === 'not-confirmed' ? kind : 'refused' };
}

/** A leg of a fetch has never rung here: nobody else tells that it is gone. */
function fetchEvent({ kind }: TakeResult, leg: LegId): CallEvent | null {
  if (kind === 'taken') return null;
  return { kind: 'not-taken', leg, why: kind === 'not-confirmed' ? kind : 'refused' };
}
