/** `crm.timeline.comment.add` and `.list`, as the vendor's pages show them. */
import type { PortalData } from './data.ts';
import type { Refusal } from './refusals.ts';
import { isMap, textOf, type Answer, type WireMap } from './wire.ts';

const PAGE = 50;
const TYPES = ['contact', 'company', 'lead', 'deal'];

const bad = (code: string, description: string): Refusal => ({ status: 400, code, description });

const isThere = (data: PortalData, type: string, id: number): boolean =>
  type === 'deal'
    ? data.deals.some((deal) => deal.id === id)
    : data.entities.some((entity) => entity.type.toLowerCase() === type && entity.id === id);

/** Parameters under `fields`, lower case; any other spelling is not accepted (crm 23.100.0). Who may add may add here. */
export function addTimelineComment(data: PortalData, params: WireMap): Answer | Refusal {
  const { fields } = params;
  if (!isMap(fields)) return bad('100', 'Could not find value for parameter {fields}');
  const [type, id, text] = [
    textOf(fields['ENTITY_TYPE']),
    Number(textOf(fields['ENTITY_ID'])),
    textOf(fields['COMMENT']),
  ];
  if (type === '' || id === 0) return bad('100', 'Required fields not provided');
  if (!TYPES.includes(type)) return bad('OWNER_NOT_FOUND', 'Owner of the element not found');
  if (!data.rights.isAdding) return bad('ACCESS_DENIED', 'Access denied.');
  if (!isThere(data, type, id)) return bad('NOT_FOUND', 'Not found.');
  if (text.trim() === '') return bad('INVALID_ARG_VALUE', 'Empty comment');
  const comment = {
    id: 1000 + data.comments.length,
    entityType: type,
    entityId: id,
    authorId: data.userId,
    createdEpochMs: data.nowEpochMs(),
    text,
  };
  data.comments = [...data.comments, comment];
  return { result: comment.id };
}

/** Without the right to read: an error with an empty code, as the page says. */
export function listTimelineComments(data: PortalData, params: WireMap): Answer | Refusal {
  const filter = isMap(params['filter']) ? params['filter'] : {};
  const [type, id] = [textOf(filter['ENTITY_TYPE']), Number(textOf(filter['ENTITY_ID']))];
  if (!data.rights.isReading || type === '' || id === 0) return bad('', 'Access denied.');
  const order = isMap(params['order']) ? params['order'] : {};
  const sign = textOf(order['ID']).toUpperCase() === 'DESC' ? -1 : 1;
  const matches = data.comments
    .filter((one) => one.entityType === type && one.entityId === id)
    .toSorted((a, b) => sign * (a.id - b.id));
  const asked = Number.parseInt(textOf(params['start']), 10);
  const start = Number.isNaN(asked) || asked < 0 ? 0 : Math.floor(asked / PAGE) * PAGE;
  const result = matches.slice(start, start + PAGE).map((one) => ({
    ID: String(one.id),
    ENTITY_ID: String(one.entityId),
    ENTITY_TYPE: one.entityType,
    CREATED: new Date(one.createdEpochMs).toISOString().replace(/\.\d{3}Z$/, '+00:00'),
    COMMENT: one.text,
    AUTHOR_ID: String(one.authorId),
    FILES: {},
  }));
  return { result, total: matches.length, ...(start + PAGE < matches.length ? { next: start + PAGE } : {}) };
}
