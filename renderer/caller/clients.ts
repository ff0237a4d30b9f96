/** What can be done with whom the CRM knows, and what it tells of the client whom the card names. Pure. */
import type { CallView, LookupView } from '../../main/bridge/contract/call-views.ts';
import type { DetailsView, FoundClients } from '../../main/bridge/contract/client-views.ts';
import type { CallerWords } from '../i18n/words.ts';
import { assertNever } from '../ui/assert-never.ts';
import type { FoundClient } from './clients-state.svelte.ts';
import type { SearchView } from './search.svelte.ts';

const maxShown = 3;

/** Whether somebody else has the caller: what is to be said of the call is that colleague's. */
export const isSomebodyElses = ({ state }: Pick<CallView, 'state'>): boolean =>
  state.kind === 'ended' && state.how === 'answered-elsewhere';

/** What the card offers beside the client's name. @returns null: nothing */
export function clientsLink(call: CallView, look: LookupView | null): 'whose-number' | 'find-client' | null {
  const { crm, number } = call;
  if (crm === null || look === null || isSomebodyElses(call)) return null;
  if (look.kind !== 'found') return crm.canSearch ? 'find-client' : null;
  const isChoice = look.matches.length > 1 || look.why === 'picked' || look.why === 'chosen';
  if (!isChoice && !crm.canSearch) return null;
  return number.kind === 'outside' ? 'whose-number' : 'find-client';
}

export interface Facts {
  /** Those that are drawn. */
  readonly deals: DetailsView['deals'];
  readonly dealCount: number;
  readonly lastContactEpochMs: number | null;
  readonly companies: DetailsView['related'];
  readonly people: DetailsView['related'];
}

/** What is told of the named client beyond the look-up. @returns null where nothing is: not allowed, not yet, or nothing to tell */
export function factsOf(look: LookupView | null): Facts | null {
  if (look?.kind !== 'found') return null;
  const details = look.matches[0]?.details ?? null;
  if (details === null) return null;
  // Whoever is a match himself stands on the card already.
  const related = details.related.filter(
    ({ type, id }) => !look.matches.some((match) => match.type === type && match.id === id),
  );
  const facts = {
    deals: details.deals.slice(0, maxShown),
    dealCount: details.deals.length + details.moreDeals,
    lastContactEpochMs: details.lastContactEpochMs,
    companies: related.filter(({ type }) => type === 'COMPANY').slice(0, maxShown),
    people: related.filter(({ type }) => type !== 'COMPANY').slice(0, maxShown),
  };
  const isEmpty =
    facts.dealCount === 0 &&
    facts.lastContactEpochMs === null &&
    facts.companies.length === 0 &&
    facts.people.length === 0;
  return isEmpty ? null : facts;
}

/** How many open deals are not drawn. */
export const hiddenDeals = ({ deals, dealCount }: Facts): number => dealCount - deals.length;

/** Whether the agent has said since that it is another client: what he chose is shown at once, also from under a hand. */
export function isChosenAnew(before: LookupView, now: LookupView | null): boolean {
  if (before.kind !== 'found' || now?.kind !== 'found') return false;
  const [one, other] = [before.matches[0], now.matches[0]];
  const isOther = one?.type !== other?.type || one?.id !== other?.id;
  return isOther && (before.why !== now.why || now.why === 'picked' || now.why === 'chosen');
}

/** The look-up's own matches as a list to choose from. */
export function namedClients(look: LookupView | null): readonly FoundClient[] {
  if (look?.kind !== 'found') return [];
  return look.matches.map(({ type, id, name, hasCard, responsibleId }) => {
    const responsible = look.plan.people.find(({ personId }) => personId === responsibleId);
    return { type, id, name, hasCard, responsibleName: responsible?.name ?? null };
  });
}

/** Those whom a search found and who do not stand on the list already. */
export function clientsBeyond(view: SearchView<FoundClients>, listed: readonly FoundClient[]): readonly FoundClient[] {
  if (view.kind !== 'found') return [];
  return view.found.clients.filter(({ type, id }) => !listed.some((one) => one.type === type && one.id === id));
}

/** What a search came to, in words; empty where nothing was asked. @param none said where nobody was found */
export function searchStatus(view: SearchView<unknown>, count: number, none: string, words: CallerWords): string {
  switch (view.kind) {
    case 'none':
      return '';
    case 'searching':
      return words.searching;
    case 'refused':
      return view.code === 'crm-failed' ? words.crmSilent : words.refusals[view.code];
    case 'found':
      return count === 0 ? none : words.clientsFound(count);
    default:
      return assertNever(view);
  }
}
