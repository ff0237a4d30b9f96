/** A client over a scripted portal: what a test of one method starts from. */
import { createClient, type PortalClient } from '../../../../main/crm/bitrix24/client.ts';
import { parseWebhook } from '../../../../main/crm/bitrix24/webhook.ts';
import { FakeClock } from '../fake-clock.ts';
import { ScriptedPortal, WEBHOOK, type Answer, type Asked } from '../scripted-portal.ts';

export const TIMEOUT_MS = 4000;

export interface Wire {
  readonly client: PortalClient;
  readonly portal: ScriptedPortal;
  readonly clock: FakeClock;
  readonly signal: AbortSignal;
  readonly leave: AbortController;
}

export function wireTo(answer: (asked: Asked) => Answer): Wire {
  const webhook = parseWebhook(WEBHOOK, false);
  if (!webhook.ok) throw new Error(webhook.error);
  const [portal, clock, leave] = [new ScriptedPortal(answer), new FakeClock(), new AbortController()];
  const needs = { webhook: webhook.value, timeoutMs: TIMEOUT_MS, allowInsecure: false, http: portal.send, clock };
  return { client: createClient(needs), portal, clock, leave, signal: leave.signal };
}
