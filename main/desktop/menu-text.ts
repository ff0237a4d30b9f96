/** Text that came from outside, made safe to stand in a menu or a tooltip. */

const maxCharacters = 100;
/** Controls, line and paragraph separators, and the marks that turn the reading direction: a caller chooses his display name. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** One line of at most 100 characters, with no control characters. */
export function plainLine(text: string): string {
  const characters = Array.from(text.replaceAll(unprintable, ' ').trim());
  return characters.length <= maxCharacters
    ? characters.join('')
    : `${characters.slice(0, maxCharacters - 1).join('')}…`;
}

/** A plain line whose `&` is shown: in a menu a single one underlines the next letter. */
export function menuText(text: string): string {
  return plainLine(text).replaceAll('&', '&&');
}
