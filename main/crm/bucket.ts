/** Keeps a desk's requests within the portal's limits: look-ups first, then details, then what waits in the outbox. */
import type { Clock } from '../model/clock.ts';
import type { CrmSettings } from '../model/settings.ts';
import type { PortalClient, PortalReply } from './bitrix24/client.ts';
import { crmError } from './bitrix24/errors.ts';
import { choose, fullAt, LIMITS_BY_PLAN, type BucketLimits, type Level, type Priority } from './bucket-rule.ts';
import { OperatingTimes } from './operating.ts';

interface Queued {
  readonly priority: Priority;
  readonly sinceEpochMs: number;
  readonly go: () => void;
}

export class Bucket {
  readonly #clock: Clock;
  readonly #limits: BucketLimits | null;
  #level: Level;
  #queue: readonly Queued[] = [];
  #cancelTimer: () => void = () => undefined;
  readonly #operating: OperatingTimes;

  constructor(plan: CrmSettings['plan'], clock: Clock) {
    this.#clock = clock;
    this.#limits = LIMITS_BY_PLAN[plan];
    this.#operating = new OperatingTimes(clock);
    this.#level = { level: 0, atEpochMs: clock.nowEpochMs() };
  }

  /** The same client at one priority: a call waits for its turn, before its time limit begins to run. A method whose operating
   *  time is nearly spent fails at once for all but look-ups, with the time of its reset, and nothing is sent. */
  at(priority: Priority, client: PortalClient): PortalClient {
    return {
      call: (method, params, signal) => {
        const spentForMs = priority === 'look-up' ? 0 : this.#operating.spentForMs(method, params);
        if (spentForMs > 0) {
          const detail = 'left for look-ups until its time is counted anew';
          const error = crmError('operation-time-limit', detail, this.#clock.nowEpochMs(), spentForMs);
          return Promise.resolve({ kind: 'failed', error, wasReached: false });
        }
        const send = async (): Promise<PortalReply> => {
          const reply = await client.call(method, params, signal);
          this.#hear(method, params, reply);
          return reply;
        };
        return this.#limits === null ? send() : this.#inTurn(priority, signal, send);
      },
    };
  }

  #inTurn(priority: Priority, signal: AbortSignal, send: () => Promise<PortalReply>): Promise<PortalReply> {
    if (signal.aborted) return Promise.resolve({ kind: 'aborted' });
    return new Promise((resolve) => {
      const leave = (): void => {
        this.#queue = this.#queue.filter((other) => other !== one);
        resolve({ kind: 'aborted' });
        this.#pump();
      };
      const one: Queued = {
        priority,
        sinceEpochMs: this.#clock.nowEpochMs(),
        go: () => {
          signal.removeEventListener('abort', leave);
          resolve(send());
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#queue = [...this.#queue, one];
      this.#pump();
    });
  }

  /** Lets go who may, and comes back for the next. */
  #pump(): void {
    this.#cancelTimer();
    this.#cancelTimer = () => undefined;
    if (this.#limits === null) return;
    const nowEpochMs = this.#clock.nowEpochMs();
    // Set back, the clock would keep a full bucket full until it is where it was.
    if (nowEpochMs < this.#level.atEpochMs) this.#level = { ...this.#level, atEpochMs: nowEpochMs };
    for (;;) {
      const choice = choose(this.#queue, this.#level, this.#limits, nowEpochMs);
      if (choice === null) return;
      if (choice.kind === 'wait') {
        this.#cancelTimer = this.#clock.after(choice.ms, () => {
          this.#pump();
        });
        return;
      }
      const next = this.#queue[choice.index];
      this.#level = choice.level;
      this.#queue = this.#queue.filter((other) => other !== next);
      next?.go();
    }
  }

  #hear(method: string, params: Readonly<Record<string, unknown>>, reply: PortalReply): void {
    this.#operating.hear(method, params, reply);
    if (reply.kind !== 'failed' || reply.error.code !== 'too-many-requests' || this.#limits === null) return;
    this.#level = fullAt(this.#clock.nowEpochMs(), this.#limits);
    this.#pump();
  }
}
