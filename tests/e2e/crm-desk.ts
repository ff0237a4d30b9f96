/** A desk whose webhook has the scope `crm`: what tests of clients, leads, notes and kept answers share. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { RigCall } from '../rig/pbx/index.ts';
import { hideAll } from './cards.ts';
import type { Desk, DeskOptions } from './desk.ts';

export const withCrm = { scopes: ['telephony', 'user_basic', 'crm'] } as const satisfies DeskOptions;

const folder = join(import.meta.dirname, '../../reports/e2e/app');

/** Into reports/e2e/app/NAME-light.png and NAME-dark.png. */
export async function pictures(name: string, page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: null });
}

/** The caller hangs up, and no card is left. */
export async function endCall(desk: Desk, call: RigCall | null): Promise<void> {
  call?.hangUp();
  await call?.whenSettled();
  await hideAll(desk);
}

/** How often the portal was asked for one of these methods since it was last told to forget. */
export const askedFor = ({ portal }: Desk, method: RegExp): number =>
  portal.requests.filter((request) => method.test(request.method)).length;
