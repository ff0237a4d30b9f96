/** Who forwarded or referred a call here, and which number was dialled: only what a header tells. */
import type { Party } from '../model/caller.ts';
import type { InviteHeaders } from '../model/invite.ts';
import { displayText } from './display-text.ts';
import { type NameAddr, parseNameAddrs } from './name-addr.ts';

/** This desk, so that its own addresses are taken neither for the dialled number nor for a forwarder. */
export interface OwnAddress {
  /** The desk phone's extension. */
  readonly extension: string;
  /** User part of the companion's Address of Record. */
  readonly aorUser: string;
}

const MAX_USER_LENGTH = 64;

/** The last party that forwarded the call here: the topmost Diversion (RFC 5806 §4), else the last entry of History-Info that says why
 *  it was left (RFC 7044 §5: a `Reason` in its URI). A step without a reason is a mapping to a contact, which forwards nothing.
 *  @returns null where nobody did, it is not told, the forwarder asks for privacy, or it is this desk itself */
export function forwarder(headers: InviteHeaders, own: OwnAddress): Party | null {
  const [lastDiversion] = diversions(headers);
  const party = lastDiversion ?? historyInfo(headers).findLast(({ uriParams }) => uriParams.has('reason'));
  if (party === undefined || isPrivate(party) || [own.extension, own.aorUser].includes(party.user)) return null;
  return partyOf(party, party.params.get('privacy')?.toLowerCase() === 'name');
}

/** The colleague who had answered the caller and referred him here (Referred-By, RFC 3892 §3).
 *  @returns null where nobody did, the referrer's address tells no user, or it is this desk itself */
export function referrer({ referredBy }: InviteHeaders, own: OwnAddress): Party | null {
  const [party] = parseNameAddrs(referredBy ?? '');
  if (party === undefined || isPrivate(party) || [own.extension, own.aorUser].includes(party.user)) return null;
  return partyOf(party, false);
}

/** The number that the caller dialled.
 *
 *  The lowest Diversion is the first that was reached (RFC 5806 §4; Asterisk puts the dialled number there), as is the first entry of
 *  a History-Info that goes on from it. Else To, which proxies leave as it was dialled; but Asterisk writes the companion's own contact
 *  there, so a To that equals the Request-URI, names the companion's own Address of Record or a contact's `.invalid` host tells nothing.
 *  The Request-URI itself is always that contact.
 *  @returns the user part as sent; null where no header tells it */
export function dialledNumber(headers: InviteHeaders, own: OwnAddress): string | null {
  const firstDiversion = diversions(headers).at(-1);
  if (firstDiversion !== undefined) return isPrivate(firstDiversion) ? null : bounded(firstDiversion.user);
  const history = historyInfo(headers);
  const [firstTarget] = history;
  if (firstTarget !== undefined && history.length > 1 && !isPrivate(firstTarget)) {
    return isOwnContact(firstTarget, headers, own) ? null : bounded(firstTarget.user);
  }
  const [to] = parseNameAddrs(headers.to);
  return to === undefined || isOwnContact(to, headers, own) ? null : bounded(to.user);
}

function partyOf(party: NameAddr, hidesName: boolean): Party | null {
  const user = displayText(party.user, MAX_USER_LENGTH);
  if (user === null) return null;
  const displayName = hidesName ? null : displayText(party.displayName ?? '');
  return { user, displayName: displayName === user ? null : displayName };
}

function diversions(headers: InviteHeaders): NameAddr[] {
  return headers.diversion.flatMap(parseNameAddrs).filter(({ user }) => user !== '');
}

function historyInfo(headers: InviteHeaders): NameAddr[] {
  if (headers.privacy.some((value) => /(?:^|[;,\s])history(?:$|[;,\s])/i.test(value))) return [];
  return headers.historyInfo.flatMap(parseNameAddrs).filter(({ user }) => user !== '');
}

/** `privacy=full` or `uri` (RFC 5806 §5), or `Privacy=history` in the URI (RFC 7044 §10.1.2); the anonymous URI names nobody either. */
function isPrivate({ params, uriParams, host, user }: NameAddr): boolean {
  return (
    ['full', 'uri'].includes(params.get('privacy')?.toLowerCase() ?? '') ||
    uriParams.get('privacy')?.toLowerCase() === 'history' ||
    host === 'anonymous.invalid' ||
    /^(?:anonymous|unknown|restricted)$/i.test(user)
  );
}

function isOwnContact(party: NameAddr, headers: InviteHeaders, own: OwnAddress): boolean {
  const [target] = parseNameAddrs(headers.requestUri);
  return party.user === own.aorUser || party.user === target?.user || party.host.endsWith('.invalid');
}

function bounded(user: string): string | null {
  return displayText(user, MAX_USER_LENGTH);
}
