/** One JSON file under the user's data: read and set aside by ourselves, written by electron-store. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { err, ok, type Result } from '../model/result.ts';
import {
  codeOf,
  parseJson,
  readBoundedText,
  type ConfigFile,
  type FileFailure,
  type ReadFailure,
} from './bounded-file.ts';

/** `<folder>/<name>.json`, readable by this user only. */
export class JsonFile implements ConfigFile {
  readonly #folder: string;
  readonly #name: string;
  #store: ElectronStore | null = null;

  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  /** Its content; undefined where there is no file. */
  read(): Result<unknown, ReadFailure> {
    const text = readBoundedText(this.#pathWith('.json'));
    if (text.ok) return parseJson(text.value);
    return text.error.kind === 'unreadable' && text.error.code === 'ENOENT' ? ok(undefined) : text;
  }

  /** Replaces the content as a whole and atomically: electron-store writes a temporary file, fsyncs and renames it. */
  write(content: Readonly<Record<string, unknown>>): Result<void, FileFailure> {
    try {
      // Opened late: electron-store reads the file when it is constructed, and throws at a corrupt one. Never with
      // clearInvalidConfig, which empties such a file without keeping a copy.
      this.#store ??= new ElectronStore({
        cwd: this.#folder,
        name: this.#name,
        configFileMode: 0o600,
        clearInvalidConfig: false,
        accessPropertiesByDotNotation: false,
        serialize: (value) => `${JSON.stringify(value, null, 2)}\n`,
      });
      this.#store.store = { ...content };
      return ok(undefined);
    } catch (error) {
      return err({ code: codeOf(error) });
    }
  }

  /** Renames the file to `<name>.corrupt-<time>.json` beside it.
   *  @returns the new path */
  setAside(atEpochMs: number): Result<string, FileFailure> {
    // Windows' file names know no colon.
    const stamp = new Date(atEpochMs).toISOString().replaceAll(':', '-');
    const aside = this.#pathWith(`.corrupt-${stamp}.json`);
    try {
      renameSync(this.#pathWith('.json'), aside);
      this.#store = null;
      return ok(aside);
    } catch (error) {
      return err({ code: codeOf(error) });
    }
  }

  #pathWith(ending: string): string {
    return join(this.#folder, `${this.#name}${ending}`);
  }
}
