/** A whole desk for end-to-end tests: a PBX, a CRM portal, two desk phones and the built app, set up by a provisioning file. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import type { WindowName } from '../../main/model/window.ts';
import { launchApp, windowAt, type LaunchedApp } from '../electron-stand-in/launch.ts';
import { createPbx, createPhone, type CallOptions, type Pbx, type PbxOptions, type Phone } from '../rig/pbx/index.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import type { PbxFaults, PbxUser } from '../rig/pbx/options.ts';
import type { PortalUser } from '../rig/portal/data.ts';
import { createPortal, type Portal, type PortalOptions } from '../rig/portal/portal.ts';
import { samplePortal } from '../rig/portal/sample.ts';

/** What an administrator writes into a provisioning file. */
export interface DeskConfig {
  readonly version: 1;
  readonly sip: Record<string, unknown> | null;
  readonly crm: Record<string, unknown> | null;
  readonly numbers: Record<string, unknown>;
  readonly routing: Record<string, unknown>;
  readonly desktop?: Record<string, unknown>;
}

export interface DeskOptions {
  readonly pbx?: Partial<PbxOptions>;
  /** What is wrong with the PBX from the start. */
  readonly faults?: Partial<PbxFaults>;
  /** The configuration that the app starts with, made from the usual one; null: the app starts without any. */
  readonly config?: (usual: DeskConfig) => DeskConfig | null;
  /** Employees beside the sample's. */
  readonly users?: readonly PortalUser[];
  /** What the webhook may do; default: the portal's own, without the scope `crm`. */
  readonly scopes?: PortalOptions['scopes'];
  /** Run before the app starts, e.g. to leave a damaged file in its data folder. */
  readonly prepare?: (folders: { readonly userData: string; readonly outside: string }) => void;
  /** Whether to wait until the app is registered. Default: wherever it has a configuration. */
  readonly isRegistering?: boolean;
}

export interface Desk {
  readonly pbx: Pbx;
  readonly portal: Portal;
  /** Anna Petrova's desk phone, extension 102. */
  readonly anna: Phone;
  /** This agent's own desk phone, extension 101, which rings beside the app. */
  readonly ownPhone: Phone;
  readonly app: ElectronApplication;
  readonly launched: LaunchedApp;
  /** The app's own folder, and one outside it, where the provisioning file lies. */
  readonly folders: { readonly userData: string; readonly outside: string };
  readonly provisioningFile: string;
  readonly config: DeskConfig;
  callerPage(): Promise<Page>;
  /** The open set-up window; waits until there is one. */
  setupPage(): Promise<Page>;
  /** The open status window; waits until there is one. */
  statusPage(): Promise<Page>;
  /** The open colleagues' window; waits until there is one. */
  colleaguesPage(): Promise<Page>;
  /** The open window of what waits for the CRM; waits until there is one. */
  outboxPage(): Promise<Page>;
  /** A client in the CRM with a number that nothing else has.
   *  @param assignedById the sample's employee; default Anna Petrova */
  newClient(name: string, assignedById?: number): string;
  /** Somebody calls the queue in which this desk is; resolves once it rings in the app. */
  ring(number: string, options?: Partial<CallOptions>): Promise<RigCall>;
  /** Starts the app again on the same data folder, after `stopApp`. */
  startApp(args?: readonly string[]): Promise<ElectronApplication>;
  stopApp(): Promise<void>;
  /** SIGKILL, as a power cut would: nothing is written any more. */
  killApp(): Promise<void>;
  /** Into reports/e2e/app/NAME.png. */
  screenshot(name: string, page: Page): Promise<void>;
  /** What the app wrote to stderr since its last start. */
  stderr(): string;
  /** Ends the app, the phones, the portal and the PBX, and removes the folders. */
  stop(): Promise<void>;
}

export const agentUser = '101c';
export const sipPassword = 'desk-password-7391';
/** Who may register at a desk's PBX. */
export const deskUsers = [
  { user: agentUser, password: sipPassword },
  { user: '101', password: 'own-phone' },
  { user: '102', password: 'annas-phone' },
] as const satisfies readonly PbxUser[];
const reports = join(import.meta.dirname, '../../reports/e2e/app');

