/** What the caller window is told of clients: who the CRM knows, what is open with them, what is on its way to the CRM. */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(512));
const epochMs = v.number();

export const crmErrorCode = v.picklist([
  'not-set-up',
  'timed-out',
  'unreachable',
  'untrusted-certificate',
  'webhook-rejected',
  'token-expired',
  'scope-missing',
  'access-denied',
  'method-missing',
  'crm-not-installed',
  'number-refused',
  'too-many-requests',
  'blocked',
  'operation-time-limit',
  'portal-fault',
  'unreadable-reply',
  'redirect-refused',
  'wrong-auth-type',
  'not-found',
  'field-refused',
  'unknown-error',
]);

/** An entity as a window names it: by type and id. */
export const entityRef = v.strictObject({
  type: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
});

/** What is open with a client: the second step, drawn when it is there. */
export const detailsView = v.object({
  deals: v.array(
    v.object({
      id: text,
      title: v.nullable(text),
      sum: v.nullable(v.object({ value: v.number(), currency: v.nullable(text) })),
      hasCard: v.boolean(),
    }),
  ),
  moreDeals: v.number(),
  lastContactEpochMs: v.nullable(epochMs),
  related: v.array(v.object({ type: text, id: text, name: v.nullable(text), hasCard: v.boolean() })),
});

export const matchView = v.object({
  type: text,
  id: text,
  name: v.nullable(text),
  /** Null: the assignee is gone or none is set. */
  responsibleId: v.nullable(text),
  hasCard: v.boolean(),
  /** Null: not told, not yet, or not allowed. */
  details: v.nullable(detailsView),
});

/** Matches of a search, each with who looks after it. */
export const foundClients = v.object({
  clients: v.array(
    v.object({
      type: text,
      id: text,
      name: v.nullable(text),
      responsibleName: v.nullable(text),
      hasCard: v.boolean(),
    }),
  ),
  hasMore: v.boolean(),
});

/** How far something for the CRM has come. */
export const outboxStateView = v.variant('kind', [
  /** Can be taken back until then. */
  v.object({ kind: v.literal('held'), untilEpochMs: epochMs }),
  /** `code`: why it has not gone yet; null at the first try. */
  v.object({ kind: v.literal('waiting'), code: v.nullable(crmErrorCode), nextTryEpochMs: epochMs }),
  v.object({ kind: v.literal('in-flight') }),
  v.object({ kind: v.literal('perhaps-sent'), code: v.nullable(crmErrorCode) }),
  v.object({ kind: v.literal('refused'), code: crmErrorCode }),
  v.object({ kind: v.literal('sent'), atEpochMs: epochMs }),
]);

/** A lead that the agent made of an unknown caller; `hasCard`: it is there, and can be opened. `id`: in the CRM, null until it is there. */
export const leadView = v.object({
  title: text,
  state: outboxStateView,
  hasCard: v.boolean(),
  id: v.nullable(text),
});

/** What the agent wrote for the CRM's timeline of this call. */
export const crmNoteView = v.object({ text: v.pipe(v.string(), v.maxLength(2000)), state: outboxStateView });

export const MAX_CRM_NOTE_CHARS = 2000;

export const leadForm = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(120)),
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  /** Portal's user id, of this agent or of a colleague whom a search of this card found; null: as the portal decides. */
  responsibleId: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,18}$/))),
});

export type DetailsView = v.InferOutput<typeof detailsView>;
export type MatchView = v.InferOutput<typeof matchView>;
export type FoundClients = v.InferOutput<typeof foundClients>;
export type OutboxStateView = v.InferOutput<typeof outboxStateView>;
export type LeadView = v.InferOutput<typeof leadView>;
export type LeadForm = v.InferOutput<typeof leadForm>;
export type CrmNoteView = v.InferOutput<typeof crmNoteView>;
