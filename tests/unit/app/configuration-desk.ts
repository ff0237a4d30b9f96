/** A configuration over files and a keyring in memory, and provisioning files in a folder of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Configuration } from '../../../main/app/configuration.ts';
import { Problems } from '../../../main/app/problems.ts';
import type { SetupView } from '../../../main/bridge/contract/setup-views.ts';
import { SecretStore } from '../../../main/settings/secrets.ts';
import { SettingsStore } from '../../../main/settings/store.ts';
import { FakeFile, FakeKeyring } from '../settings/fakes.ts';

interface StartArguments {
  readonly path?: string;
  readonly isSilent?: boolean;
  readonly isPackaged?: boolean;
}

export class ConfigurationDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'ringside-configuration-'));
  readonly file = join(this.folder, 'desk.json');
  readonly configFile = new FakeFile();
  readonly secretsFile = new FakeFile();
  readonly keyring = new FakeKeyring();
  readonly problems = new Problems();

  /** Starts over what earlier starts left on disk. */
  async start(args: StartArguments = {}): Promise<Configuration> {
    const nowEpochMs = (): number => 0;
    const store = new SettingsStore({ file: this.configFile, systemCountry: 'DE', nowEpochMs });
    const secretStore = new SecretStore({
      keyring: this.keyring,
      file: this.secretsFile,
      platform: 'linux',
      isPackaged: args.isPackaged ?? true,
      nowEpochMs,
    });
    const configuration = new Configuration({ store, secretStore, problems: this.problems, version: '0.1.0' });
    await configuration.load({ path: args.path ?? null, isSilent: args.isSilent ?? false });
    return configuration;
  }

  handOut(config: unknown, path = this.file): void {
    writeFileSync(path, typeof config === 'string' ? config : JSON.stringify(config));
  }

  stop(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** What the set-up window was told, as it was told. */
export function viewsOf(configuration: Configuration): SetupView[] {
  const views: SetupView[] = [];
  configuration.onView(() => views.push(configuration.view()));
  return views;
}
