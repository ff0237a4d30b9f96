/** What goes over the wire: JSON values, the reply envelope with its `time`, and replies as bytes. */

/** A JSON value as the portal reads and writes it. */
export type Wire = null | string | number | boolean | readonly Wire[] | WireMap;
export interface WireMap {
  readonly [key: string]: Wire;
}

/** What a method gives: `result`, and for lists `total` and `next` beside it. */
export interface Answer {
  readonly result: Wire;
  readonly total?: number;
  readonly next?: number;
}

/** One HTTP reply before it is written. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly location?: string;
}

/** When a request came in, when its answer was ready, and the method's summed cost. */
export interface Timing {
  readonly startEpochMs: number;
  readonly finishEpochMs: number;
  readonly operatingSec: number;
  readonly operatingResetAtEpochSec: number;
}

export function isList(value: Wire | undefined): value is readonly Wire[] {
  return Array.isArray(value);
}

export function isMap(value: Wire | undefined): value is WireMap {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** A parameter as PHP would print it; "" where it is missing, null, false or no scalar. */
export function textOf(value: Wire | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return value === true ? '1' : '';
}

/** Epoch milliseconds as the portal prints times: ISO 8601 in whole seconds with its own offset, here UTC. */
function isoSeconds(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, '+00:00');
}

export function jsonReply(status: number, body: Wire): Reply {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

export function htmlReply(status: number, body: string): Reply {
  return { status, contentType: 'text/html; charset=UTF-8', body };
}

/** The 200 envelope: `result`, `next` and `total` where the method pages, `time` in seconds. */
export function answerReply(answer: Answer, timing: Timing): Reply {
  const { startEpochMs, finishEpochMs } = timing;
  const durationSec = (finishEpochMs - startEpochMs) / 1000;
  return jsonReply(200, {
    result: answer.result,
    ...(answer.next === undefined ? {} : { next: answer.next }),
    ...(answer.total === undefined ? {} : { total: answer.total }),
    time: {
      start: startEpochMs / 1000,
      finish: finishEpochMs / 1000,
      duration: durationSec,
      processing: durationSec,
      date_start: isoSeconds(startEpochMs),
      date_finish: isoSeconds(finishEpochMs),
      operating_reset_at: timing.operatingResetAtEpochSec,
      operating: timing.operatingSec,
    },
  });
}
