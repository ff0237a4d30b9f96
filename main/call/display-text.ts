/** Makes text from outside fit to be shown: no control characters, no text that turns its surroundings round, bounded. */

/** Longest name that is shown, in code points. */
const MAX_NAME_LENGTH = 128;
/** A grapheme may be long (emoji families, stacked accents); beyond this the text is no name. */
const MAX_RAW_LENGTH = 4096;

/** Bidi overrides and isolates would reorder what stands beside the name on the card (Unicode UAX 9 §2); of zero-width
 *  characters only the joiners carry meaning in names. U+FFFD stands for what could not be decoded and stays. */
const INVISIBLE = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
/** Lone surrogates cannot be encoded as UTF-8 for the windows and the disk. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Cleans and bounds `text` for showing.
 *  @param maxCodePoints cut at this length, never inside a grapheme
 *  @returns null where nothing readable is left; never throws */
export function displayText(text: string, maxCodePoints: number = MAX_NAME_LENGTH): string | null {
  const cleaned = text
    .slice(0, MAX_RAW_LENGTH)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(LONE_SURROGATE, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const cut = cutAtGrapheme(cleaned, maxCodePoints).trim();
  return cut === '' ? null : cut;
}

function cutAtGrapheme(text: string, maxCodePoints: number): string {
  if (text.length <= maxCodePoints) return text;
  let kept = '';
  let count = 0;
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) {
    count += Array.from(segment).length;
    if (count > maxCodePoints) break;
    kept += segment;
  }
  return kept;
}
