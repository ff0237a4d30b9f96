/** The CRM's answers of earlier days on disk, encrypted: AES-256-GCM, with a nonce of its own for each row. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { KeptLookup } from '../model/client.ts';
import { isObjectWith, parsedJson } from './json-rows.ts';
import type { Loaded } from './protocol.ts';
import { inTransaction } from './transaction.ts';

/** NIST SP 800-38D §8.2.2: at random, 96 bits. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Rows on disk; those that expire first go first. */
const LIMIT = 5000;

const isKept = (value: unknown): value is KeptLookup =>
  isObjectWith(value, ['key', 'matches', 'unreadableRows', 'atEpochMs', 'untilEpochMs']) &&
  typeof value.key === 'string' &&
  Array.isArray(value.matches);

const subkey = (key: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), `ringside ${use}`, KEY_BYTES));

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array(0));

interface Keys {
  readonly seal: Uint8Array;
  readonly mac: Uint8Array;
}

/** Every method throws what SQLite throws; what another key had written is removed, and counted. */
export class KeptRows {
  readonly #database: DatabaseSync;
  readonly #keys: Keys | null;

  /** @param cipherKey 32 bytes; null: nothing is read and nothing written */
  constructor(database: DatabaseSync, cipherKey: Uint8Array | null) {
    this.#database = database;
    this.#keys =
      cipherKey === null
        ? null
        : { seal: subkey(cipherKey, 'kept answers'), mac: subkey(cipherKey, 'kept answers, by number') };
  }

  load(): Loaded<KeptLookup> {
    if (this.#keys === null) return { rows: [], unreadable: 0 };
    const { seal } = this.#keys;
    const rows = this.#database.prepare('SELECT * FROM kept_lookups').all();
    const read = rows.map(({ key_mac: mac, nonce, sealed }) => ({
      mac,
      kept: opened(seal, bytesOf(mac), bytesOf(nonce), bytesOf(sealed)),
    }));
    const unreadable = read.filter(({ kept }) => kept === null);
    const remove = this.#database.prepare('DELETE FROM kept_lookups WHERE key_mac = ?');
    if (unreadable.length > 0) {
      inTransaction(this.#database, () => {
        for (const { mac } of unreadable) remove.run(bytesOf(mac));
      });
    }
    return { rows: read.flatMap(({ kept }) => kept ?? []), unreadable: unreadable.length };
  }

  /** Replaces what was kept of the same number. */
  put(kept: KeptLookup): void {
    if (this.#keys === null) return;
    const mac = macOf(this.#keys.mac, kept.key);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.seal, nonce);
    // A row that was moved to another number does not open.
    cipher.setAAD(mac);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(kept), 'utf8'), cipher.final(), cipher.getAuthTag()]);
    inTransaction(this.#database, () => {
      this.#database
        .prepare('INSERT OR REPLACE INTO kept_lookups (key_mac, until_epoch_ms, nonce, sealed) VALUES (?, ?, ?, ?)')
        .run(mac, kept.untilEpochMs, nonce, sealed);
      // The index on the end walks past no sealed row.
      this.#database
        .prepare(
          `DELETE FROM kept_lookups WHERE key_mac IN
             (SELECT key_mac FROM kept_lookups ORDER BY until_epoch_ms DESC LIMIT -1 OFFSET ?)`,
        )
        .run(LIMIT);
    });
  }

  forget(keys: readonly string[] | 'all'): void {
    if (keys === 'all') {
      this.#database.exec('DELETE FROM kept_lookups');
      return;
    }
    const macKey = this.#keys?.mac;
    if (macKey === undefined) return;
    const remove = this.#database.prepare('DELETE FROM kept_lookups WHERE key_mac = ?');
    inTransaction(this.#database, () => {
      for (const key of keys) remove.run(macOf(macKey, key));
    });
  }

  /** Everything under this caller's number. Without the key nobody can tell whose a row is, or read it ever again: all go. */
  forgetCaller(callerKey: string): void {
    if (this.#keys === null) this.forget('all');
    else this.forget([callerKey, callerKey.replace(/^[a-z]+:/, '')]);
  }
}

const macOf = (key: Uint8Array, text: string): Uint8Array => createHmac('sha256', key).update(text).digest();

/** @returns null for what this key does not open */
function opened(key: Uint8Array, mac: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): KeptLookup | null {
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(mac).setAuthTag(sealed.subarray(-TAG_BYTES));
  const start = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    const value = parsedJson(Buffer.concat([start, decipher.final()]).toString('utf8'));
    return isKept(value) ? value : null;
  } catch (error) {
    // `final` throws this where the tag does not fit.
    if (error instanceof Error) return null;
    throw error;
  }
}
