/** Times and places in words, by Intl where it knows them. */

export interface AgeUnits {
  readonly s: string;
  readonly min: string;
  readonly h: string;
}

/** A span, coarse: seconds below a minute, minutes below an hour, hours above. Negative spans count as 0. */
export function age(seconds: number, units: AgeUnits): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole}\u00a0${units.s}`;
  if (whole < 3600) return `${Math.floor(whole / 60)}\u00a0${units.min}`;
  return `${Math.floor(whole / 3600)}\u00a0${units.h}`;
}

/** A running time: "0:04", "12:30", "1:02:03". Negative spans count as 0: two clocks may differ by a little. */
export function timer(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** Names of countries in a language; made at the first question, since the names take time to load.
 *  @returns null for a code that has no name */
export function countryName(language: string): (code: string) => string | null {
  let names: Intl.DisplayNames | null = null;
  return (code) => {
    if (!/^[A-Z]{2}$/.test(code)) return null;
    names ??= new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return names.of(code) ?? null;
  };
}
