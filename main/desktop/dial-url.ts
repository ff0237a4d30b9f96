/** The address that calls a number back: made from the settings' template, and only for schemes that dial. Pure. */
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';
import { dialSchemes } from '../model/settings.ts';

const placeholder = '{number}';

export type DialRefusal =
  /** No `{number}` in the template. */
  | 'no-placeholder'
  | 'not-a-url'
  /** `file:`, `javascript:`, `ms-msdt:`… */
  | 'scheme'
  /** A caller's number that holds no digit: there is nothing to dial. */
  | 'not-dialable';

/** What of a shown number is dialled: `+1 906 219 5047` is `+19062195047`. @returns null where no digit is left */
function dialled(number: string): string | null {
  const kept = number.replaceAll(/[^\d+*#]/g, '');
  const plus = kept.startsWith('+') ? '+' : '';
  const rest = kept.replaceAll('+', '');
  return /\d/.test(rest) ? plus + rest : null;
}

/** Fills the template.
 *  @param template `tel:{number}`, `sip:{number}@pbx.example.com`
 *  @param number as shown or as stored; the caller chose it, so it is cut to what can be dialled and percent-encoded
 *  @returns the URL as parsed, the only form that may be opened. Never throws. */
export function dialUrl(template: string, number: string): Result<string, DialRefusal> {
  if (!template.includes(placeholder)) return err('no-placeholder');
  const dial = dialled(number);
  if (dial === null) return err('not-dialable');
  // A `+` is allowed as it is in tel (RFC 3966) and sip (RFC 3261 user part); in a query it would be a space.
  const plain = encodeURIComponent(dial);
  const encoded = /^(?:tel|sips?|callto):/i.test(template) ? plain.replace(/^%2B/, '+') : plain;
  const parsed = URL.parse(template.replaceAll(placeholder, encoded));
  if (parsed === null) return err('not-a-url');
  if (!dialSchemes.includes(parsed.protocol)) return err('scheme');
  return ok(parsed.href);
}
