/** Passwords, the webhook, the app's tokens and the key of what is kept on disk: by the system's keyring (Electron's safeStorage) and nowhere else. */
import type { SafeStorage } from 'electron';
import * as v from 'valibot';
import { noSecrets, type SecretName, type Secrets } from '../model/settings.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { ConfigFile, ReadFailure } from './bounded-file.ts';

/** The asynchronous half of Electron 45's safeStorage; its synchronous half is deprecated. */
export type Keyring = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

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

const sealed = v.optional(v.nullable(v.string()), null);

/** What is on disk: base64 of the encrypted bytes. Earlier versions wrote the first two only. */
const storedSchema = v.strictObject({
  version: v.literal(1),
  sipPassword: sealed,
  webhook: sealed,
  oauthSecret: sealed,
  oauthTokens: sealed,
  cipherKey: sealed,
});
type Stored = v.InferOutput<typeof storedSchema>;

const words: Readonly<Record<SecretName, string>> = {
  sipPassword: 'the SIP password',
  webhook: 'the webhook',
  oauthSecret: 'the app’s secret',
  oauthTokens: 'the connection with the portal',
};
const names = Object.keys(words) as readonly SecretName[];
const nothingStored: Stored = v.parse(storedSchema, { version: 1 });

const CIPHER_KEY_BYTES = 32;

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
    const secrets: Record<SecretName, string | null> = { ...noSecrets };
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
    const written = this.#write(encrypted);
    return written.ok ? ok(warning) : written;
  }

  /** The key of what is kept encrypted on disk: made at the first asking, and again where the keyring can read the former one no more.
   *  @param newKey 32 random bytes
   *  @returns null where there is no keyring that protects it, but in a development run, which keeps its secrets no better: nothing may be kept
   *    on disk then. Never rejects. */
  async cipherKey(newKey: () => Uint8Array): Promise<Uint8Array | null> {
    const stored = this.#stored();
    // What is wrong with the file is told where the secrets are read, which sets it aside.
    if (!stored.ok || (await this.#keyringState()) === 'none') return null;
    const { cipherKey } = stored.value;
    const former = cipherKey === null ? null : await this.#decrypt(cipherKey);
    const known = former === null ? null : Buffer.from(former.result, 'base64');
    if (known?.length === CIPHER_KEY_BYTES && former?.shouldReEncrypt === false) return known;
    const key = known?.length === CIPHER_KEY_BYTES ? known : newKey();
    const bytes = await this.#encrypt(Buffer.from(key).toString('base64'));
    if (!bytes.ok || (this.#deps.isPackaged && this.#isBuiltInKey(bytes.value))) return null;
    const written = this.#write({ cipherKey: bytes.value.toString('base64') });
    return written.ok || key === known ? key : null;
  }

  /** Read and written without a pause between, so that two saves at once cannot lose each other's secret. */
  #write(changes: Partial<Stored>): Result<void, SecretProblem> {
    const { stored, problem } = this.#read();
    if (problem !== null && (problem.kind !== 'corrupt' || problem.setAside === null)) return err(problem);
    const written = this.#deps.file.write({ ...stored, ...changes });
    if (written.ok) return ok(undefined);
    const { code } = written.error;
    return err({ kind: 'not-written', code, message: `The secrets could not be saved (${code}).` });
  }

  #read(): { stored: Stored; problem: SecretProblem | null } {
    const read = this.#stored();
    if (read.ok) return { stored: read.value, problem: null };
    if (read.error.kind === 'unreadable') {
      const message = `The stored secrets cannot be read (${read.error.code}).`;
      return { stored: nothingStored, problem: { ...read.error, message } };
    }
    const aside = this.#deps.file.setAside(this.#deps.nowEpochMs());
    const setAside = aside.ok ? aside.value : null;
    const message = 'The stored secrets are damaged. Please type the password and the webhook again.';
    return { stored: nothingStored, problem: { kind: 'corrupt', setAside, message } };
  }

  /** As it stands on disk; moves nothing. */
  #stored(): Result<Stored, ReadFailure> {
    const read = this.#deps.file.read();
    if (!read.ok) return read;
    if (read.value === undefined) return ok(nothingStored);
    const parsed = v.safeParse(storedSchema, read.value);
    return parsed.success ? ok(parsed.output) : err({ kind: 'corrupt' });
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
