/** Who calls, decided from an INVITE's headers: P-Asserted-Identity, Remote-Party-ID, From in that order, unless the caller withholds it. */
import type { Caller, CallerNumber } from '../model/caller.ts';
import type { InviteHeaders } from '../model/invite.ts';
import type { NumberSettings } from '../model/settings.ts';
import { displayText } from './display-text.ts';
import { type OwnAddress, dialledNumber, forwarder, referrer } from './forwarding.ts';
import { type NameAddr, parseNameAddrs } from './name-addr.ts';
import { digitsOf, isNoName, readNumber, sameNumber } from './numbers.ts';

export type { OwnAddress } from './forwarding.ts';

/** One party that a header names as the caller. */
interface Identity {
  readonly number: CallerNumber;
  readonly displayName: string | null;
  /** The header asks to keep it from the called party. */
  readonly isPrivate: boolean;
}

const WITHHELD: CallerNumber = { kind: 'withheld' };
/** Users that are a request for privacy; "unknown" and "unavailable" are none. */
const PRIVATE_WORDS = /^(?:anonymous|restricted|private|withheld)$/i;
/** Fewer digits than a subscriber number has may be equal by chance. */
const MIN_TAIL_DIGITS = 7;

/** Decides who calls.
 *
 *  A caller who asks for privacy (`Privacy: id`, `user` or `header`, RFC 3323 §4.2 and RFC 3325 §9.3; `privacy=full` or `uri` in
 *  Remote-Party-ID) is withheld, name and all, whatever identity a trusted exchange put beside the request.
 *  "unknown" is no request: the next header may know. Values that cannot be read are passed over.
 *  @param own this desk's addresses, which are never the number that was dialled
 *  @returns never throws, whatever the headers hold */
export function callerOf(headers: InviteHeaders, own: OwnAddress, numbers: NumberSettings): Caller {
  const isWithheld = asksForPrivacy(headers.privacy);
  const { number, displayName } = isWithheld ? { number: WITHHELD, displayName: null } : identityOf(headers, numbers);
  return {
    number,
    displayName: number.kind === 'withheld' ? null : displayName,
    forwardedFrom: forwarder(headers, own),
    referredBy: referrer(headers, own),
    dialled: dialledNumber(headers, own),
  };
}

function identityOf(headers: InviteHeaders, numbers: NumberSettings): Pick<Caller, 'number' | 'displayName'> {
  const read = (parties: readonly NameAddr[]): Identity[] =>
    parties.filter(isReadable).map((party) => readIdentity(party, numbers.country));
  const asserted = read(headers.pAssertedIdentity.flatMap(parseNameAddrs)).toSorted((a, b) => rank(a) - rank(b));
  const calling = headers.remotePartyId.flatMap(parseNameAddrs).filter(isCallingParty);
  const all = [...asserted, ...read(calling), ...read(parseNameAddrs(headers.from).slice(0, 1))];
  const best = all.find(({ isPrivate, number }) => isPrivate || number.kind !== 'withheld');
  if (best === undefined || best.isPrivate) return { number: WITHHELD, displayName: null };
  if (calling.some(({ params }) => privacyOf(params) === 'name')) return { number: best.number, displayName: null };
  // Of one party's sip: and tel: forms often only one carries the name.
  const named = all.find(({ number, displayName }) => displayName !== null && sameNumber(number, best.number));
  return { number: best.number, displayName: named?.displayName ?? null };
}

function readIdentity(party: NameAddr, country: string): Identity {
  const number = readNumber(party.user, country);
  return {
    number,
    displayName: nameBeside(party, number, country),
    isPrivate:
      party.host === 'anonymous.invalid' ||
      PRIVATE_WORDS.test(party.user) ||
      ['full', 'uri'].includes(privacyOf(party.params)),
  };
}

/** A telephone number serves the look-up best, then an extension, then a name; privacy asked for in one identity covers all. */
function rank({ isPrivate, number }: Identity): number {
  return isPrivate ? -1 : ['outside', 'internal', 'not-a-number', 'withheld'].indexOf(number.kind);
}

/** The name, unless it says no more than the number or that there is none. */
function nameBeside({ displayName, user }: NameAddr, number: CallerNumber, country: string): string | null {
  const name = displayText(displayName ?? '');
  if (name === null || isNoName(name) || name.toLowerCase() === user.toLowerCase()) return null;
  const asNumber = readNumber(name, country);
  return asNumber.kind !== 'not-a-number' && (sameNumber(asNumber, number) || isTail(digitsOf(name), digitsOf(user)))
    ? null
    : name;
}

/** Whether two spellings differ by a prefix only: `9062195047` beside `+19062195047`. */
function isTail(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= MIN_TAIL_DIGITS && long.endsWith(short);
}

/** `Privacy: id` and its kin; `none` lifts, `session`, `history` and `critical` do not concern the caller's number. */
function asksForPrivacy(privacy: readonly string[]): boolean {
  return privacy.some((header) => header.split(/[;,]/).some((value) => /^(?:id|user|header)$/i.test(value.trim())));
}

function privacyOf(params: NameAddr['params']): string {
  return params.get('privacy')?.toLowerCase() ?? '';
}

function isReadable({ user, host }: NameAddr): boolean {
  return user !== '' || host === 'anonymous.invalid';
}

function isCallingParty({ params }: NameAddr): boolean {
  return (params.get('party') ?? 'calling').toLowerCase() === 'calling';
}
