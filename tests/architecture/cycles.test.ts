import { describe, expect, test } from 'vitest';
import { cyclesIn } from './cycles.ts';
import { type Import, importsOf, sourcesOf, targetOf } from './sources.ts';

type Source = ReturnType<typeof sourcesOf>[number];
const app = [...sourcesOf('main'), ...sourcesOf('renderer')];

const graphOf = (sources: readonly Source[], isCounted: (found: Import) => boolean): Map<string, string[]> =>
  new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter(isCounted)
        .map(({ specifier }) => targetOf(source.path, specifier))
        .filter((target) => target !== null),
    ]),
  );

describe('imports', () => {
  test('go round in no circle in main and renderer, not even for types', () => {
    expect(cyclesIn(graphOf(app, () => true))).toEqual([]);
  });

  test('go round in no circle when the code runs, tests and tools included', () => {
    expect(cyclesIn(graphOf([...app, ...sourcesOf('tests')], ({ isTypeOnly }) => !isTypeOnly))).toEqual([]);
    // Every file is read and parsed: a machine that is busy takes its time.
  }, 30_000);

  test('are all followed: nothing in main is reached from none of its entries', () => {
    const graph = graphOf(app, () => true);
    // The start, the preload with the type of what it puts into a window, and the worker with its database.
    const entries = ['index.ts', 'bridge/preload.ts', 'bridge/contract/surface.ts', 'storage/worker.ts'];
    const reached = new Set(entries.map((name) => `main/${name}`));
    for (const file of reached) for (const next of graph.get(file) ?? []) reached.add(next);
    const missed = [...graph.keys()].filter((file) => file.startsWith('main/') && !reached.has(file));
    expect(missed).toEqual([]);
  });
});

describe('the search for cycles', () => {
  test('finds a ring, a pair and a file that imports itself, and leaves a mere diamond alone', () => {
    const files: Record<string, string[]> = {
      a: ['b'],
      b: ['c'],
      c: ['a', 'd'],
      d: ['e', 'f'],
      e: ['g'],
      f: ['g', 'f'],
      g: ['h'],
      h: ['g'],
    };
    expect(cyclesIn(new Map(Object.entries(files)))).toEqual([['g', 'h'], ['f'], ['a', 'b', 'c']]);
  });
});
