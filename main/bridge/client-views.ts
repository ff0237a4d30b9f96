/** What the windows are told of clients and of what is on its way to the CRM, made from the domain's own types. */
import type { ClientDetails, ClientsFound, EntityRef } from '../model/client.ts';
import type { Match } from '../model/crm.ts';
import type { OutboxState } from '../model/outbox.ts';
import { assertNever } from '../model/result.ts';
import type { DetailsView, FoundClients, LeadView, MatchView, OutboxStateView } from './contract/client-views.ts';

/** Whether the CRM's card of an entity can be opened. */
export type HasCard = (entity: EntityRef) => boolean;

/** @param details null: not told, not yet, or not allowed */
export const matchView = (match: Match, details: ClientDetails | null, hasCard: HasCard): MatchView => ({
  type: match.type,
  id: match.id,
  name: match.name,
  responsibleId: match.responsible?.id ?? null,
  hasCard: hasCard(match),
  details: details && detailsView(details, hasCard),
});

export const foundClientsView = (
  { matches, hasMore }: ClientsFound & { kind: 'found' },
  hasCard: HasCard,
): FoundClients => ({
  clients: matches.map((match) => ({
    type: match.type,
    id: match.id,
    name: match.name,
    responsibleName: match.responsible?.name ?? null,
    hasCard: hasCard(match),
  })),
  hasMore,
});

/** @param lead `createdId`: the CRM's id of it, once it is there */
export const leadView = (
  { title, state, createdId }: { title: string; state: OutboxState; createdId: string | null },
  hasCard: HasCard,
): LeadView => ({
  title,
  state: outboxStateView(state),
  id: createdId,
  hasCard: createdId !== null && hasCard({ type: 'LEAD', id: createdId }),
});

/** How far something has come: a failure by its code, and none of the portal's own words. */
export function outboxStateView(state: OutboxState): OutboxStateView {
  switch (state.kind) {
    case 'held':
      return { kind: 'held', untilEpochMs: state.untilEpochMs };
    case 'waiting':
      return { kind: 'waiting', code: state.error?.code ?? null, nextTryEpochMs: state.nextTryEpochMs };
    case 'in-flight':
      return { kind: 'in-flight' };
    case 'perhaps-sent':
      return { kind: 'perhaps-sent', code: state.error?.code ?? null };
    case 'refused':
      return { kind: 'refused', code: state.error.code };
    case 'sent':
      return { kind: 'sent', atEpochMs: state.atEpochMs };
    default:
      return assertNever(state);
  }
}

const detailsView = (
  { deals, moreDeals, lastContactEpochMs, related }: ClientDetails,
  hasCard: HasCard,
): DetailsView => ({
  deals: deals.map(({ id, title, sum }) => ({
    id,
    title,
    sum: sum && { value: sum.value, currency: sum.currency },
    hasCard: hasCard({ type: 'DEAL', id }),
  })),
  moreDeals,
  lastContactEpochMs,
  related: related.map(({ type, id, name }) => ({ type, id, name, hasCard: hasCard({ type, id }) })),
});
