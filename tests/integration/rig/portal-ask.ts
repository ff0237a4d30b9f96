/** Asks a portal over a real socket, as any client would: a POST with a JSON body. */

import type { Wire } from '../../rig/portal/wire.ts';

export interface Asked {
  readonly status: number;
  readonly body: Record<string, Wire>;
}

/** @param webhook the portal's webhook, with its slash at the end */
export async function ask(
  webhook: string,
  method: string,
  params: object = {},
  init: RequestInit = {},
): Promise<Asked> {
  const response = await fetch(`${webhook}${method}.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
    ...init,
  });
  return { status: response.status, body: (await response.json()) as Record<string, Wire> };
}