const usualConfig = (pbx: Pbx, portal: Portal): DeskConfig => ({
  version: 1,
  sip: {
    servers: [pbx.url],
    aor: `sip:${agentUser}@${pbx.domain}`,
    extension: '101',
    authorizationUser: agentUser,
    password: sipPassword,
  },
  crm: { kind: 'bitrix24', webhook: portal.webhook },
  numbers: { country: 'US', dialFormat: 'e164' },
  routing: {
    declineTo: '610',
    queues: [
      { number: '600', name: 'Sales' },
      { number: '610', name: 'Support' },
    ],
  },
});

/** Starts everything; what was started before a failure is stopped again. */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    return await build(options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(options: DeskOptions, stops: (() => Promise<void>)[], stop: Desk['stop']): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-desk-'));
  const folders = { userData: join(folder, 'data'), outside: mkdtempSync(join(folder, 'outside-')) };
  stops.push(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    return Promise.resolve();
  });
  const pbx = await createPbx({
    users: deskUsers,
    // 610 is a queue in which Anna is alone.
    groups: { '600': ['101', agentUser], '610': ['102'] },
    ...options.pbx,
  });
  stops.push(() => pbx.close());
  Object.assign(pbx.faults, options.faults);
  const ownPhone = await createPhone({ pbx, user: '101', password: 'own-phone' });
  stops.push(() => ownPhone.close());
  const anna = await createPhone({ pbx, user: '102', password: 'annas-phone' });
  stops.push(() => anna.close());
  // A file's calls come faster than any agent's: the portal's limits have tests of their own.
  const bucket = { capacity: 10_000, leakPerSec: 1000 };
  const portal = await createPortal({
    ...samplePortal,
    users: [...samplePortal.users, ...(options.users ?? [])],
    bucket,
    ...(options.scopes === undefined ? {} : { scopes: options.scopes }),
  });
  stops.push(() => portal.close());

  const usual = usualConfig(pbx, portal);
  const config = options.config === undefined ? usual : options.config(usual);
  const provisioningFile = join(folders.outside, 'ringside.json');
  if (config !== null) writeFileSync(provisioningFile, JSON.stringify(config));
  options.prepare?.(folders);

  let launched = await launchApp({
    userDataDir: folders.userData,
    args: config === null ? [] : [`--provision=${provisioningFile}`, '--provision-silently'],
  });
  stops.push(() => launched.stop());
  if (options.isRegistering ?? config !== null) await pbx.whenRegistered(agentUser);

  let clients = 0;
  const page = (name: WindowName) => (): Promise<Page> => windowAt(launched.app, `/${name}/index.html`);
  return {
    pbx,
    portal,
    anna,
    ownPhone,
    folders,
    provisioningFile,
    config: config ?? usual,
    get app() {
      return launched.app;
    },
    get launched() {
      return launched;
    },
    callerPage: page('caller'),
    setupPage: page('setup'),
    statusPage: page('status'),
    colleaguesPage: page('colleagues'),
    outboxPage: page('outbox'),
    newClient: (name, assignedById = 99) => {
      clients += 1;
      const number = `+1202555${String(1000 + clients)}`;
      const entity = { type: 'CONTACT', id: 9000 + clients, name, phones: [number], assignedById } as const;
      portal.data.entities = [...portal.data.entities, entity];
      return number;
    },
    ring: async (number, call = {}) => {
      const ringing = pbx.call({ to: '600', from: { number }, ...call });
      await ringing.whenRinging(agentUser);
      return ringing;
    },
    startApp: async (args = []) => {
      launched = await launchApp({ userDataDir: folders.userData, args });
      return launched.app;
    },
    stopApp: () => launched.stop(),
    killApp: async () => {
      const gone = once(launched.child, 'exit');
      launched.child.kill('SIGKILL');
      await gone;
    },
    screenshot: async (name, shown) => {
      await shown.screenshot({ path: join(reports, `${name}.png`) });
    },
    stderr: () => launched.stderr(),
    stop,
  };
}
