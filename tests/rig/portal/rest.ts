/** Answers a REST call in the portal's order of checks: rate, webhook, method, scope, execution time, the method itself. */

import type { PortalData } from './data.ts';
import { LeakyBuckets, OperatingMeter, type BucketLimits, type OperatingLimits } from './limits.ts';
import { isOpen, methods } from './methods.ts';
import type { RestPath } from './params.ts';
import { refusalReply, refusals } from './refusals.ts';
import { answerReply, type Reply, type WireMap } from './wire.ts';

export interface RestCall {
  readonly path: RestPath;
  readonly params: WireMap;
  /** The client's address, which the rate limit counts by. */
  readonly source: string;
  readonly startEpochMs: number;
}

/** The REST half of a portal: no sockets, no waiting. */
export class Rest {
  readonly #data: PortalData;
  readonly #buckets: LeakyBuckets;
  readonly #operating: OperatingMeter;
  readonly #nowEpochMs: () => number;

  constructor(data: PortalData, bucket: BucketLimits, operating: OperatingLimits, nowEpochMs: () => number) {
    this.#data = data;
    this.#buckets = new LeakyBuckets(bucket);
    this.#operating = new OperatingMeter(operating);
    this.#nowEpochMs = nowEpochMs;
  }

  answer(call: RestCall): Reply {
    const { path, params, source, startEpochMs } = call;
    const data = this.#data;
    if (!this.#buckets.take(source, this.#nowEpochMs())) return refusalReply(refusals.tooManyRequests);
    if (path.userId === null || path.secret === null) return refusalReply(refusals.noAuth);
    if (path.userId !== String(data.userId) || path.secret !== data.secret)
      return refusalReply(refusals.badCredentials);
    const method = methods.get(path.method);
    if (method === undefined) return refusalReply(refusals.unknownMethod);
    if (!isOpen(method, data)) return refusalReply(refusals.missingScope);
    const operating = this.#operating.spend(path.method, this.#nowEpochMs());
    if (operating === null) return refusalReply(refusals.operatingLimit);
    const outcome = method.run(data, params);
    if ('code' in outcome) return refusalReply(outcome);
    return answerReply(outcome, {
      startEpochMs,
      finishEpochMs: this.#nowEpochMs(),
      operatingSec: operating.spentSec,
      operatingResetAtEpochSec: operating.resetAtEpochSec,
    });
  }
}
