import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, root, sourcesOf } from './sources.ts';
import { importProblem, zoneOf, zones } from './zones.ts';

const sources = [...sourcesOf('main'), ...sourcesOf('renderer')];

describe('the table of zones', () => {
  test.each(['main', 'renderer'])('names every folder and file of %s', (top) => {
    const inside = readdirSync(join(root, top)).map((name) => `${top}/${name}`);
    expect(inside.filter((path) => zoneOf(path) === undefined)).toEqual([]);
  });

  test('names nothing that is not there', () => {
    const named = Object.entries(zones).flatMap(([name, { may }]) => [name, ...may]);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('lets nobody but the app’s own folder and start reach over all of main', () => {
    const reaching = Object.entries(zones).filter(([, { may }]) => may.includes('main'));
    expect(reaching.map(([name]) => name)).toEqual(['main/index.ts', 'main/app']);
  });

  test('lets no subject import another that imports it', () => {
    const pairs = Object.entries(zones).flatMap(([name, { may }]) => may.map((folder) => [name, folder] as const));
    expect(pairs.filter(([name, folder]) => zones[folder]?.may.includes(name))).toEqual([]);
  });
});

describe('every import of main and renderer', () => {
  test('is one that the table allows', () => {
    const problems = sources.flatMap((source) =>
      importsOf(source).flatMap(({ specifier, isTypeOnly }) => {
        const problem = importProblem({ file: source.path, specifier, isTypeOnly });
        return problem === null ? [] : [`${source.path}: ${specifier}: ${problem}`];
      }),
    );
    expect(problems).toEqual([]);
  });

  test('is a declaration: none is asked for at run time', () => {
    const asking = sources.filter(
      (source) =>
        importsOf(source).some(({ isDynamic }) => isDynamic) ||
        /\brequire\(|createRequire|^\/\/\/ <ref/m.test(source.text),
    );
    expect(asking.map(({ path }) => path)).toEqual([]);
  });

  test('is found in a good number, so that these tests look at something', () => {
    expect(sources.flatMap((source) => importsOf(source)).length).toBeGreaterThan(400);
  });
});
