/** One lamp that is watched: runs the subscription machine, keeps its dialog and timers, and tells what the server tells. */
import { assertNever } from '../../model/result.ts';
import { headerSeconds } from '../header-seconds.ts';
import { allHeaders, firstHeader, type RawMessage } from '../raw-message.ts';
import type { LampDeps, NotifyAnswer } from './lamp-deps.ts';
import { newLampDialog, ownsNotify, withAccepted, withNotify, type LampDialogState } from './lamp-dialog.ts';
import type { LampPackage } from './lamp-package.ts';
import { advanceSubscription } from './subscription-machine.ts';
import {
  INITIAL_SUBSCRIPTION,
  type SubscriptionEffect,
  type SubscriptionEvent,
  type SubscriptionState,
} from './subscription-state.ts';

const OK: NotifyAnswer = { status: 200, reason: 'OK' };

/** The server has no such lamps for anybody: Bad Event, or no SUBSCRIBE at all. @see RFC 6665 §4.2.1.1, RFC 3261 §21.4.6, §21.5.2 */
const BAD_EVENT: ReadonlySet<number> = new Set([405, 489, 501]);

export interface SubscriptionEvents<T> {
  /** At every change; null: not told. */
  readonly onTold: (value: T | null) => void;
  /** The server does not have this kind of lamp, for nobody. */
  readonly onBadEvent: () => void;
}

export class Subscription<T> {
  readonly #deps: LampDeps;
  readonly #uri: string;
  readonly #package: LampPackage<T>;
  readonly #events: SubscriptionEvents<T>;
  readonly #timers = new Set<() => void>();
  #state: SubscriptionState = INITIAL_SUBSCRIPTION;
  #dialog: LampDialogState;
  #value: T | null = null;

  constructor(deps: LampDeps, uri: string, lampPackage: LampPackage<T>, events: SubscriptionEvents<T>) {
    this.#deps = deps;
    this.#uri = uri;
    this.#package = lampPackage;
    this.#events = events;
    this.#dialog = newLampDialog(uri, deps.newId());
  }

  get event(): LampPackage<T>['event'] {
    return this.#package.event;
  }

