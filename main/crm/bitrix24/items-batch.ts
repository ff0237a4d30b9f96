/** Several lists of CRM items in one request: what the second step after a look-up asks. */
import type { CrmError } from '../../model/crm.ts';
import { askBatch, type CommandReply } from './batch.ts';
import type { PortalClient } from './client.ts';
import { itemsParams, readItems, type CrmItem, type ItemsQuery } from './items.ts';

export type BatchedItems =
  { readonly items: readonly CrmItem[]; readonly total: number | null } | { readonly error: CrmError };

export type BatchedItemsReply =
  | {
      readonly kind: 'answered';
      /** By the query's name; each that was asked for is there. */
      readonly lists: ReadonlyMap<string, BatchedItems>;
      readonly atEpochMs: number;
    }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

function listOf(reply: CommandReply, atEpochMs: number): BatchedItems {
  if (reply.kind === 'failed') return { error: reply.error };
  const items = readItems(reply.result, atEpochMs);
  return items.ok ? { items: items.value, total: reply.total } : { error: items.error };
}

/** One request, its first page of each list. Never rejects.
 *  @param queries by name (letters and digits); at most 50, the rest is not asked for */
export async function batchItems(
  client: PortalClient,
  queries: Readonly<Record<string, ItemsQuery>>,
  signal: AbortSignal,
): Promise<BatchedItemsReply> {
  const commands = Object.entries(queries).map(([name, query]) => {
    return [name, { method: 'crm.item.list', params: itemsParams(query) }] as const;
  });
  const reply = await askBatch(client, Object.fromEntries(commands), signal);
  if (reply.kind !== 'answered') return reply;
  const { replies, atEpochMs } = reply;
  return {
    kind: 'answered',
    lists: new Map([...replies].map(([name, one]) => [name, listOf(one, atEpochMs)])),
    atEpochMs,
  };
}
