/** What the scenes are played on: the office with its people's phones, and the agent's computer with the card. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { calibrate } from '../bench/page-clock.ts';
import { PageProbe, type Seen } from '../bench/page-probe.ts';
import { within } from '../bench/within.ts';
import type { Chosen } from '../electron-stand-in/choose.ts';
import { createPhone, type Phone } from '../rig/pbx/index.ts';
import { installApp, type InstalledApp } from './installed-app.ts';
import { passwordOf, type Office } from './office.ts';

export interface Stage {
  readonly office: Office;
  readonly installed: InstalledApp;
  readonly desk: Phone;
  readonly anna: Phone;
  readonly boris: Phone;
  /** Pictures taken so far, full paths. */
  readonly pictures: readonly string[];
  /** Starts to look for a text on the card. @returns waits for it, in this process's time */
  readonly expectOnCard: (text: string) => Promise<() => Promise<Seen>>;
  /** Presses the card's first button of that name once it counts. @returns performance.now() of the click event */
  readonly press: (button: RegExp) => Promise<number>;
  /** Waits until the last card has gone. */
  readonly whenCardGone: () => Promise<void>;
  /** Takes `NAME-light.png` and `NAME-dark.png`. */
  readonly picture: (name: string) => Promise<void>;
  /** Waits for one step. @throws Error (rejects) that names it, after the limit */
  readonly step: <T>(name: string, work: Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export interface StageOptions {
  readonly office: Office;
  readonly chosen: Chosen;
  readonly env: Readonly<Record<string, string>>;
  readonly picturesFolder: string;
  /** The longest that one step may take. */
  readonly limitMs: number;
}

const cards = '[data-content]';
/** The card ignores clicks for 300 ms after it has moved. */
const stillMs = 350;
const pictureStillMs = 150;
const clockTries = 40;

export async function setStage({ office, chosen, env, picturesFolder, limitMs }: StageOptions): Promise<Stage> {
  mkdirSync(picturesFolder, { recursive: true });
  const step = <T>(name: string, work: Promise<T>): Promise<T> => within(name, work, limitMs);
  const phoneOf = (user: string): Promise<Phone> => createPhone({ pbx: office.pbx, user, password: passwordOf(user) });
  const [desk, anna, boris] = await Promise.all([phoneOf('101'), phoneOf('102'), phoneOf('104')]);
  const closePhones = async (): Promise<void> => {
    for (const phone of [desk, anna, boris]) await phone.close();
  };
  const installed = await installApp(office, chosen, { env, limitMs }).catch(async (error: unknown) => {
    await closePhones();
    throw error;
  });
  const { card } = installed;
  const probe = await PageProbe.attach(card);
  const { offsetMs } = await calibrate(card, clockTries);
  const pictures: string[] = [];
  return {
    office,
    installed,
    desk,
    anna,
    boris,
    pictures,
    step,
    expectOnCard: async (text) => {
      const wait = await probe.expect({ within: cards, text });
      return async () => {
        const { domMs, paintedMs } = await wait();
        return { domMs: domMs + offsetMs, paintedMs: paintedMs + offsetMs };
      };
    },
    press: async (button) => {
      const found = card.getByRole('button', { name: button }).first();
      await found.waitFor();
      await probe.whenStill(cards, stillMs);
      await found.click();
      return (await probe.lastClickMs()) + offsetMs;
    },
    whenCardGone: () => probe.whenEmpty(cards),
    picture: async (name) => {
      // The window follows the size of what is on it.
      await probe.whenStill(cards, pictureStillMs);
      for (const theme of ['light', 'dark'] as const)
        pictures.push(await take(card, join(picturesFolder, name), theme));
      // Back to what the system and the settings say.
      await card.emulateMedia({ colorScheme: null });
    },
    close: async () => {
      await installed.quit();
      await closePhones();
    },
  };
}

async function take(card: Page, path: string, theme: 'light' | 'dark'): Promise<string> {
  await card.emulateMedia({ colorScheme: theme });
  const file = `${path}-${theme}.png`;
  await card.screenshot({ path: file });
  return file;
}
