/** The SIP password and the webhook, kept by the system's keyring (Electron's safeStorage) and nowhere else. */
import type { SafeStorage } from 'electron';
import * as v from 'valibot';
import type { Secrets } from '../model/settings.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { ConfigFile } from './bounded-file.ts';

/** The asynchronous half of Electron 45's safeStorage; its synchronous half is deprecated. */
export type Keyring = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

type SecretName = keyof Secrets;

export type SecretProblem =
  /** No keyring: nothing is stored, never as plain text. */
  | { readonly kind: 'no-keyring'; readonly message: string }
  /** Stored by another user, on another machine or under a lost key; kept on disk until it is typed again. */
  | { readonly kind: 'undecryptable'; readonly names: readonly SecretName[]; readonly message: string }
  /** The file is damaged; it was set aside where `setAside` says. */
  | { readonly kind: 'corrupt'; readonly setAside: string | null; readonly message: string }
  | { readonly kind: 'unreadable'; readonly code: string; readonly message: string }
  | { readonly kind: 'not-written'; readonly code: string; readonly message: string }
  /** A development run on Linux without a keyring: stored, but scrambled with a key that everybody knows. */
  | { readonly kind: 'not-protected'; readonly message: string };

export interface SecretsDeps {
  readonly keyring: Keyring;
  readonly file: ConfigFile;
  readonly platform: NodeJS.Platform;
  /** A packaged app refuses Linux's `basic_text`; a development run accepts it and says so. */
  readonly isPackaged: boolean;
  readonly nowEpochMs: () => number;
}

/** What is on disk: base64 of the encrypted bytes. */
const storedSchema = v.strictObject({
  version: v.literal(1),
  sipPassword: v.nullable(v.string()),
  webhook: v.nullable(v.string()),
});
type Stored = v.InferOutput<typeof storedSchema>;

const names: readonly SecretName[] = ['sipPassword', 'webhook'];
const nothingStored: Stored = { version: 1, sipPassword: null, webhook: null };
const words: Record<SecretName, string> = { sipPassword: 'the SIP password', webhook: 'the webhook' };

const noKeyring: SecretProblem = {
  kind: 'no-keyring',
  message:
    'This computer has no keyring that Ringside could keep passwords in. On Linux install and unlock one (GNOME Keyring or KWallet).',
};
const notProtected: SecretProblem = {
  kind: 'not-protected',
  message: 'There is no keyring: the secrets are stored without protection, which only a development run accepts.',
};

/** Prefix of what Chromium encrypts on Linux with its built-in key, whatever backend it says it has selected. */
const builtInKeyPrefix = Buffer.from('v10');

type KeyringState = 'keyring' | 'not-protected' | 'none';

export class SecretStore {
  readonly #deps: SecretsDeps;

  constructor(deps: SecretsDeps) {
    this.#deps = deps;
  }

  /** Reads and decrypts, after Electron's `ready`. A secret that is not there or cannot be read is null.
   *  Re-encrypts what the keyring asks to have re-encrypted. Never rejects. */
  async load(): Promise<{ readonly secrets: Secrets; readonly problems: readonly SecretProblem[] }> {
    const { stored, problem } = this.#read();
    const problems = problem === null ? [] : [problem];
    const present = names.filter((name) => stored[name] !== null);
    const secrets: Record<SecretName, string | null> = { sipPassword: null, webhook: null };
    if (present.length === 0) return { secrets, problems };
    const state = await this.#keyringState();
    if (state === 'none') return { secrets, problems: [...problems, noKeyring] };
    if (state === 'not-protected') problems.push(notProtected);

    const lost: SecretName[] = [];
    const outdated: Partial<Record<SecretName, string>> = {};
    for (const name of present) {
      const read = await this.#decrypt(stored[name] ?? '');
      if (read === null) lost.push(name);
      else {
        secrets[name] = read.result;
        if (read.shouldReEncrypt) outdated[name] = read.result;
      }
    }
    if (lost.length > 0) {
      const what = lost.map((name) => words[name]).join(' and ');
      problems.push({
        kind: 'undecryptable',
        names: lost,
        message: `Please enter ${what} again: the keyring cannot read what was stored.`,
      });
    }
    if (Object.keys(outdated).length > 0) {
      const saved = await this.save(outdated);
      if (!saved.ok) problems.push(saved.error);
    }
    return { secrets, problems };
  }

