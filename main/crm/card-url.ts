/** Addresses of CRM cards in the browser. */
import type { CrmSettings } from '../model/settings.ts';
import { isSchemeAllowed } from './bitrix24/webhook.ts';

/** Entity types that have a card, and its folder: `https://PORTAL/crm/contact/details/651/`. */
const FOLDERS: Readonly<Record<string, string>> = {
  CONTACT: 'contact',
  COMPANY: 'company',
  LEAD: 'lead',
  DEAL: 'deal',
};

/** What stands before `contact/details/651/`, with a closing slash: the settings' `cardBase`, else the portal's `/crm/`.
 *  @returns null where that is no https address (or http as the settings allow) */
export function cardBase(settings: Pick<CrmSettings, 'cardBase' | 'allowInsecure'>, portal: URL | null): URL | null {
  const base = settings.cardBase === null ? portalBase(portal) : URL.parse(settings.cardBase.replace(/\/*$/, '/'));
  if (base === null || base.username !== '' || !isSchemeAllowed(base, settings.allowInsecure)) return null;
  return base;
}

function portalBase(portal: URL | null): URL | null {
  return portal === null ? null : new URL('crm/', portal);
}

/** The card of a match, always under `base`; null for a type without a card or an id that is no number. */
export function cardUrl(match: { readonly type: string; readonly id: string }, base: URL): string | null {
  const folder = Object.hasOwn(FOLDERS, match.type) ? FOLDERS[match.type] : undefined;
  if (folder === undefined || !/^\d{1,18}$/.test(match.id)) return null;
  return new URL(`${folder}/details/${match.id}/`, base).href;
}
