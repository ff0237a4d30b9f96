/** Where a client gets its token from, and a new one when the portal takes the old one no more. */
import type { CrmError } from '../../model/crm.ts';
import type { Result } from '../../model/result.ts';

export interface TokenSource {
  /** The one to ask with now; it may have expired, which the portal tells. */
  accessToken(): string;
  /** A token other than `used`, asked for once however many want it. Never rejects.
   *  @returns `token-expired` where somebody has to connect anew; else what kept the vendor's server from answering */
  refreshed(used: string): Promise<Result<string, CrmError>>;
}
