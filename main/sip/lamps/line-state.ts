/** What a line does, joined from its two lamps: RFC 4235 tells of its calls, PIDF whether anybody can be reached there. Pure. */
import type { OwnLine } from '../../model/line.ts';
import type { LampCall, LineState } from '../../model/presence.ts';
import { ownLineOf, type DialogInfo, type LampDialog } from './dialog-info.ts';
import type { PresenceInfo } from './presence-info.ts';

export interface JoinedLine {
  readonly state: LineState;
  /** Empty also where a call is told by presence alone: of that, nothing more is known. */
  readonly calls: readonly LampCall[];
  /** By the lamp of its calls alone: what proves who answered. */
  readonly byDialogs: OwnLine;
}

/** Longer is no number. */
const MAX_USER_CHARS = 64;

/** A call counts before all else: what is registered and talks is busy, and a phone that is being unregistered may still talk.
 *  Where its calls are not told, the line is never free; but that nobody is there, or that a call is going on, presence may tell by
 *  itself. A note that it rings is not taken: it names nobody, and is soon out of date.
 *  @param dialogs null: not told. @param presence null: not told. Never throws. */
export function joinedLine(dialogs: DialogInfo | null, presence: PresenceInfo | null): JoinedLine {
  const byDialogs = ownLineOf(dialogs);
  const calls = (dialogs?.dialogs ?? []).filter(({ state }) => state !== 'terminated').map(lampCall);
  switch (byDialogs) {
    case 'ringing':
    case 'in-call':
      return { state: byDialogs, calls, byDialogs };
    case 'idle':
      return { state: presence === null ? 'not-in-call' : reachable(presence), calls, byDialogs };
    case 'not-told':
      return { state: withoutDialogs(presence), calls, byDialogs };
  }
}

function reachable({ basic }: PresenceInfo): LineState {
  return basic === 'open' ? 'idle' : 'not-reachable';
}

function withoutDialogs(presence: PresenceInfo | null): LineState {
  if (presence === null) return 'not-told';
  if (presence.basic === 'closed') return 'not-reachable';
  return presence.activities.includes('on-the-phone') || presence.note === 'On the phone' ? 'in-call' : 'not-told';
}

function lampCall({ id, state, direction, remote }: LampDialog): LampCall {
  return {
    id,
    phase: state === 'confirmed' ? 'in-call' : 'ringing',
    remoteUser: remote === null ? null : userOf(remote.uri),
    direction: direction === null ? null : direction === 'recipient' ? 'incoming' : 'outgoing',
  };
}

/** The user part of a SIP URI, or a `tel:` URI's number; null where there is none.
 *  @see RFC 3261 §19.1.1 (a user may be followed by a password), RFC 3966 */
function userOf(uri: string): string | null {
  const [, tel] = /^tel:([^;]+)/i.exec(uri.trim()) ?? [];
  const [, sip] = /^(?:sips?:)?([^:@;?]+)[^@]*@/i.exec(uri.trim()) ?? [];
  const user = (tel ?? sip ?? '').replaceAll(/%([2-7][0-9a-f])/gi, (_escape, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return user === '' || user.length > MAX_USER_CHARS ? null : user;
}
