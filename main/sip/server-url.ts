/** Which servers the line may talk to: `wss:`, and `ws:` towards this computer or where the settings allow it. */
import { isLoopbackHost } from '../model/loopback.ts';

/** @returns null where it may, else a code for `LineProblem` */
export function serverRefusal(server: string, allowInsecure: boolean): 'malformed-address' | 'insecure-address' | null {
  const url = URL.parse(server);
  if (url === null || (url.protocol !== 'ws:' && url.protocol !== 'wss:')) return 'malformed-address';
  return url.protocol === 'ws:' && !isLoopbackHost(url.hostname) && !allowInsecure ? 'insecure-address' : null;
}
