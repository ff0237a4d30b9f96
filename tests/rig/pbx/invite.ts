/** What the INVITE of each leg looks like: Asterisk's, a call per leg, or Kamailio's, one call with a branch per leg. */
import { newBranch, newCallId, newTag } from './ids.ts';
import type { LegPlan } from './leg.ts';
import type { Link } from './link.ts';
import { tagOf, type SipHeader } from './message.ts';
import type { LegStyle } from './options.ts';
import type { Binding } from './registrar.ts';

export interface CallOptions {
  /** The dialled number: a group or a user. */
  readonly to: string;
  /** Default John Doe, +49 30 901820. */
  readonly from?: { readonly number: string; readonly displayName?: string };
  /** Added to every leg's INVITE. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whole header lines, sent unchecked, separated by CRLF, without one at the end. */
  readonly rawHeaders?: string;
  /** The From value instead of `from`, sent unchecked; it gets a tag if it has none. */
  readonly fromHeader?: string;
  /** SDP; default an audio offer. */
  readonly body?: string;
  /** Nobody answers for so long: CANCEL, and the caller gets 480. Default: for ever. */
  readonly ringForMs?: number;
}

/** An audio description towards nowhere: loopback, the discard port. */
export const audioSdp = (): string =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    'm=audio 9 RTP/AVP 8 0 101',
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    '',
  ].join('\r\n');

const callersHost = 'gateway.example.com';

/** Gives, for one call, the plan of each of its legs. */
export function inviteMaker(
  options: CallOptions,
  domain: string,
  legStyle: LegStyle,
  sentBy: (link: Link) => string,
): (binding: Binding, addedBy: string | null) => LegPlan {
  const { number, displayName = '' } = options.from ?? { number: '+4930901820', displayName: 'John Doe' };
  const name = displayName === '' ? '' : `"${displayName.replaceAll(/["\\]/g, '\\$&')}" `;
  const shared = { callId: newCallId(callersHost), tag: newTag(), branch: newBranch() };
  const isShared = legStyle === 'shared-call-id';
  const more: SipHeader[] = Object.entries(options.headers ?? {});
  const body = options.body ?? audioSdp();
  if (body !== '') more.push(['Content-Type', 'application/sdp']);

  return ({ user, contactUri, link }, addedBy) => {
    const here = `${sentBy(link)};transport=${link.transport === 'WSS' ? 'ws' : link.transport.toLowerCase()}`;
    const tag = isShared ? shared.tag : newTag();
    const from = options.fromHeader ?? `${name}<sip:${number}@${isShared ? callersHost : domain}>`;
    // Asterisk names the number whose phone forwarded, as the forwarding extension.
    const diversion: SipHeader[] =
      addedBy === null ? [] : [['Diversion', `<sip:${options.to}@${domain}>;reason=unconditional`]];
    const route: SipHeader[] = isShared
      ? [
          ['Via', `SIP/2.0/UDP ${callersHost};branch=${shared.branch}`],
          ['Record-Route', `<sip:${here};lr>`],
          ['Contact', `<sip:${number}@${callersHost}>`],
        ]
      : [['Contact', `<sip:pbx@${here}>`], ...diversion];
    return {
      user,
      addedBy,
      link,
      contactUri,
      callId: isShared ? shared.callId : newCallId('127.0.0.1'),
      from: tagOf(from) === '' ? `${from};tag=${tag}` : from,
      to: isShared ? `<sip:${options.to}@${domain}>` : `<${contactUri}>`,
      headers: [
        ...route,
        ['Allow', 'OPTIONS, REGISTER, SUBSCRIBE, NOTIFY, INVITE, ACK, BYE, CANCEL, UPDATE, MESSAGE, REFER'],
        ['Supported', '100rel, timer, replaces, norefersub'],
        ...more,
      ],
      rawHeaders: options.rawHeaders ?? '',
      body,
    };
  };
}
