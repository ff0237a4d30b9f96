/** Where the calls and the days stand in a list of which only a window is drawn. Pure. */
import type { HistoryCallView } from '../../main/bridge/contract/history-views.ts';

/** Heights in rem: fixed, so that no row must be measured. */
export const rowRem = 3.5;
export const dayRem = 2;

export interface DayRows {
  /** The key, and the how-manieth time it comes: calls stand by when they were over, a long one under the day when it began. */
  readonly id: string;
  /** `2026-11-16`. */
  readonly key: string;
  /** Any moment of it, for its words. */
  readonly epochMs: number;
  readonly topRem: number;
  /** Index of its first call. */
  readonly first: number;
  readonly count: number;
}

export interface Layout {
  readonly days: readonly DayRows[];
  readonly heightRem: number;
}

/** @param calls the newest first @param dayKey the day of a moment, equal for equal days */
export function layOut(
  calls: readonly Pick<HistoryCallView, 'startedEpochMs'>[],
  dayKey: (epochMs: number) => string,
): Layout {
  const days: { id: string; key: string; epochMs: number; topRem: number; first: number; count: number }[] = [];
  const times = new Map<string, number>();
  let heightRem = 0;
  for (const [index, { startedEpochMs }] of calls.entries()) {
    const key = dayKey(startedEpochMs);
    let day = days.at(-1);
    if (day?.key !== key) {
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      const id = time === 1 ? key : `${key}, ${time}`;
      day = { id, key, epochMs: startedEpochMs, topRem: heightRem, first: index, count: 0 };
      days.push(day);
      heightRem += dayRem;
    }
    day.count += 1;
    heightRem += rowRem;
  }
  return { days, heightRem };
}

/** Top of a call, in rem. */
export function topOf(layout: Layout, index: number): number {
  const day = dayOf(layout, index);
  return day === null ? 0 : day.topRem + dayRem + (index - day.first) * rowRem;
}

export interface DaySlice {
  readonly day: DayRows;
  /** Calls of it that are drawn: `[from, to)`. */
  readonly from: number;
  readonly to: number;
}

/** What is drawn for a stretch of the list. @param fromRem @param toRem of the stretch */
export function slicesOf({ days }: Layout, fromRem: number, toRem: number): readonly DaySlice[] {
  const slices: DaySlice[] = [];
  for (let at = firstDayEndingAfter(days, fromRem); at < days.length; at += 1) {
    const day = days[at];
    if (day === undefined || day.topRem > toRem) break;
    const rowsTop = day.topRem + dayRem;
    const from = Math.max(0, Math.floor((fromRem - rowsTop) / rowRem));
    const to = Math.min(day.count, Math.max(0, Math.ceil((toRem - rowsTop) / rowRem)));
    slices.push({ day, from: day.first + from, to: day.first + Math.max(from, to) });
  }
  return slices;
}

/** Where to scroll so that a call is seen whole, and its day where it is the day's first. @returns rem, null where it is seen already */
export function scrollFor(layout: Layout, index: number, topRem: number, heightRem: number): number | null {
  const rowTop = topOf(layout, index);
  const isFirst = dayOf(layout, index)?.first === index;
  const top = isFirst ? rowTop - dayRem : rowTop;
  if (top < topRem) return top;
  const bottom = rowTop + rowRem;
  return bottom > topRem + heightRem ? bottom - heightRem : null;
}

function dayOf({ days }: Layout, index: number): DayRows | null {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.first ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return days[low - 1] ?? null;
}

function firstDayEndingAfter(days: readonly DayRows[], rem: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const day = days[middle];
    if (day !== undefined && day.topRem + dayRem + day.count * rowRem <= rem) low = middle + 1;
    else high = middle;
  }
  return low;
}
