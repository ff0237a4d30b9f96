/** A ringing call is sent on as an agent does it, and what of that stands in the history. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { button, cardWith, click, expectTexts } from '../e2e/cards.ts';
import type { OutgoingCall } from '../rig/pbx/index.ts';
import type { Desk } from './accounts.ts';
import type { Companion } from './companion.ts';
import type { Office } from './office.ts';

export interface Ringing {
  readonly call: OutgoingCall;
  readonly card: Locator;
  /** The caller's. */
  readonly number: string;
}

/** A client of Anna Petrova (102) calls in, and his card has her on it.
 *  @param desk whose card; default the office's first companion */
export async function ringIn(office: Office, to: string, client: string, desk?: Desk): Promise<Ringing> {
  const number = office.newClient(client);
  const call = await office.callIn(to, number);
  return { call, number, card: await cardAt(office, client, desk) };
}

/** The ringing card of that client at a desk. */
async function cardAt(office: Office, client: string, desk?: Desk): Promise<Locator> {
  const card = cardWith(await office.companion(desk).callerPage(), client);
  await expectTexts(card, [/ringing 0:/, 'Anna Petrova']);
  return card;
}

/** Clicks the recommended target: Anna Petrova. */
export async function sendToAnna(card: Locator): Promise<void> {
  await click(button(card, /^Transfer Anna Petrova · ext\. 102/));
}

/** What the card says once the server has taken the 302; that it rings there may be told in the same moment. */
export const sentTo = (whom: string): RegExp => new RegExp(`(?:Sent to|Rings at)\\s*${whom.replaceAll(' ', '\\s+')}`);

/** Types into "Send to…" and presses Enter. */
export async function typeAndSend(card: Locator, text: string): Promise<void> {
  await click(button(card, 'Send to…'));
  await card.getByLabel('Name or number').fill(text);
  await card.page().keyboard.press('Enter');
}

/** Waits until the history says this of the client's last call: how it ended, and where it was sent. */
export async function expectRecorded(companion: Companion, client: string, said: readonly unknown[]): Promise<void> {
  await expect.poll(() => recorded(companion, client), { timeout: 5000 }).toEqual(said);
}

function recorded(companion: Companion, client: string): readonly (string | null)[] {
  const database = new DatabaseSync(join(companion.folders.userData, 'ringside.db'), { readOnly: true });
  try {
    const found = database.prepare('SELECT how, sent_to FROM calls WHERE name = ? ORDER BY seq DESC').get(client);
    return found === undefined ? [] : Object.values(found).map((value) => (value === null ? null : String(value)));
  } finally {
    database.close();
  }
}
