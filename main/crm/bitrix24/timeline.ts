/** Comments in the timeline of an entity: `crm.timeline.comment.add` and the look for one by its mark (scope `crm`). */
import * as v from 'valibot';
import type { EntityRef } from '../../model/client.ts';
import type { CrmError } from '../../model/crm.ts';
import type { PortalClient } from './client.ts';
import { crmError } from './errors.ts';
import { idField } from './fields.ts';
import { write, type Written } from './writing.ts';

const PAGE = 50;
/** The newest thousand: what is looked for was written a short while ago. */
const MAX_PAGES = 20;

export type FoundComment =
  /** `id` null: there is none. */
  | { readonly kind: 'answered'; readonly id: string | null }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

const commentSchema = v.object({ ID: idField, COMMENT: v.pipe(v.nullish(v.string(), '')) });

const ownerOf = ({ type, id }: EntityRef): Readonly<Record<string, unknown>> => ({
  ENTITY_ID: Number(id),
  ENTITY_TYPE: type.toLowerCase(),
});

/** One request. Never rejects.
 *  @param text as it is to stand there, its mark in it: the method has no key against doubling
 *  @see crm-timeline-comment-add.md of the vendor's documentation */
export function addComment(
  client: PortalClient,
  entity: EntityRef,
  text: string,
  signal: AbortSignal,
): Promise<Written<{ readonly id: string }>> {
  const params = { fields: { ...ownerOf(entity), COMMENT: text } };
  return write(client, 'crm.timeline.comment.add', params, signal, (result) => {
    const id = v.safeParse(idField, result);
    return id.success ? { id: id.output } : null;
  });
}

/** Looks for the comment that holds `mark`, the newest first, page after page. "None" is told only where every comment could be
 *  read. Never rejects.
 *  @see crm-timeline-comment-list.md of the vendor's documentation */
export async function findComment(
  client: PortalClient,
  entity: EntityRef,
  mark: string,
  signal: AbortSignal,
): Promise<FoundComment> {
  for (let start = 0; start < PAGE * MAX_PAGES; start += PAGE) {
    const params = { filter: ownerOf(entity), select: ['ID', 'COMMENT'], order: { ID: 'DESC' }, start };
    const reply = await client.call('crm.timeline.comment.list', params, signal);
    if (reply.kind !== 'answered') return reply;
    const failed = (detail: string): FoundComment => {
      return { kind: 'failed', error: crmError('unreadable-reply', detail, reply.atEpochMs) };
    };
    const rows = v.safeParse(v.array(v.unknown()), reply.result);
    if (!rows.success) return failed('the result is no list');
    const comments = rows.output.flatMap((row) => {
      const comment = v.safeParse(commentSchema, row);
      return comment.success ? [comment.output] : [];
    });
    const found = comments.find(({ COMMENT }) => COMMENT.includes(mark));
    if (found !== undefined) return { kind: 'answered', id: found.ID };
    const unreadable = rows.output.length - comments.length;
    if (unreadable > 0) return failed(`${unreadable} of ${rows.output.length} comments are unreadable`);
    // The page of this method tells `total` alone; others of its kind tell `next` as well.
    const isLast =
      reply.next === null && (reply.total === null ? rows.output.length < PAGE : start + PAGE >= reply.total);
    if (isLast || rows.output.length === 0) break;
  }
  return { kind: 'answered', id: null };
}
