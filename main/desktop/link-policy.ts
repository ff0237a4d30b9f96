/** Which links may leave the app for the system's browser. Pure. */
import { isLoopbackHost } from '../model/loopback.ts';
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';

export interface LinkPolicy {
  /** Hosts that may be opened, each `host` or `host:port` as in a URL: `portal.example.com`. */
  readonly hosts: readonly string[];
  /** Lets `http:` through towards every listed host; without it, towards this computer only. */
  readonly allowInsecure: boolean;
}

export type LinkRefusal =
  | 'not-a-url'
  /** Neither https nor allowed http: `file:`, `javascript:`, `ms-msdt:`… */
  | 'scheme'
  | 'host'
  /** `https://user:password@host`, which also serves to look like another host. */
  | 'credentials';

/** @param url untrusted
 *  @returns the URL as parsed, the only form that may be opened. Never throws. */
export function checkLink(url: string, policy: LinkPolicy): Result<string, LinkRefusal> {
  const parsed = URL.parse(url);
  if (parsed === null) return err('not-a-url');
  const isPlainAllowed = policy.allowInsecure || isLoopbackHost(parsed.hostname);
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && isPlainAllowed)) return err('scheme');
  if (parsed.username !== '' || parsed.password !== '') return err('credentials');
  if (!policy.hosts.some((host) => host.toLowerCase() === parsed.host)) return err('host');
  return ok(parsed.href);
}
