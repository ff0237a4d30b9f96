/** The one door from the app to the system's browser. */
import { shell } from 'electron';
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';
import { checkLink } from './link-policy.ts';
import type { LinkPolicy, LinkRefusal } from './link-policy.ts';

/** Opens a link in the browser where the policy allows it.
 *  @returns `not-opened` when the system could not. Never rejects. */
export async function openLink(url: string, policy: LinkPolicy): Promise<Result<null, LinkRefusal | 'not-opened'>> {
  const checked = checkLink(url, policy);
  if (!checked.ok) return checked;
  return shell.openExternal(checked.value).then(
    () => ok(null),
    () => err('not-opened' as const),
  );
}
