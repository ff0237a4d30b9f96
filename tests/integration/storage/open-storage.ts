/** A storage on a folder of its own, for tests. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage, type StorageOptions, type StorageProblem } from '../../../main/storage/storage.ts';

export const nowEpochMs = Date.parse('2026-11-22T10:00:00.000Z');
export const workerUrl = new URL('../../../main/storage/worker.ts', import.meta.url);

export interface Shelf {
  readonly folder: string;
  readonly file: string;
  readonly problems: StorageProblem[];
  /** @throws Error where it does not open */
  open(more?: Partial<StorageOptions>): Promise<Storage>;
  /** Every byte of every file in the folder, as one text. */
  bytes(): string;
  /** Closes what was opened, and removes the folder. */
  end(): Promise<void>;
}

export function newShelf(): Shelf {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-shelf-'));
  const file = join(folder, 'ringside.db');
  const problems: StorageProblem[] = [];
  const storages: Storage[] = [];
  return {
    folder,
    file,
    problems,
    open: async (more) => {
      const opened = await openStorage({
        ...{ file, workerUrl, cipherKey: null, nowEpochMs: () => nowEpochMs, after: () => () => undefined },
        onProblem: (problem) => problems.push(problem),
        ...more,
      });
      if (!opened.ok) throw new Error(JSON.stringify(opened.error));
      storages.push(opened.value);
      return opened.value;
    },
    bytes: () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('\n'),
    end: async () => {
      await Promise.all(storages.map((storage) => storage.close()));
      rmSync(folder, { recursive: true });
    },
  };
}