  dispatch(event: SubscriptionEvent): void {
    const { clock, random01, answerMs } = this.#deps;
    const context = { nowEpochMs: clock.nowEpochMs(), random01: random01(), answerMs };
    const { state, effects } = advanceSubscription(this.#state, event, context);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    // Last, since who is told may end the watch.
    if (effects.some(({ kind }) => kind === 'end')) this.#tell(null);
  }

  /** @returns null where the NOTIFY is for somebody else */
  onNotify(notify: RawMessage, body: string): NotifyAnswer | null {
    if (this.#state.phase.kind !== 'subscribing' && this.#state.phase.kind !== 'active') return null;
    if (!ownsNotify(this.#dialog, notify)) return null;
    const [event = ''] = (firstHeader(notify, 'event') ?? '').split(';');
    if (event.trim().toLowerCase() !== this.#package.event) return { status: 489, reason: 'Bad Event' };
    const dialog = withNotify(this.#dialog, notify);
    if (dialog === null) return { status: 500, reason: 'Server Internal Error' };
    this.#dialog = dialog;
    this.#take(subscriptionState(notify), firstHeader(notify, 'content-type') ?? '', body);
    return OK;
  }

  /** The server is not to be asked before the next registration. A SUBSCRIBE that is out is still answered. */
  putOff(): void {
    const { kind } = this.#state.phase;
    if (kind === 'waiting' || kind === 'refused') this.dispatch({ kind: 'lost' });
  }

  /** Nobody looks any more. @param isLinkUp so that the server can be told */
  close(isLinkUp: boolean): void {
    if (isLinkUp && this.#state.phase.kind === 'active') this.#send(0);
    this.dispatch({ kind: 'lost' });
    this.#cancelTimers();
  }

  #take(told: SubscriptionStateHeader, contentType: string, body: string): void {
    if (told.state === 'terminated') {
      this.dispatch({ kind: 'ended', reason: told.reason, retryAfterSec: told.retryAfterSec });
      return;
    }
    if (told.expiresSec !== null) this.dispatch({ kind: 'shortened', expiresSec: told.expiresSec });
    const [type = ''] = contentType.split(';');
    const isOurs = told.state === 'active' && type.trim().toLowerCase() === this.#package.contentType;
    const reading = isOurs ? this.#package.read(body, this.#value) : ({ kind: 'unreadable' } as const);
    switch (reading.kind) {
      case 'told':
        this.#tell(reading.value);
        break;
      case 'overtaken':
        break;
      case 'incomplete':
        this.#tell(null);
        this.dispatch({ kind: 'incomplete' });
        break;
      case 'unreadable':
        this.#tell(null);
        break;
      default:
        assertNever(reading);
    }
  }

  #perform(effect: SubscriptionEffect): void {
    switch (effect.kind) {
      case 'subscribe':
        this.#send(effect.lifetimeSec);
        break;
      case 'end':
        this.#dialog = newLampDialog(this.#uri, this.#deps.newId());
        this.#cancelTimers();
        break;
      case 'timer':
        this.#arm(effect.timer, effect.delayMs);
        break;
      default:
        assertNever(effect);
    }
  }

  #send(lifetimeSec: number): void {
    const { callId } = this.#dialog;
    const headers = [
      `Event: ${this.#package.event}`,
      `Accept: ${this.#package.contentType}`,
      `Expires: ${lifetimeSec}`,
    ];
    this.#dialog = { ...this.#dialog, cseq: this.#dialog.cseq + 1 };
    this.#deps.subscribe(this.#dialog, headers, ({ status, cseq, message }) => {
      // The answer to a dialog that is over is nobody's.
      if (this.#dialog.callId !== callId) return;
      this.#dialog = { ...this.#dialog, cseq: Math.max(cseq, this.#dialog.cseq) };
      if (status < 300) {
        this.#dialog = withAccepted(this.#dialog, message);
        this.dispatch({ kind: 'accepted', expiresSec: headerSeconds(firstHeader(message, 'expires')) ?? lifetimeSec });
        return;
      }
      const minExpiresSec = status === 423 ? headerSeconds(firstHeader(message, 'min-expires')) : null;
      this.dispatch({
        kind: 'failed',
        status,
        retryAfterSec: headerSeconds(firstHeader(message, 'retry-after')),
        minExpiresSec,
      });
      if (BAD_EVENT.has(status)) this.#events.onBadEvent();
    });
  }

  #tell(value: T | null): void {
    if (value === null && this.#value === null) return;
    this.#value = value;
    this.#events.onTold(value);
  }

  #cancelTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  /** A timer that is stale within one dialog is left to fire: the machine ignores its number. */
  #arm(timer: number, delayMs: number): void {
    const cancel = this.#deps.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      this.dispatch({ kind: 'timer', timer });
    });
    this.#timers.add(cancel);
  }
}

interface SubscriptionStateHeader {
  readonly state: 'active' | 'terminated' | 'other';
  readonly reason: string;
  readonly expiresSec: number | null;
  readonly retryAfterSec: number | null;
}

/** @see RFC 6665 §8.2.3 */
function subscriptionState(notify: RawMessage): SubscriptionStateHeader {
  const [state = '', ...parameters] = (allHeaders(notify, 'subscription-state')[0] ?? '').split(';');
  const values = new Map(
    parameters.map((parameter) => {
      const [name = '', value = ''] = parameter.split('=');
      return [name.trim().toLowerCase(), value.trim()];
    }),
  );
  const kind = state.trim().toLowerCase();
  return {
    state: kind === 'active' || kind === 'terminated' ? kind : 'other',
    reason: (values.get('reason') ?? '').toLowerCase(),
    expiresSec: headerSeconds(values.get('expires') ?? null),
    retryAfterSec: headerSeconds(values.get('retry-after') ?? null),
  };
}
