/** The built app at one desk, registered at a real server, as a test holds it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { expectTexts } from '../e2e/cards.ts';
import type { DeskConfig } from '../e2e/desk.ts';
import { launchApp, windowAt, type LaunchedApp } from '../electron-stand-in/launch.ts';
import type { Portal } from '../rig/portal/portal.ts';
import { accountOf, type Desk } from './accounts.ts';
import { transports, type ServerAddress, type Transport } from './servers/real-server.ts';

export interface CompanionOptions {
  readonly server: ServerAddress;
  readonly portal: Portal;
  /** 101…105: an endpoint of its own; 201, 202: the phone's Address of Record. */
  readonly desk: Desk;
  /** Default RINGSIDE_PBX_TRANSPORT, else wss. */
  readonly transport?: Transport;
  /** The configuration that the app starts with, made from the usual one. */
  readonly config?: (usual: DeskConfig) => DeskConfig;
  /** Whether to wait until the app is registered. Default true. */
  readonly isRegistering?: boolean;
}

export interface Companion {
  readonly desk: Desk;
  /** The user part of its Address of Record: `101c`, or `201`. */
  readonly user: string;
  readonly app: ElectronApplication;
  readonly launched: LaunchedApp;
  /** The app's own, with its history. */
  readonly folders: { readonly userData: string };
  /** The window with the cards. */
  readonly callerPage: () => Promise<Page>;
  /** Opens the status window, as somebody does who starts the app once more. */
  readonly openStatus: () => Promise<Page>;
  /** As soon as its status window says that it is reachable. */
  readonly whenReachable: () => Promise<void>;
  /** As soon as the desk phone's lamp is told, which proves who picked up. */
  readonly whenLampTold: () => Promise<void>;
  /** Ends the app and starts it again on the same data folder. */
  readonly restart: () => Promise<void>;
  readonly stderr: () => string;
  /** Ends the app and removes its folder. */
  readonly stop: () => Promise<void>;
}

export function usualConfig({ server, portal, desk, transport = usualTransport() }: CompanionOptions): DeskConfig {
  const { user, password } = accountOf(desk).companion;
  return {
    version: 1,
    sip: {
      servers: [server.urls[transport]],
      aor: `sip:${user}@${server.domain}`,
      extension: desk,
      authorizationUser: user,
      password,
      pbx: server.name,
      caFile: server.caFile,
    },
    crm: { kind: 'bitrix24', webhook: portal.webhook },
    numbers: { country: 'US', dialFormat: 'e164' },
    routing: {
      declineTo: '160',
      queues: [
        { number: '600', name: 'Sales' },
        { number: '700', name: 'Front office' },
      ],
    },
  };
}

/** Starts the built app with a provisioning file. Stop it in the end. */
export async function startCompanion(options: CompanionOptions): Promise<Companion> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-companion-'));
  const userDataDir = join(folder, 'data');
  const usual = usualConfig(options);
  const file = join(folder, 'ringside.json');
  writeFileSync(file, JSON.stringify(options.config?.(usual) ?? usual));
  const removeFolder = (): void => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const args = [`--provision=${file}`, '--provision-silently'];
  const launch = (): Promise<LaunchedApp> => launchApp({ userDataDir, args, ...builtApp() });
  let launched = await launch().catch((cause: unknown) => {
    removeFolder();
    throw cause;
  });
  const openStatus = async (): Promise<Page> => {
    await launched.app.evaluate(({ app }) => app.emit('second-instance', {}, ['ringside'], '/'));
    return windowAt(launched.app, '/status/index.html');
  };
  const companion: Companion = {
    desk: options.desk,
    user: accountOf(options.desk).companion.user,
    get app() {
      return launched.app;
    },
    get launched() {
      return launched;
    },
    folders: { userData: userDataDir },
    callerPage: () => windowAt(launched.app, '/caller/index.html'),
    openStatus,
    whenReachable: async () => {
      const page = await openStatus();
      await expectTexts(page.locator('main'), ['Reachable, checked']);
      await page.close();
    },
    whenLampTold: async () => {
      const page = await openStatus();
      await page.locator('dd').getByText('told', { exact: true }).waitFor();
      await page.close();
    },
    restart: async () => {
      await launched.stop();
      launched = await launch();
    },
    stderr: () => launched.stderr(),
    stop: async () => {
      await launched.stop();
      removeFolder();
    },
  };
  if (options.isRegistering !== false) {
    await companion.whenReachable().catch(async (cause: unknown) => {
      await companion.stop();
      throw new Error(`The companion of ${options.desk} did not register.\n${companion.stderr()}`, { cause });
    });
  }
  return companion;
}

/** What companions speak where a scenario does not say. @throws Error for an unknown RINGSIDE_PBX_TRANSPORT */
export function usualTransport(): Transport {
  const wanted = process.env['RINGSIDE_PBX_TRANSPORT'] ?? '';
  const found = transports.find((each) => each === wanted);
  if (found === undefined && wanted !== '') throw new Error(`RINGSIDE_PBX_TRANSPORT=${wanted} is no transport.`);
  return found ?? transports[0];
}

/** RINGSIDE_APP names the folder of another build, for work on scenarios while this one's is being changed. */
function builtApp(): { root?: string } {
  const root = process.env['RINGSIDE_APP'] ?? '';
  return root === '' ? {} : { root };
}
