/** An office on loopback: a PBX, a Bitrix24 portal, and the profile of an agent's computer. Demo and bench share it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPbx, type Pbx, type RigCall } from '../rig/pbx/index.ts';
import { createPortal, type Portal } from '../rig/portal/portal.ts';
import { samplePortal } from '../rig/portal/sample.ts';

export interface OfficeOptions {
  readonly portalLatencyMs: number;
  /** `vendor`: what a cloud portal allows from one address; `none`: a bench asks more than any office. */
  readonly portalLimits: 'vendor' | 'none';
  /** What the webhook may do; default: look callers up, and read employees. */
  readonly portalScopes?: readonly string[];
  /** How long the app waits for an answer; by default as long as its settings' default. */
  readonly portalTimeoutMs?: number;
}

export interface Office {
  readonly pbx: Pbx;
  readonly portal: Portal;
  /** An outside caller dials a queue; as many PBXs do, this one names the dialled number in Diversion. */
  readonly callQueue: (
    queue: (typeof queues)[number],
    from: { readonly number: string; readonly displayName?: string },
  ) => RigCall;
  /** Makes the profile of a new installation. @returns its folder and the file that sets it up */
  readonly newProfile: () => { readonly userDataDir: string; readonly provisioningFile: string };
  /** Removes the profiles, and nothing else: for a process that is being ended. */
  readonly removeProfiles: () => void;
  readonly close: () => Promise<void>;
}

export const companion = '101c';
export const passwordOf = (user: string): string => `password-of-${user}`;
/** The lines that outside callers dial. */
export const queues = [
  { number: '600', name: 'Sales' },
  { number: '610', name: 'Support' },
] as const;

const users = ['101', companion, '102', '104'].map((user) => ({ user, password: passwordOf(user) }));
/** A second companion for a client that knows no digest but MD5. */
export const plainCompanion = '103c';
const unlimited = {
  bucket: { capacity: Number.MAX_SAFE_INTEGER, leakPerSec: 1 },
  operating: { limitSec: Number.MAX_SAFE_INTEGER, windowSec: 600, costSec: 0 },
};

export async function openOffice({
  portalLatencyMs,
  portalLimits,
  portalScopes,
  portalTimeoutMs,
}: OfficeOptions): Promise<Office> {
  const pbx = await createPbx({
    users: [...users, { user: plainCompanion, password: passwordOf(plainCompanion), algorithms: ['MD5'] }],
    groups: { '600': ['101', companion], '610': ['104'] },
  });
  const portal = await createPortal({
    ...samplePortal,
    latencyMs: portalLatencyMs,
    ...(portalScopes === undefined ? {} : { scopes: portalScopes }),
    ...(portalLimits === 'none' ? unlimited : {}),
  });
  const crm = {
    // Look-ups that wait for the app's own share of a common limit would measure that limit.
    plan: portalLimits === 'none' ? 'self-hosted' : 'standard',
    ...(portalTimeoutMs === undefined ? {} : { timeoutMs: portalTimeoutMs }),
  };
  const folders: string[] = [];
  const removeProfiles = (): void => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  };
  return {
    pbx,
    portal,
    newProfile: () => {
      const folder = mkdtempSync(join(tmpdir(), 'ringside-office-'));
      folders.push(folder);
      const provisioningFile = join(folder, 'provisioning.json');
      writeFileSync(provisioningFile, JSON.stringify(provisioning(pbx, portal, crm)), { mode: 0o600 });
      return { userDataDir: join(folder, 'profile'), provisioningFile };
    },
    callQueue: ({ number }, from) =>
      pbx.call({ to: number, from, headers: { Diversion: `<sip:${number}@${pbx.domain}>` } }),
    removeProfiles,
    close: async () => {
      await pbx.close();
      await portal.close();
      removeProfiles();
    },
  };
}

function provisioning({ url, domain }: Pbx, { webhook }: Portal, crm: object): object {
  return {
    version: 1,
    sip: {
      servers: [url],
      aor: `sip:${companion}@${domain}`,
      extension: '101',
      password: passwordOf(companion),
    },
    crm: { webhook, ...crm },
    numbers: { country: 'US' },
    routing: { queues },
  };
}
