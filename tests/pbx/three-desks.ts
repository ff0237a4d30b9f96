/** Three companions in one office – who sends (101), who is sent to (102), who only stands by (103) – as their agents see them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { button, cardWith, click, expectTexts } from '../e2e/cards.ts';
import type { DeskConfig } from '../e2e/desk.ts';
import { readRecord } from '../electron-stand-in/record.ts';
import type { Desk } from './accounts.ts';
import type { Companion } from './companion.ts';
import type { Office, OfficeOptions } from './office.ts';

const desks = ['101', '102', '103'] as const satisfies readonly Desk[];

/** Phones and companions at 101, 102 and 103, with notes, and a phone alone at 104 (Boris Ivanov): at a desk with a companion the server never finds
 *  everybody busy. The sender's settings may differ. */
export function threeDesks(senderSip: Readonly<Record<string, unknown>> = {}): OfficeOptions {
  const config = (more: Readonly<Record<string, unknown>>) => (usual: DeskConfig) => ({
    ...usual,
    sip: { ...usual.sip, companionPattern: '{ext}c', ...more },
  });
  const companions = desks.map((desk) => ({ desk, config: config(desk === '101' ? senderSip : {}) }));
  return { phones: [...desks, '104'], companions };
}

/** The card of that client at a desk. */
export async function cardAt(office: Office, desk: Desk, client: string): Promise<Locator> {
  return cardWith(await office.companion(desk).callerPage(), client);
}

/** What a card says of a colleague: workday and line. */
export const rowOf = (card: Locator, name: string): Locator => card.getByRole('group', { name });

/** Waits until it rings at Anna with this client, as the lamps tell it too: an answer before that would prove nothing of her. */
export async function whenRingsAtAnna(office: Office, client: string): Promise<void> {
  const hers = await cardAt(office, '102', client);
  await expectTexts(rowOf(hers, 'Anna Petrova'), ['this desk', 'Rings']);
}

/** Finds the bystander by name, sees that she is free, and sends the call to her. */
export async function sendToClara(card: Locator): Promise<void> {
  await click(button(card, 'Send to…'));
  await card.getByLabel('Name or number').fill('Clara');
  await expectTexts(card.getByRole('listitem').filter({ hasText: 'Clara Weiss' }), ['Free']);
  await click(rowOf(card, 'Clara Weiss').getByRole('button', { name: /^Extension 103/ }));
}

/** Opens the note and types it. */
export async function typeNote(card: Locator, text: string): Promise<void> {
  await click(button(card, 'Add a note'));
  await card.getByLabel('Note for the colleague').fill(text);
}

/** That no card of this client is or ever was at a desk: nothing on the screen, nothing in its history. Ask it once the call is over. */
export async function expectNeverShown(office: Office, desk: Desk, client: string): Promise<void> {
  const companion = office.companion(desk);
  const page = await companion.callerPage();
  expect([await page.locator('[data-call]').count(), historyOf(companion, client)]).toEqual([0, null]);
}

interface LastCall {
  readonly how: string;
  readonly sentTo: string | null;
  readonly outcome: string | null;
}

/** Waits until the history of a companion says this of the client's last call. */
export async function expectHistory(companion: Companion, client: string, said: LastCall): Promise<void> {
  await expect.poll(() => historyOf(companion, client), { timeout: 10_000 }).toEqual(said);
}

/** What the history of a companion says of the client's last call; null where there was none. */
export function historyOf(companion: Companion, client: string): LastCall | null {
  const database = new DatabaseSync(join(companion.folders.userData, 'ringside.db'), { readOnly: true });
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  try {
    const found = database
      .prepare('SELECT how, sent_to, sent_to_outcome FROM calls WHERE name = ? ORDER BY seq DESC')
      .get(client);
    if (found === undefined) return null;
    return { how: String(found['how']), sentTo: text(found['sent_to']), outcome: text(found['sent_to_outcome']) };
  } finally {
    database.close();
  }
}

/** All notifications with this in their text, as title and text. On the stand-in only. */
export async function notificationsWith({ app }: Companion, text: string): Promise<readonly (readonly string[])[]> {
  const { notifications } = await readRecord(app);
  return notifications.filter(({ body }) => body.includes(text)).map(({ title, body }) => [title, body]);
}

/** Each desk's screen into reports/pbx/NAME-DESK.png. */
export async function screenshots(office: Office, name: string): Promise<void> {
  const folder = join(import.meta.dirname, '../../reports/pbx');
  mkdirSync(folder, { recursive: true });
  for (const companion of office.companions) {
    const page = await companion.callerPage();
    await page.screenshot({ path: join(folder, `${name}-${companion.desk}.png`) });
  }
}

/** Another client calls Anna, and she picks up once her lamp rings: Kamailio's may go on ringing where she is faster than that.
 *  @returns hangs up at her phone */
export async function engageAnna(office: Office): Promise<() => void> {
  const { callIn, newClient, phone } = office;
  const before = phone('102').rings.length;
  const call = await callIn('102', newClient('Earlier Emil'));
  const ring = await phone('102').whenRings(before + 1);
  await whenRingsAtAnna(office, 'Earlier Emil');
  ring.answer();
  await call.whenHears('102');
  return () => {
    ring.hangUp();
  };
}

/** The large button says so, and the reason above it. */
export async function expectRecommended(card: Locator, label: RegExp, reason: string | RegExp): Promise<void> {
  await button(card, label).waitFor({ timeout: 5000 });
  await expectTexts(card, [reason]);
}
