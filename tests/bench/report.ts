/** The report: one row a figure, with its goal and whether it was reached. */
import goals from './goals.json' with { type: 'json' };
import type { Summary } from './statistics.ts';

export type FigureName = keyof typeof goals;

/** Upper bounds; what is left out is not bounded. */
export interface Goal {
  readonly p50?: number;
  readonly p95?: number;
  readonly max?: number;
  /** p50 and p95 are at most so many times the baseline's. */
  readonly timesBaseline?: number;
  /** p95 is at most so many times what the same run measured without the disturbance. */
  readonly p95TimesPlain?: number;
}

/** One object of reports/bench.json. */
export interface Row {
  readonly name: string;
  /** Figures of the stand-in are guards against regression; they are not Electron's. */
  readonly host: 'stand-in' | 'electron';
  readonly unit: string;
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly goal: Goal;
  readonly baseline: { readonly p50: number; readonly p95: number } | null;
}

export const figureNames = Object.keys(goals) as FigureName[];

/** Two decimals: the clocks of two processes are not known to agree any better. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** A line of goals.json: what is counted, and how much of it is allowed. */
export interface Figure extends Goal {
  readonly unit: string;
}

/** @param baseline of the bare page, or of the same without the disturbance, where there is one for this figure */
export function rowOf(name: FigureName, host: Row['host'], summary: Summary, baseline: Summary | null = null): Row {
  return rowFor(name, host, goals[name], summary, baseline);
}

/** The row of a figure whose goal stands elsewhere. */
export function rowFor(
  name: string,
  host: Row['host'],
  { unit, ...goal }: Figure,
  { n, p50, p95, max }: Summary,
  baseline: Summary | null = null,
): Row {
  return {
    name,
    host,
    unit,
    n,
    p50: rounded(p50),
    p95: rounded(p95),
    max: rounded(max),
    goal,
    baseline: baseline === null ? null : { p50: rounded(baseline.p50), p95: rounded(baseline.p95) },
  };
}

/** @returns one sentence part for each bound that was passed: "p95 23.1 > 20"; none where the goal is reached */
export function missedOf({ p50, p95, max, goal, baseline }: Row): string[] {
  const times = goal.timesBaseline;
  const plainTimes = goal.p95TimesPlain;
  const bounds: [string, number, number | undefined][] = [
    ['p50', p50, goal.p50],
    ['p95', p95, goal.p95],
    ['max', max, goal.max],
    ...(times === undefined || baseline === null
      ? []
      : ([
          [`p50 against ${times} × baseline`, p50, times * baseline.p50],
          [`p95 against ${times} × baseline`, p95, times * baseline.p95],
        ] satisfies [string, number, number][])),
    ...(plainTimes === undefined || baseline === null
      ? []
      : ([[`p95 against ${plainTimes} × undisturbed`, p95, plainTimes * baseline.p95]] satisfies [
          string,
          number,
          number,
        ][])),
  ];
  return bounds.flatMap(([what, measured, bound]) =>
    bound !== undefined && measured > bound ? [`${what}: ${measured} > ${rounded(bound)}`] : [],
  );
}

/** A table for people, one line a row. */
export function tableOf(rows: readonly Row[]): string {
  const header = ['figure', 'host', 'unit', 'n', 'p50', 'p95', 'max', 'baseline', 'goal', ''];
  const lines = rows.map((row) => [
    row.name,
    row.host,
    row.unit,
    String(row.n),
    String(row.p50),
    String(row.p95),
    String(row.max),
    row.baseline === null ? '' : `${row.baseline.p50} / ${row.baseline.p95}`,
    goalText(row.goal),
    missedOf(row).length === 0 ? 'ok' : 'MISSED',
  ]);
  const widths = header.map((_, column) => Math.max(...[header, ...lines].map((line) => line[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => column >= 3 && column <= 6;
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [header, widths.map((width) => '-'.repeat(width)), ...lines].map(line).join('\n');
}

function goalText(goal: Goal): string {
  const { p50, p95, max, timesBaseline, p95TimesPlain } = goal;
  return [
    ...(p50 === undefined ? [] : [`p50 ≤ ${p50}`]),
    ...(p95 === undefined ? [] : [`p95 ≤ ${p95}`]),
    ...(max === undefined ? [] : [`≤ ${max}`]),
    ...(timesBaseline === undefined ? [] : [`≤ ${timesBaseline} × baseline`]),
    ...(p95TimesPlain === undefined ? [] : [`p95 ≤ ${p95TimesPlain} × undisturbed`]),
  ].join(', ');
}
