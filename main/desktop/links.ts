/** The one door from the app to the system's browser, and to the program that dials: Ringside itself never does. */
import { shell } from 'electron';
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';
import { dialUrl, type DialRefusal } from './dial-url.ts';
import { checkLink } from './link-policy.ts';
import type { LinkPolicy, LinkRefusal } from './link-policy.ts';

/** Opens a link in the browser where the policy allows it.
 *  @returns `not-opened` when the system could not. Never rejects. */
export async function openLink(url: string, policy: LinkPolicy): Promise<Result<null, LinkRefusal | 'not-opened'>> {
  const checked = checkLink(url, policy);
  return checked.ok ? opened(checked.value) : checked;
}

/** Hands a number to the program of the template's scheme.
 *  @param template the settings' `desktop.dialUrl`
 *  @returns `not-opened` when the system has no such program. Never rejects. */
export async function dial(template: string, number: string): Promise<Result<null, DialRefusal | 'not-opened'>> {
  const url = dialUrl(template, number);
  return url.ok ? opened(url.value) : url;
}

const opened = (url: string): Promise<Result<null, 'not-opened'>> =>
  shell.openExternal(url).then(
    () => ok(null),
    () => err('not-opened' as const),
  );
