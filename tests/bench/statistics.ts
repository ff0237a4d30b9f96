/** What is told of a row of measurements: nearest-rank percentiles, and the median over several runs. */

/** Of one run, or of several put together. */
export interface Summary {
  /** Measurements of one run. */
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Nearest rank: the smallest measurement that at least `percent` per cent of them do not exceed.
 *  It is always one that was measured, never a mean of two.
 *  @param percent in (0, 100]
 *  @throws RangeError without measurements, or for another percent */
export function percentile(values: readonly number[], percent: number): number {
  if (!(percent > 0 && percent <= 100)) throw new RangeError(`${percent} is no percentage.`);
  const found = values.toSorted((a, b) => a - b)[Math.ceil((percent / 100) * values.length) - 1];
  if (found === undefined) throw new RangeError('There is nothing measured.');
  return found;
}

/** @throws RangeError without measurements */
export function summarise(values: readonly number[]): Summary {
  return { n: values.length, p50: percentile(values, 50), p95: percentile(values, 95), max: percentile(values, 100) };
}

/** Each percentile is the median of the runs' own, so that one disturbed run does not count; the maximum is the worst of
 *  all, and n that of the shortest run.
 *  @throws RangeError without runs */
export function medianOfRuns(runs: readonly Summary[]): Summary {
  return {
    n: Math.min(...runs.map(({ n }) => n)),
    p50: percentile(
      runs.map(({ p50 }) => p50),
      50,
    ),
    p95: percentile(
      runs.map(({ p95 }) => p95),
      50,
    ),
    max: percentile(
      runs.map(({ max }) => max),
      100,
    ),
  };
}

/** How many of these moments lie within one second, where most do.
 *  @param timesMs in any order */
export function mostInASecond(timesMs: readonly number[]): number {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const within = sorted.map((fromMs, index) => sorted.findLastIndex((timeMs) => timeMs < fromMs + 1000) - index + 1);
  return Math.max(0, ...within);
}
