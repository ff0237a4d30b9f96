/** Whether the CRM has a page for an entity, in a session's portal. */
import type { EntityRef } from '../model/client.ts';
import type { Session } from './session.ts';

/** @returns false for all where no CRM is set up */
export const hasCardIn =
  ({ crm }: Pick<Session, 'crm'>) =>
  (entity: EntityRef): boolean =>
    crm !== null && crm.cardUrl(entity) !== null;
