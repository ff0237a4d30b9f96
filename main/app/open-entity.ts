/** Opens a CRM card in the browser: only over https, only at the portal's host or the one that the admin moved the cards to. */
import { openLink } from '../desktop/links.ts';
import type { EntityRef } from '../model/client.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { Session } from './session.ts';

/** Hosts whose pages may be opened. */
function crmHosts({ crm, settings }: Pick<Session, 'crm' | 'settings'>): string[] {
  const cardBase = settings.crm?.cardBase ?? null;
  return [crm?.host ?? null, cardBase === null ? null : new URL(cardBase).host].filter((host) => host !== null);
}

/** @returns `no-card` where the CRM has no page for it, or the system could not open it. Never rejects. */
export async function openEntity(
  session: Pick<Session, 'crm' | 'settings'>,
  entity: EntityRef,
): Promise<Result<null, 'no-card'>> {
  const url = session.crm?.cardUrl(entity) ?? null;
  if (url === null) return err('no-card');
  const opened = await openLink(url, {
    hosts: crmHosts(session),
    allowInsecure: session.settings.crm?.allowInsecure ?? false,
  });
  return opened.ok ? ok(null) : err('no-card');
}
