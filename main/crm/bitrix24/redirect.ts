/** The redirect of a renamed portal, followed by hand: fetch and the vendor's SDK turn the POST into a body-less GET. */
import { err, ok, type Result } from '../../model/result.ts';
import { isSchemeAllowed } from './webhook.ts';

export const MAX_HOPS = 3;

/** Statuses that a POST may be repeated on. 303 asks for a GET of something else: not the answer to our request. */
export const REPEATABLE_REDIRECTS: readonly number[] = [301, 302, 307, 308];

/** Where to send the request again. The address carries the secret, so only the same path over the same scheme will do.
 *  @returns the next URL, or why not, without an address
 *  @see RFC 9110 §15.4 */
export function nextHop(from: URL, location: string | null, allowInsecure: boolean): Result<URL, string> {
  const to = location === null ? null : URL.parse(location, from);
  if (to === null) return err('redirect without a readable address');
  if (to.protocol !== from.protocol || !isSchemeAllowed(to, allowInsecure)) {
    return err(`redirect from ${from.protocol} to ${to.protocol}`);
  }
  if (to.username !== '' || to.password !== '') return err('redirect to an address with a user name');
  if (to.pathname.replaceAll(/\/{2,}/g, '/') !== from.pathname) {
    return err(`redirect to another page of ${to.host}`);
  }
  return ok(to);
}
