/** Which servers the line may talk to: `wss:` and `tls:`, and `ws:` and `tcp:` towards this computer or where the settings allow it. */
import { isAllowedServer, readServerAddress, type ServerAddress } from '../model/server-address.ts';
import { err, ok, type Result } from '../model/result.ts';

/** @returns the address, or a code for `LineProblem` */
export function usableServer(
  server: string,
  allowInsecure: boolean,
): Result<ServerAddress, 'malformed-address' | 'insecure-address'> {
  const address = readServerAddress(server);
  if (!address.ok) return err('malformed-address');
  return isAllowedServer(address.value, allowInsecure) ? ok(address.value) : err('insecure-address');
}
