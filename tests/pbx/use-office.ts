/** One office for the tests of a `describe`: started before the first, quiet after each, stopped after the last, also where one fails. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { hideAll } from '../e2e/cards.ts';
import { createPortal, type Portal } from '../rig/portal/portal.ts';
import { samplePortal } from '../rig/portal/sample.ts';
import { mailboxAccount } from './accounts.ts';
import { startCompanion, type Companion, type CompanionOptions } from './companion.ts';
import { startOffice, type Office, type OfficeOptions } from './office.ts';
import { startAsterisk } from './servers/asterisk.ts';
import { startKamailio, type KamailioOptions } from './servers/kamailio.ts';
import type { RealServer, ServerAddress, ServerName } from './servers/real-server.ts';

/** For `describe.each`: every scenario runs on both. */
export const servers = ['asterisk', 'kamailio'] as const satisfies readonly ServerName[];

/** The server that all test files share: never killed, frozen or started again. */
export const sharedServer = (name: ServerName): ServerAddress => inject('servers')[name];

/** A server of one's own, to be killed and frozen, or set up otherwise.
 *  @returns it, from within tests and hooks. @throws Error outside of them */
export function useOwnServer(name: ServerName, options: KamailioOptions = {}): () => RealServer {
  let server: RealServer | null = null;
  beforeAll(async () => {
    server = name === 'asterisk' ? await startAsterisk() : await startKamailio(options);
  });
  afterAll(async () => {
    // Where a test left it frozen, it has to hear that it ends.
    server?.thaw();
    await server?.stop();
  });
  return () => {
    if (server === null) throw new Error(`${name} has not started.`);
    return server;
  };
}

/** Where a test fails, what the apps wrote to stderr and the end of the server's log are printed.
 *  @returns the office, from within tests and hooks. @throws Error outside of them */
export function useOffice(server: ServerAddress | (() => ServerAddress), options: OfficeOptions = {}): () => Office {
  let office: Office | null = null;
  beforeAll(async () => {
    office = await startOffice(typeof server === 'function' ? server() : server, options);
    // The pointer begins where the card comes, and a card under it does not go by itself.
    for (const { callerPage } of office.companions) await (await callerPage()).mouse.move(-5, -5);
  });
  afterAll(async () => {
    await office?.stop();
  });
  beforeEach(({ onTestFailed }) => {
    onTestFailed(() => {
      if (office !== null) console.error(lastWords(office));
    });
  });
  afterEach(async () => {
    if (office !== null) await quieten(office);
  });
  return () => {
    if (office === null) throw new Error('The office has not started.');
    return office;
  };
}

/** Companions without an office around them: each test starts what it needs, and all are stopped behind it.
 *  @returns starts one, as {@link startCompanion} does */
export function useCompanions(): (options: Omit<CompanionOptions, 'portal'>) => Promise<Companion> {
  let portal: Portal | null = null;
  const started: Companion[] = [];
  beforeAll(async () => {
    portal = await createPortal(samplePortal);
  });
  afterEach(async () => {
    for (const companion of started.splice(0)) await companion.stop();
  });
  afterAll(() => portal?.close());
  return async (options) => {
    if (portal === null) throw new Error('The portal has not started.');
    const companion = await startCompanion({ ...options, portal });
    started.push(companion);
    return companion;
  };
}

/** Everybody hangs up, every phone is idle and rings again, no card is left. */
async function quieten({ phones, companions }: Office): Promise<void> {
  for (const phone of phones) {
    if (phone.user !== mailboxAccount.user) phone.behaviour = 'ring';
    for (const call of phone.calls) call.hangUp();
  }
  await Promise.all(phones.map((phone) => phone.whenState('idle')));
  for (const companion of companions) await hideAll(companion);
}

function lastWords({ server, companions }: Office): string {
  const log = readFileSync(server.logFile, 'utf8').trim().split('\n').slice(-30).join('\n');
  const said = companions.map((each) => `The app of ${each.user} wrote:\n${each.stderr().slice(-3000)}`);
  return [...said, `${server.name}'s log ends with:\n${log}`].join('\n');
}