  /** Encrypts and writes what is given; a name left out stays as it is, null removes it.
   *  @returns what the user should be told though it was stored, or null */
  async save(changes: Partial<Secrets>): Promise<Result<SecretProblem | null, SecretProblem>> {
    const needsKeyring = names.some((name) => typeof changes[name] === 'string');
    const state = needsKeyring ? await this.#keyringState() : 'keyring';
    if (state === 'none') return err(noKeyring);
    const encrypted: Partial<Record<SecretName, string | null>> = {};
    let warning = state === 'not-protected' ? notProtected : null;
    for (const name of names) {
      const value = changes[name];
      if (value === undefined) continue;
      const bytes = value === null ? null : await this.#encrypt(value);
      if (bytes?.ok === false) return err(noKeyring);
      if (bytes !== null && this.#isBuiltInKey(bytes.value)) {
        if (this.#deps.isPackaged) return err(noKeyring);
        warning = notProtected;
      }
      encrypted[name] = bytes?.value.toString('base64') ?? null;
    }
    // Read and written without a pause between, so that two saves at once cannot lose each other's secret.
    const { stored, problem } = this.#read();
    if (problem !== null && (problem.kind !== 'corrupt' || problem.setAside === null)) return err(problem);
    const written = this.#deps.file.write({ ...stored, ...encrypted });
    if (written.ok) return ok(warning);
    const { code } = written.error;
    return err({ kind: 'not-written', code, message: `The secrets could not be saved (${code}).` });
  }

  #read(): { stored: Stored; problem: SecretProblem | null } {
    const read = this.#deps.file.read();
    if (!read.ok && read.error.kind === 'unreadable') {
      const message = `The stored secrets cannot be read (${read.error.code}).`;
      return { stored: nothingStored, problem: { ...read.error, message } };
    }
    if (read.ok && read.value === undefined) return { stored: nothingStored, problem: null };
    const parsed = read.ok ? v.safeParse(storedSchema, read.value) : null;
    if (parsed?.success === true) return { stored: parsed.output, problem: null };
    const aside = this.#deps.file.setAside(this.#deps.nowEpochMs());
    const setAside = aside.ok ? aside.value : null;
    const message = 'The stored secrets are damaged. Please type the password and the webhook again.';
    return { stored: nothingStored, problem: { kind: 'corrupt', setAside, message } };
  }

  async #keyringState(): Promise<KeyringState> {
    const { keyring, platform, isPackaged } = this.#deps;
    if (!(await keyring.isAsyncEncryptionAvailable())) return 'none';
    if (platform !== 'linux' || keyring.getSelectedStorageBackend() !== 'basic_text') return 'keyring';
    return isPackaged ? 'none' : 'not-protected';
  }

  #isBuiltInKey(encrypted: Buffer): boolean {
    return this.#deps.platform === 'linux' && encrypted.subarray(0, builtInKeyPrefix.length).equals(builtInKeyPrefix);
  }

  /** Electron rejects with plain errors that carry no code; the only remedy for each is another keyring. */
  async #encrypt(value: string): Promise<Result<Buffer, null>> {
    return this.#deps.keyring.encryptStringAsync(value).then(ok, () => err(null));
  }

  /** Null where the keyring cannot read it. */
  async #decrypt(base64: string): Promise<{ result: string; shouldReEncrypt: boolean } | null> {
    return this.#deps.keyring.decryptStringAsync(Buffer.from(base64, 'base64')).then(
      (read) => read,
      () => null,
    );
  }
}
