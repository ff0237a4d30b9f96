/** Takes words out of log files that are already written: the last step of "forget this caller". */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../model/result.ts';

const REMOVED = '[forgotten]';

/** As they stand in a line: plain, inside JSON, or percent-encoded. */
const spellingsOf = (word: string): readonly string[] => [
  ...new Set([word, JSON.stringify(word).slice(1, -1), encodeURIComponent(word)]),
];

/** The log redacts as it writes, so that mostly nothing is found and nothing rewritten.
 *  @param folder of the log; one that is not there has nothing in it
 *  @param words the longest first
 *  @returns the code of the first file that could not be read or written */
export async function scrubLogs(folder: string, words: readonly string[]): Promise<Result<null, string>> {
  const spellings = words.flatMap(spellingsOf);
  try {
    for (const name of await readdir(folder)) {
      if (!name.endsWith('.log')) continue;
      const path = join(folder, name);
      const text = await readFile(path, 'utf8');
      if (spellings.some((spelling) => text.includes(spelling))) rewrite(path, spellings);
    }
    return ok(null);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' ? ok(null) : err(code);
  }
}

/** In one go, so that no line is written between reading and renaming: the log appends by path, in this thread. */
function rewrite(path: string, spellings: readonly string[]): void {
  let text = readFileSync(path, 'utf8');
  for (const spelling of spellings) text = text.replaceAll(spelling, REMOVED);
  const part = `${path}.part`;
  try {
    writeFileSync(part, text, { mode: 0o600 });
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
}
