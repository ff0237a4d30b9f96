/** Leads of ours: `crm.item.add` with a mark, and the look for that mark before one is made again (scope `crm`). */
import * as v from 'valibot';
import type { CrmError } from '../../model/crm.ts';
import { askBatch } from './batch.ts';
import type { PortalClient } from './client.ts';
import { crmError } from './errors.ts';
import { idField, userIdField } from './fields.ts';
import { itemsParams, listItems, readItems, type ItemsQuery } from './items.ts';
import { write, type Written } from './writing.ts';

const LEAD = 1;

/** By which a lead is known to be ours; free text on the portal's side. */
export interface LeadMark {
  readonly originatorId: string;
  readonly originId: string;
}

export interface LeadFields extends LeadMark {
  readonly title: string;
  readonly name: string | null;
  /** As it is to stand on the card; null where it is withheld. */
  readonly number: string | null;
  /** Portal's user id; null: the webhook's own. */
  readonly responsibleId: string | null;
}

export type FoundLead =
  /** `id` null: there is none. */
  | { readonly kind: 'answered'; readonly id: string | null }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

const addedSchema = v.object({ item: v.object({ id: idField }) });
/** `ADMIN` is what decides; whatever is not true is no administrator. */
const profileSchema = v.object({ ID: v.fallback(userIdField, null), ADMIN: v.fallback(v.boolean(), false) });

/** The portal's own word for "came by telephone"; a portal may have thrown it out of its list. */
const SOURCE = { sourceId: 'CALL' };

function fieldsOf({ title, name, number, responsibleId, originatorId, originId }: LeadFields): object {
  return {
    title,
    originatorId,
    originId,
    ...(name === null ? {} : { name }),
    ...(responsibleId === null ? {} : { assignedById: Number(responsibleId) }),
    ...(number === null ? {} : { fm: [{ typeId: 'PHONE', valueType: 'WORK', value: number }] }),
  };
}

/** Makes a lead: one request, a second one where the portal refuses the source. Never rejects.
 *  @see crm-item-add.md of the vendor's documentation */
export async function addLead(
  client: PortalClient,
  fields: LeadFields,
  signal: AbortSignal,
): Promise<Written<{ readonly id: string }>> {
  const add = (more: object): Promise<Written<{ readonly id: string }>> =>
    write(
      client,
      'crm.item.add',
      { entityTypeId: LEAD, fields: { ...fieldsOf(fields), ...more } },
      signal,
      (result) => {
        const added = v.safeParse(addedSchema, result);
        return added.success ? { id: added.output.item.id } : null;
      },
    );
  const first = await add(SOURCE);
  const isRefused = first.kind === 'failed' && !first.isDoubtful && first.error.code === 'field-refused';
  return isRefused ? add({}) : first;
}

/** Looks for a lead by its mark. The portal leaves out what may not be read without a word, so that "none" is believed only of an
 *  administrator's webhook, or where another lead of the same employee can be read; else it fails with `access-denied`.
 *  Two requests at most. Never rejects.
 *  @param responsibleId as it was given to `addLead` */
export async function findLead(
  client: PortalClient,
  { originatorId, originId }: LeadMark,
  responsibleId: string | null,
  signal: AbortSignal,
): Promise<FoundLead> {
  const marked: ItemsQuery = { entityTypeId: LEAD, filter: { '=originatorId': originatorId, '=originId': originId } };
  const commands = {
    marked: { method: 'crm.item.list', params: itemsParams({ ...marked, select: ['id'] }) },
    profile: { method: 'profile', params: {} },
  };
  const reply = await askBatch(client, commands, signal);
  if (reply.kind !== 'answered') return reply;
  const list = reply.replies.get('marked');
  if (list?.kind !== 'answered') return { kind: 'failed', error: list?.error ?? cannotTell(reply.atEpochMs) };
  const items = readItems(list.result, reply.atEpochMs);
  if (!items.ok) return { kind: 'failed', error: items.error };
  const [found] = items.value;
  if (found !== undefined) return { kind: 'answered', id: found.id };
  const told = reply.replies.get('profile');
  const profile = v.safeParse(profileSchema, told?.kind === 'answered' ? told.result : null);
  if (profile.success && profile.output.ADMIN) return { kind: 'answered', id: null };
  const employee = responsibleId ?? (profile.success ? profile.output.ID : null);
  return employee === null
    ? { kind: 'failed', error: cannotTell(reply.atEpochMs) }
    : noneIfReadable(client, employee, signal);
}

async function noneIfReadable(client: PortalClient, employee: string, signal: AbortSignal): Promise<FoundLead> {
  const query: ItemsQuery = { entityTypeId: LEAD, filter: { '=assignedById': Number(employee) }, select: ['id'] };
  const reply = await listItems(client, query, signal);
  if (reply.kind !== 'answered') return reply;
  return reply.items.length > 0
    ? { kind: 'answered', id: null }
    : { kind: 'failed', error: cannotTell(reply.atEpochMs) };
}

const cannotTell = (atEpochMs: number): CrmError =>
  crmError('access-denied', 'no lead of this employee can be read', atEpochMs);
