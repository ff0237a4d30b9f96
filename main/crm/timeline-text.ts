/** An agent's words as a comment of the timeline. Pure. */
import type { OutboxId } from '../model/outbox.ts';

/** The mark by which a comment is found again: short, letters, digits and dashes only, so that no portal changes it. */
export const markOf = (id: OutboxId): string => `Ringside ${id}`;

/** Characters that turn the reading direction or show nothing, line breaks aside. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** What a BBCode parser takes for a tag: `[b]`, `[/url]`, `[*]`. */
const TAG = /\[(?=\/?[\p{L}*])/gu;
/** What may be taken for HTML where a portal does not escape it. */
const MARKUP = /<(?=[\p{L}/!?])/gu;

/** The comment's text: the words as they were written, with nothing in them that the portal would take for BBCode or HTML, and the mark
 *  as the last line. The vendor's page does not tell how to escape either, so the opening bracket is replaced by one that looks like it. */
export function commentText(words: string, id: OutboxId): string {
  const lines = words
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/u)
    .map((line) => line.replaceAll(UNSEEN, ' ').replaceAll(TAG, '［').replaceAll(MARKUP, '‹').trimEnd());
  return `${lines.join('\n').trim()}\n\n${markOf(id)}`;
}
