/** Why a leg stopped ringing, read from CANCEL's Reason headers by what was measured on real servers. */
import type { StopReason } from '../model/invite.ts';
import type { SipSettings } from '../model/settings.ts';

type Profile = SipSettings['pbx'];

/** Longest header part that is looked at: a Reason is a protocol, a cause and a short text. */
const MAX_HEADER_LENGTH = 2048;

/** What the two causes that tell anything mean, by profile: on a server that is set up as docs/pbx tells, else no more than is sure.
 *
 *  `completed` is `SIP;cause=200`, the same for the own phone, a colleague, and an Asterisk queue with option `C`, which says it of its
 *  time-out too: docs/pbx has queues without `C`. `interworking` is `Q.850;cause=127`, Asterisk's own word for a caller's hang-up. */
const MEANING: Record<Profile, { readonly completed: StopReason; readonly interworking: StopReason }> = {
  asterisk: { completed: 'somebody-answered', interworking: 'caller-hung-up' },
  // Kamailio passes a caller's Reason on as it is, whoever wrote it.
  kamailio: { completed: 'somebody-answered', interworking: 'not-told' },
  generic: { completed: 'completed-elsewhere', interworking: 'caller-hung-up' },
};

/** Reads raw Reason header values (RFC 3326 §2; one header may carry several, parted by commas), by what was measured on Asterisk 22
 *  and Kamailio 5.6.
 *
 *  `SIP;cause=200` counts whatever stands beside it, `Q.850;cause=127` alone. All else tells nothing: `Q.850;cause=16` sounds like a
 *  hang-up, but is said of a ring time that is over and of a queue's time-out as well; no header, as Kamailio's of a hang-up, and
 *  Asterisk's of a pick-up within milliseconds; garbage.
 *  @returns never throws, whatever the text */
export function stopReason(reasonHeaders: readonly string[], profile: Profile): StopReason {
  const causes = reasonHeaders.flatMap((header) => causesOf(header.slice(0, MAX_HEADER_LENGTH)));
  if (causes.includes('SIP;200')) return MEANING[profile].completed;
  if (causes.length > 0 && causes.every((cause) => cause === 'Q.850;127')) return MEANING[profile].interworking;
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
