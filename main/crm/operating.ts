/** Execution time of the portal's methods: the cloud allows each 480 s within ten minutes, and blocks it after that. */
import * as v from 'valibot';
import type { Clock } from '../model/clock.ts';
import { byCommand } from './bitrix24/batch.ts';
import type { PortalReply } from './bitrix24/client.ts';
import { mapField } from './bitrix24/fields.ts';

/** From here on only look-ups call the method. */
const NEAR_SEC = 400;
/** The portal counts ten minutes; what is further off is no time that it means. */
const MAX_RESET_MS = 3_600_000;

const commandsSchema = v.object({ cmd: v.record(v.string(), v.string()) });
const timesSchema = v.pipe(mapField, v.object({ result_time: v.fallback(byCommand, {}) }));
const timeSchema = v.object({ operating: v.number(), operating_reset_at: v.number() });

export class OperatingTimes {
  readonly #clock: Pick<Clock, 'nowEpochMs'>;
  /** By method, lower case: until when nothing but look-ups calls it. */
  readonly #spentUntilEpochMs = new Map<string, number>();

  constructor(clock: Pick<Clock, 'nowEpochMs'>) {
    this.#clock = clock;
  }

  /** @returns milliseconds until all that is to be called is counted anew; 0 or less: it may be called now */
  spentForMs(method: string, params: unknown): number {
    const called = [method.toLowerCase(), ...methodsIn(params).values()];
    const until = Math.max(...called.map((one) => this.#spentUntilEpochMs.get(one) ?? 0));
    return until - this.#clock.nowEpochMs();
  }

  /** A batch tells of each of its commands. */
  hear(method: string, params: unknown, reply: PortalReply): void {
    if (reply.kind === 'answered') {
      this.#told(method.toLowerCase(), reply.operatingSec, reply.operatingResetAtEpochMs);
      const times = v.safeParse(timesSchema, reply.result);
      for (const [name, called] of methodsIn(params)) {
        const time = v.safeParse(timeSchema, times.success ? times.output.result_time[name] : null);
        if (!time.success) continue;
        const inMs = time.output.operating_reset_at * 1000 - reply.finishEpochMs;
        this.#told(called, time.output.operating, reply.atEpochMs + Math.min(MAX_RESET_MS, inMs));
      }
    } else if (reply.kind === 'failed') {
      const { code, retryAtEpochMs } = reply.error;
      if (code !== 'operation-time-limit' || retryAtEpochMs === null) return;
      this.#spentUntilEpochMs.set(method.toLowerCase(), retryAtEpochMs);
    }
  }

  #told(method: string, operatingSec: number | null, resetAtEpochMs: number | null): void {
    if (operatingSec !== null && operatingSec >= NEAR_SEC && resetAtEpochMs !== null) {
      this.#spentUntilEpochMs.set(method, resetAtEpochMs);
    } else this.#spentUntilEpochMs.delete(method);
  }
}

/** The methods of a batch by their commands' names, lower case; none where it is no batch. */
function methodsIn(params: unknown): ReadonlyMap<string, string> {
  const read = v.safeParse(commandsSchema, params);
  const commands = Object.entries(read.success ? read.output.cmd : {});
  return new Map(commands.map(([name, command]) => [name, (command.split('?')[0] ?? '').toLowerCase()]));
}
