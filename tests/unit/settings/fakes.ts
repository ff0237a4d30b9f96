/** A config file and a keyring that live in memory. */
import { err, ok, type Result } from '../../../main/model/result.ts';
import type { ConfigFile, FileFailure, ReadFailure } from '../../../main/settings/bounded-file.ts';
import type { Keyring } from '../../../main/settings/secrets.ts';

/** `content` is what stands on disk: undefined for no file. */
export class FakeFile implements ConfigFile {
  content: unknown;
  readFailure: ReadFailure | null = null;
  /** The folder is read-only: neither writing nor renaming works. */
  isReadOnly = false;
  asides: unknown[] = [];

  constructor(content?: unknown) {
    this.content = content;
  }

  read(): Result<unknown, ReadFailure> {
    return this.readFailure === null ? ok(this.content) : err(this.readFailure);
  }

  write(content: Readonly<Record<string, unknown>>): Result<void, FileFailure> {
    if (this.isReadOnly) return err({ code: 'EROFS' });
    this.content = content;
    return ok(undefined);
  }

  setAside(): Result<string, FileFailure> {
    if (this.isReadOnly) return err({ code: 'EROFS' });
    this.asides.push(this.content);
    this.content = undefined;
    this.readFailure = null;
    return ok('config.corrupt-2026-11-22T10-00-00.000Z.json');
  }
}

/** Encrypts by turning the text round under a key; another key cannot read it. */
export class FakeKeyring implements Keyring {
  isAvailable = true;
  backend: ReturnType<Keyring['getSelectedStorageBackend']> = 'gnome_libsecret';
  prefix = 'v11';
  key = 'k1';
  shouldReEncrypt = false;

  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.isAvailable);
  }

  getSelectedStorageBackend(): ReturnType<Keyring['getSelectedStorageBackend']> {
    return this.backend;
  }

  encryptStringAsync(plainText: string): Promise<Buffer> {
    return Promise.resolve(Buffer.from(`${this.prefix}${this.key}${Buffer.from(plainText).toString('hex')}`));
  }

  decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const text = encrypted.toString();
    if (text.slice(3, 5) !== this.key) return Promise.reject(new Error('Error while decrypting the ciphertext'));
    const result = Buffer.from(text.slice(5), 'hex').toString();
    return Promise.resolve({ result, shouldReEncrypt: this.shouldReEncrypt });
  }
}
