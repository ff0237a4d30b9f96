/** Days and sums in words, by Intl where it knows them. */

const dayMs = 86_400_000;

export interface DayWords {
  readonly today: string;
  readonly yesterday: string;
}

/** When something was, as short as it stays plain: "today 16:20", "yesterday 16:20", "Fri 16:20", "3 Nov 16:20", "3 Nov 2025".
 *  Days are counted as calendars do, in the computer's time zone. */
export function dayTime(
  language: string,
  { today, yesterday }: DayWords,
): (epochMs: number, nowEpochMs: number) => string {
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' });
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const longDate = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
  return (epochMs, nowEpochMs) => {
    const days = daysBetween(epochMs, nowEpochMs);
    if (days > 300) return longDate.format(epochMs);
    return `${dayOf(days)} ${clock.format(epochMs)}`;
    function dayOf(ago: number): string {
      // Two clocks may differ by a little: what is to come counts as today.
      if (ago <= 0) return today;
      if (ago === 1) return yesterday;
      return (ago < 7 ? weekday : date).format(epochMs);
    }
  };
}

/** A day without its time. */
export function longDay(language: string): (epochMs: number) => string {
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' });
  return (epochMs) => date.format(epochMs);
}

/** Calendar days from one time to another: 1 from yesterday evening to this morning. */
export function daysBetween(fromEpochMs: number, toEpochMs: number): number {
  const dayStart = (epochMs: number): number => {
    const at = new Date(epochMs);
    return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  };
  return Math.round((dayStart(toEpochMs) - dayStart(fromEpochMs)) / dayMs);
}

/** "12,400 EUR"; the number alone where the currency is not told. */
export function sum(language: string): (value: number, currency: string | null) => string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return (value, currency) => (currency === null ? number.format(value) : `${number.format(value)}\u00a0${currency}`);
}
