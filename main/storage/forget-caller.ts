/** Removes a caller from every file of the history, and looks whether he is gone. */
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Forgotten } from '../model/history.ts';
import { err, ok, type Result } from '../model/result.ts';
import { storageErrorOf } from './errors.ts';
import type { ArgsOf, RequestName, ResultOf, StorageError } from './protocol.ts';
import { filesHolding } from './side-worker.ts';

type Answer<T> = Promise<Result<T, StorageError>>;

export interface ForgetNeeds {
  readonly file: string;
  readonly workerUrl: URL;
  readonly signal: AbortSignal;
  readonly ask: <N extends RequestName>(name: N, ...args: ArgsOf<N>) => Answer<ResultOf<N>>;
  /** Repeats until nothing is left. @returns the sum */
  readonly inPieces: (removeSome: () => Answer<number>) => Answer<number>;
}

/** Fewer digits stand in many a place that is no number. */
const MIN_DIGITS = 7;
const MIN_NAME_CHARS = 4;

/** Never rejects. @param callerKey `outside:+19062195047`, `internal:104`, `name:reception` */
export async function forgetCaller(callerKey: string, needs: ForgetNeeds): Answer<Forgotten> {
  const { ask, inPieces } = needs;
  const spellings = await ask('spellingsOf', callerKey);
  if (!spellings.ok) return spellings;
  const calls = await inPieces(() => ask('forgetCallerSome', callerKey));
  if (!calls.ok) return calls;
  const unsent = await ask('forgetCallerRest', callerKey);
  if (!unsent.ok) return unsent;
  const emptied = await ask('emptyLog');
  if (!emptied.ok) return emptied;
  const { numbers, names } = spellings.value;
  const scrubbed = await scrub(
    [...needlesOf([callerKey, ...numbers]), ...(await namesOfNobodyElse(names, ask))],
    needs,
  );
  return scrubbed.ok ? ok({ calls: calls.value, unsent: unsent.value }) : scrubbed;
}

/** SQLite overwrites what is deleted, but not every copy that moving a row about had left in the gap of a page. Where one is found the file
 *  is written anew. A damaged file that was set aside is removed where he stands in it: nobody can take him out of that. */
async function scrub(needles: readonly string[], { file, workerUrl, signal, ask }: ForgetNeeds): Answer<null> {
  try {
    const aside = filesSetAside(file);
    const found = await filesHolding(workerUrl, [file, ...aside], needles, signal);
    if (found === null) return err({ kind: 'worker-gone', detail: 'scan' });
    for (const each of aside.filter((path) => found.includes(path))) rmSync(each, { force: true });
    return found.includes(file) ? await ask('rewrite') : ok(null);
  } catch (error) {
    return err(storageErrorOf(error));
  }
}

/** Those that no call is left with: whoever else has the name keeps it. */
async function namesOfNobodyElse(names: readonly string[], ask: ForgetNeeds['ask']): Promise<readonly string[]> {
  const found = await Promise.all(
    names
      .filter(({ length }) => length >= MIN_NAME_CHARS)
      .map(async (name) => ({ name, page: await ask('search', { text: name, only: null, before: null, limit: 1 }) })),
  );
  return found.filter(({ page }) => page.ok && page.value.calls.length === 0).map(({ name }) => name);
}

const filesSetAside = (file: string): string[] =>
  readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file).replace(/\.[^.]*$/, '')}.corrupt-`))
    .map((name) => join(dirname(file), name));

function needlesOf(names: readonly string[]): readonly string[] {
  const digits = names.map((name) => name.replaceAll(/\D/g, '')).filter(({ length }) => length >= MIN_DIGITS);
  return [...new Set([names[0] ?? '', ...digits, ...names.filter((name) => /\d[\d ()/-]{5}/.test(name))])];
}
