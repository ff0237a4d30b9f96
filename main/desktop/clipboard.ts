/** Puts a word into the system's clipboard, from main: a page has no permission for it. */
import { clipboard } from 'electron';
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';

/** @returns `not-copied` where the system refuses, else ok once it is there. Never rejects. */
export async function copyText(text: string): Promise<Result<null, 'not-copied'>> {
  try {
    await clipboard.writeText(text);
    return ok(null);
  } catch {
    return err('not-copied');
  }
}
