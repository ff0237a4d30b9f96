/** Import of a configuration file handed out by an administrator: once at the start, or dropped into the window. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { givenSecrets, type Secrets } from '../model/settings.ts';
import { err, ok, type Result } from '../model/result.ts';
import { codeOf, MAX_FILE_BYTES, parseJson, readBoundedText, type FileFailure } from './bounded-file.ts';
import { readConfig } from './migrations.ts';
import type { SettingsProblem } from './problems.ts';
import type { Config } from './schema.ts';
import type { SecretProblem, SecretStore } from './secrets.ts';
import type { SaveError, SettingsStore } from './store.ts';

export type ProvisioningError =
  | { readonly kind: 'unreadable'; readonly code: string; readonly message: string }
  | { readonly kind: 'too-large'; readonly message: string }
  | { readonly kind: 'not-json'; readonly message: string }
  | { readonly kind: 'invalid'; readonly problems: readonly SettingsProblem[]; readonly message: string }
  | { readonly kind: 'secrets-not-saved'; readonly problem: SecretProblem; readonly message: string }
  | { readonly kind: 'settings-not-saved'; readonly error: SaveError; readonly message: string };

/** A file that was read and is valid, not yet applied. */
export interface ProvisioningFile {
  /** Full path. */
  readonly path: string;
  /** SHA-256 of its text, hex. */
  readonly sha256: string;
  readonly config: Config;
}

export type ProvisioningOutcome =
  /** No `--provision`. */
  | { readonly kind: 'none' }
  /** Imported or declined before, and not changed since. */
  | { readonly kind: 'unchanged' }
  /** `carriesSecrets`: offer to delete the file. `warning` is to be told. */
  | {
      readonly kind: 'applied';
      readonly file: ProvisioningFile;
      readonly carriesSecrets: boolean;
      readonly warning: SecretProblem | null;
    }
  /** The window asks; then `apply` or `decline`. */
  | { readonly kind: 'pending'; readonly file: ProvisioningFile }
  /** `file`: what was read and is valid, so that it can be applied later; null where the file itself is wrong. */
  | {
      readonly kind: 'failed';
      readonly path: string;
      readonly file: ProvisioningFile | null;
      readonly error: ProvisioningError;
    };

export interface ProvisioningArguments {
  readonly path: string | null;
  readonly isSilent: boolean;
}

/** Reads `--provision=FILE` and `--provision-silently`; the last FILE counts, relative ones are under `cwd`. */
export function provisioningArguments(argv: readonly string[], cwd: string): ProvisioningArguments {
  const prefix = '--provision=';
  const path = argv.findLast((argument) => argument.startsWith(prefix) && argument.length > prefix.length);
  return {
    path: path === undefined ? null : resolve(cwd, path.slice(prefix.length)),
    isSilent: argv.includes('--provision-silently'),
  };
}

const tooLarge: ProvisioningError = {
  kind: 'too-large',
  message: `The file is larger than ${MAX_FILE_BYTES / 1024} kB, so it is no Ringside configuration.`,
};

/** Reads the text of a provisioning file: the configuration with its secrets in it. */
export function parseProvisioning(text: string): Result<Config, ProvisioningError> {
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) return err(tooLarge);
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (!json.ok) return err({ kind: 'not-json', message: 'The file is not valid JSON.' });
  const config = readConfig(json.value);
  if (config.ok) return config;
  const message = config.error.map((problem) => problem.message).join(' ');
  return err({ kind: 'invalid', problems: config.error, message });
}

/** @param path full path */
function readProvisioningFile(path: string): Result<ProvisioningFile, ProvisioningError> {
  const text = readBoundedText(path);
  if (!text.ok) {
    if (text.error.kind === 'corrupt') return err(tooLarge);
    const { code } = text.error;
    return err({ kind: 'unreadable', code, message: `The file cannot be read (${code}).` });
  }
  const config = parseProvisioning(text.value);
  if (!config.ok) return config;
  return ok({ path, sha256: createHash('sha256').update(text.value).digest('hex'), config: config.value });
}

/** Deletes the file after its import, because its secrets stand in it as plain text. One that is gone is no error. */
export async function deleteProvisioningFile(path: string): Promise<Result<void, FileFailure>> {
  return rm(path, { force: true }).then(
    () => ok(undefined),
    (error: unknown) => err({ code: codeOf(error) }),
  );
}

/** What the file says of the secrets: those that it leaves out stay as they are, but for the other way into the portal. */
export const secretsOf = ({ settings, secrets }: Config): Partial<Secrets> => ({
  ...(settings.crm?.oauth == null ? {} : { webhook: null }),
  ...(secrets.webhook === null ? {} : { oauthSecret: null, oauthTokens: null }),
  ...givenSecrets(secrets),
});

export class Provisioning {
  readonly #settings: SettingsStore;
  readonly #secrets: Pick<SecretStore, 'save'>;

  constructor(settings: SettingsStore, secrets: Pick<SecretStore, 'save'>) {
    this.#settings = settings;
    this.#secrets = secrets;
  }

  /** Decides about the file named on the command line, once per start and before the line is opened.
   *  It is applied at once when the app is not set up yet, or under `isSilent`; else the window has to ask. */
  async check({ path, isSilent }: ProvisioningArguments): Promise<ProvisioningOutcome> {
    if (path === null) return { kind: 'none' };
    const read = readProvisioningFile(path);
    // A file that was imported and then deleted, as we offer, is what is wanted.
    if (!read.ok && read.error.kind === 'unreadable' && read.error.code === 'ENOENT' && this.#wasProvisioned()) {
      return { kind: 'unchanged' };
    }
    if (!read.ok) return { kind: 'failed', path, file: null, error: read.error };
    const file = read.value;
    if (file.sha256 === this.#settings.provisionedSha256()) return { kind: 'unchanged' };
    const { sip, crm } = this.#settings.current();
    const isSetUp = sip !== null || crm !== null;
    if (isSetUp && !isSilent) return { kind: 'pending', file };
    const applied = await this.apply(file);
    if (!applied.ok) return { kind: 'failed', path, file, error: applied.error };
    const carriesSecrets = Object.keys(givenSecrets(file.config.secrets)).length > 0;
    return { kind: 'applied', file, carriesSecrets, warning: applied.value };
  }

  /** Secrets into the keyring first, then settings and fingerprint in one write: what fails is tried again at the next start.
   *  @returns what the user should be told though it was applied, or null */
  async apply(file: ProvisioningFile): Promise<Result<SecretProblem | null, ProvisioningError>> {
    const secrets = secretsOf(file.config);
    const kept = Object.keys(secrets).length === 0 ? ok(null) : await this.#secrets.save(secrets);
    if (!kept.ok) return err({ kind: 'secrets-not-saved', problem: kept.error, message: kept.error.message });
    const saved = this.#settings.saveProvisioned(file.config.settings, file.sha256);
    if (!saved.ok) return err({ kind: 'settings-not-saved', error: saved.error, message: saved.error.message });
    return ok(kept.value);
  }

  /** Keeps the present settings and does not ask again about this very file. */
  decline(file: ProvisioningFile): Result<void, SaveError> {
    return this.#settings.saveProvisioned(this.#settings.current(), file.sha256);
  }

  #wasProvisioned(): boolean {
    return this.#settings.provisionedSha256() !== null;
  }
}
