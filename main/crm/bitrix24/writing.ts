/** What every method that writes has in common: an honest word on whether it may have been done all the same. */
import type { CrmError } from '../../model/crm.ts';
import type { PortalClient } from './client.ts';
import { crmError } from './errors.ts';

export type Written<T> =
  | ({ readonly kind: 'answered' } & T)
  /** `isDoubtful`: no answer, or none that can be read, or an error that may have come after the work. */
  | { readonly kind: 'failed'; readonly error: CrmError; readonly isDoubtful: boolean }
  /** Nobody wanted the answer any more: doubtful too. */
  | { readonly kind: 'aborted' };

/** One request. Never rejects.
 *  @param read what the result tells; null where it cannot be read */
export async function write<T>(
  client: PortalClient,
  method: string,
  params: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
  read: (result: unknown) => T | null,
): Promise<Written<T>> {
  const reply = await client.call(method, params, signal);
  if (reply.kind === 'aborted') return reply;
  if (reply.kind === 'failed') {
    return { kind: 'failed', error: reply.error, isDoubtful: reply.isDoubtful ?? false };
  }
  const told = read(reply.result);
  return told === null
    ? { kind: 'failed', error: crmError('unreadable-reply', `${method}: no id`, reply.atEpochMs), isDoubtful: true }
    : { kind: 'answered', ...told };
}
