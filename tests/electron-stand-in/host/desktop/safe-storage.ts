/** Electron's `safeStorage`, with a key beside the profile in the keyring's stead: it keeps no secret from anybody. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strict } from '../strict.ts';

type SafeStorage = Pick<
  Electron.SafeStorage,
  | 'isEncryptionAvailable'
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>;

const version = 'v10';
const ivBytes = 12;
const tagBytes = 16;

/** @param isLocked true for a computer without a keyring (STAND_IN_NO_KEYRING=1): asked at each call */
export function safeStorage(userData: () => string, isLocked: () => boolean): SafeStorage {
  const key = (): Buffer => {
    const file = join(userData(), 'stand-in-key');
    if (!existsSync(file)) {
      mkdirSync(userData(), { recursive: true });
      writeFileSync(file, randomBytes(32), { mode: 0o600 });
    }
    return readFileSync(file);
  };
  const assertOpen = (what: string): void => {
    if (isLocked())
      throw new Error(`Error while ${what} the text provided to safeStorage. Encryption is not available.`);
  };
  const seal = (text: string): Buffer => {
    assertOpen('encrypting');
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from(version), iv, sealed, cipher.getAuthTag()]);
  };
  const unseal = (sealed: Buffer): string => {
    assertOpen('decrypting');
    if (sealed.toString('latin1', 0, version.length) !== version) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
    }
    const start = version.length + ivBytes;
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(version.length, start));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    return decipher.update(sealed.subarray(start, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  };
  const later = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(work());
    });
  return strict('safeStorage', {
    isEncryptionAvailable: () => !isLocked(),
    isAsyncEncryptionAvailable: () => later(() => !isLocked()),
    encryptStringAsync: (text: string) => later(() => seal(text)),
    decryptStringAsync: (sealed: Buffer) => later(() => ({ result: unseal(sealed), shouldReEncrypt: false })),
    getSelectedStorageBackend: () => (isLocked() ? 'basic_text' : 'gnome_libsecret'),
  }) satisfies SafeStorage;
}
