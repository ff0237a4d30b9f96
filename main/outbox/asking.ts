/** One request to the portal, and what its answer says of the portal itself. */
import type { CrmError } from '../model/crm.ts';
import type { OutboxItem } from '../model/outbox.ts';
import { isPortalWide } from './backoff.ts';
import type { Target } from './lanes.ts';
import type { PhaseEvent } from './machine.ts';
import type { Sender } from './ports.ts';

type Answer = Extract<PhaseEvent, { kind: 'send-result' | 'look-result' }>;

/** Sends it, or looks for it. Without a portal or its target nothing is asked, and it counts as broken off. */
export async function askPortal(
  sender: Sender | null,
  target: Target,
  what: 'send' | 'look',
  signal: AbortSignal,
): Promise<Answer> {
  const item: OutboxItem | null = target.kind === 'ready' ? target.item : null;
  const isPossible = sender !== null && item !== null && !signal.aborted;
  if (what === 'send') {
    return { kind: 'send-result', result: isPossible ? await sender.send(item, signal) : { kind: 'aborted' } };
  }
  return { kind: 'look-result', result: isPossible ? await sender.readBack(item, signal) : { kind: 'aborted' } };
}

/** Whether the portal answers at all, by this answer; null where it does not say. */
export function portalOf({ result }: Answer): { readonly answers: boolean } | null {
  if (result.kind === 'aborted') return null;
  const error: CrmError | null = result.kind === 'failed' ? result.error : null;
  return { answers: error === null || !isPortalWide(error) };
}
