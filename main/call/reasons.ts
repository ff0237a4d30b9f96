/** Why a leg stopped ringing, read from CANCEL's Reason headers by what was measured on real servers. */
import type { StopReason } from '../model/invite.ts';

/** Longest header part that is looked at: a Reason is a protocol, a cause and a short text. */
const MAX_HEADER_LENGTH = 2048;

/** Reads raw Reason header values (RFC 3326 §2; one header may carry several, parted by commas).
 *
 *  The generic profile, measured on Asterisk 22:
 *  - `SIP;cause=200` is taken off this phone, whatever Q.850 cause stands beside it: own phone, a colleague, or a queue with option `C`.
 *  - `Q.850;cause=127` and nothing else: the caller hung up outside a queue.
 *  - All else tells nothing: `Q.850;cause=0` (a queue, for two different events), no header (Kamailio), garbage.
 *    Cause 16 "normal clearing" and `SIP;cause=487` sound like a hang-up but were not measured, so they are not taken for one.
 *  @returns never throws, whatever the text */
export function stopReason(reasonHeaders: readonly string[]): StopReason {
  const causes = reasonHeaders.flatMap((header) => causesOf(header.slice(0, MAX_HEADER_LENGTH)));
  if (causes.includes('SIP;200')) return 'completed-elsewhere';
  if (causes.length > 0 && causes.every((cause) => cause === 'Q.850;127')) return 'caller-hung-up';
  return 'not-told';
}

/** @returns `PROTOCOL;cause` of each value, `PROTOCOL;` where it names no readable cause */
function causesOf(header: string): string[] {
  const unquoted = header.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '""');
  return unquoted
    .split(',')
    .filter((value) => value.trim() !== '')
    .map((value) => {
      const [protocol = '', ...params] = value.split(';');
      const cause = params.map((param) => /^\s*cause\s*=\s*"?(\d{1,4})"?\s*$/i.exec(param)?.[1]).find(Boolean);
      return `${protocol.trim().toUpperCase()};${cause ?? ''}`;
    });
}
