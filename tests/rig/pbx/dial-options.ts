/** Whom a scripted phone calls, and as whom. */
import type { SipHeader } from './message.ts';

export interface DialOptions {
  /** A number, or a whole URI. */
  readonly to: string;
  /** Who calls; default the phone's own user. A trunk says it in From and P-Asserted-Identity, `anonymous` as RFC 3323 wants it. */
  readonly from?: { readonly number: string; readonly name?: string } | 'anonymous';
  readonly headers?: readonly SipHeader[];
  /** SDP; default an offer of PCMU audio. */
  readonly body?: string;
}

/** From with its tag, and what else says or hides who calls. */
export function identityHeaders(
  from: DialOptions['from'],
  own: { readonly user: string; readonly domain: string; readonly tag: string },
): readonly SipHeader[] {
  const tag = `;tag=${own.tag}`;
  if (from === undefined) return [['From', `<sip:${own.user}@${own.domain}>${tag}`]];
  if (from === 'anonymous') {
    return [
      ['From', `"Anonymous" <sip:anonymous@anonymous.invalid>${tag}`],
      ['Privacy', 'id'],
    ];
  }
  const name = from.name === undefined ? '' : `"${from.name.replaceAll(/["\\]/g, '\\$&')}" `;
  const address = `${name}<sip:${from.number}@${own.domain}>`;
  return [
    ['From', `${address}${tag}`],
    ['P-Asserted-Identity', address],
  ];
}
