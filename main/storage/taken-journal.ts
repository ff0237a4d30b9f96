/** Where taken calls are written down, a file each: so that a caller whom this app has answered is sent back, should it die. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { TakenDialog, TakenJournal } from '../model/taken.ts';

const ENDING = '.json';
/** Of a file that is being written. */
const UNFINISHED = '.new';

/** @param folder its own; made where it is not there
 *  @param onProblem told what could not be written, read or removed, by the system's code */
export function createTakenJournal(folder: string, onProblem: (code: string) => void): TakenJournal {
  const fileOf = (id: string): string =>
    join(folder, `${createHash('sha256').update(id).digest('hex').slice(0, 32)}${ENDING}`);

  /** @returns null where it failed, which has then been told */
  const attempt = <T>(run: () => T): T | null => {
    try {
      return run();
    } catch (error) {
      onProblem(codeOf(error));
      return null;
    }
  };

  const setAside = (file: string): void => {
    attempt(() => {
      renameSync(file, `${file}.unreadable`);
    });
  };

  return {
    write: (dialog) =>
      attempt(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const file = fileOf(dialog.id);
        writeThrough(file + UNFINISHED, JSON.stringify(dialog));
        renameSync(file + UNFINISHED, file);
        flushFolder(folder);
        return true;
      }) ?? false,
    remove: (id) => {
      attempt(() => {
        rmSync(fileOf(id), { force: true });
      });
    },
    read: () => {
      const names = attempt(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const all = readdirSync(folder);
        // The app died while it wrote: nobody was answered by that.
        for (const name of all) if (name.endsWith(UNFINISHED)) rmSync(join(folder, name), { force: true });
        return all.filter((name) => name.endsWith(ENDING));
      });
      const dialogs = (names ?? []).flatMap((name) => {
        const file = join(folder, name);
        const text = attempt(() => readFileSync(file, 'utf8'));
        const dialog = text === null ? null : readDialog(text);
        if (text !== null && dialog === null) {
          onProblem('unreadable');
          setAside(file);
        }
        return dialog === null ? [] : [dialog];
      });
      return dialogs.toSorted((one, other) => one.takenEpochMs - other.takenEpochMs);
    },
  };
}

function writeThrough(file: string, text: string): void {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** So that the name survives as well. Windows flushes no folders, and keeps names by itself. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const STRINGS = ['id', 'callId', 'localTag', 'remoteTag', 'localUri', 'remoteUri', 'remoteTarget'] as const;

function readDialog(text: string): TakenDialog | null {
  const value = parsed(text);
  return isDialog(value) ? value : null;
}

function isDialog(value: unknown): value is TakenDialog {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const routes = fields.get('routes');
  return (
    STRINGS.every((name) => isLine(fields.get(name))) &&
    Number.isSafeInteger(fields.get('cseq')) &&
    Number.isSafeInteger(fields.get('takenEpochMs')) &&
    Array.isArray(routes) &&
    routes.every(isLine)
  );
}

/** What goes into a header: nothing that would end its line. */
const isLine = (value: unknown): boolean => typeof value === 'string' && !/[\r\n]/.test(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
