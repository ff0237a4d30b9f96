/** How a portal compares phone numbers: both sides are normalised alike, then must be equal (observed, self-hosted). */

/** From this many digits on, prefixes are cut; anything shorter is compared as it stands. */
const PREFIX_RULES_FROM_DIGITS = 10;

/** The number as the portal stores and looks it up; no country logic, no suffix match.
 *  @returns digits only, "" where the text has none (which matches nothing). Never throws. */
export function normaliseNumber(text: string): string {
  const dialled = text.split(/[;#]/, 1)[0] ?? '';
  const digits = dialled.replaceAll(/[^0-9]/g, '');
  if (digits.length < PREFIX_RULES_FROM_DIGITS) return digits;
  if (digits.startsWith('00')) return digits.slice(2);
  if (digits.startsWith('011')) return digits.slice(3);
  if (digits.startsWith('0')) return digits.slice(1);
  const isRussianTrunk = digits.startsWith('8') && !/^8[012]/.test(digits) && !dialled.trimStart().startsWith('+');
  return isRussianTrunk ? `7${digits.slice(1)}` : digits;
}

/** Whether two numbers meet in the portal's eyes. An empty one meets nothing. */
export function numbersMeet(stored: string, asked: string): boolean {
  const wanted = normaliseNumber(asked);
  return wanted !== '' && normaliseNumber(stored) === wanted;
}
