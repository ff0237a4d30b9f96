import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../unit/settings/sample.ts';
import { root } from './sources.ts';
import { zones } from './zones.ts';

const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** The cells of the first table below a heading, without its head. */
function tableBelow(heading: string): readonly (readonly string[])[] {
  const from = architecture.indexOf(`\n${heading}\n`);
  const [, , ...rows] = (/(?:^\|.*\|\n)+/m.exec(architecture.slice(from))?.[0] ?? '').trim().split('\n');
  return rows.map((row) => row.slice(2, -2).split(' | '));
}

const codeIn = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

describe('the layout table of ARCHITECTURE.md', () => {
  test('says what the zones say', () => {
    const told = tableBelow('## Layout').map(([place, about, may, packages]) => [
      codeIn(place)[0],
      {
        may: codeIn(may),
        packages: codeIn(packages),
        ...(about?.includes('types only of main') ? { typesOnly: ['main'] } : {}),
      },
    ]);
    expect(Object.fromEntries(told)).toEqual(zones);
  });
});

describe('the rules of ARCHITECTURE.md', () => {
  const rows = tableBelow('## Rules, and what keeps each');
  const keepers = rows.map(([rule = '', keptBy]) => [rule, codeIn(keptBy)] as const);
  let lintRules: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    const eslint = new ESLint({ cwd: root });
    const configs = await Promise.all(
      ['main/call/machine.ts', 'renderer/caller/main.ts'].map((file) =>
        eslint.calculateConfigForFile(join(root, file)),
      ),
    );
    const rules = configs.flatMap((config) => Object.entries((config as Linter.Config).rules ?? {}));
    lintRules = new Set(rules.filter(([, entry]) => [entry].flat()[0] === 2).map(([name]) => name));
  });

  test('are there', () => {
    expect(keepers.length).toBeGreaterThan(15);
  });

  test.each(keepers)('%s: by what exists', (_, names) => {
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !lintRules.has(name) && !existsSync(join(root, name)))).toEqual([]);
  });
});

describe('the README', () => {
  test('begins with the two lines that run the demo and the tests', () => {
    const [, first, second] = /```sh\n(.*)\n(.*)\n```/.exec(readme) ?? [];
    expect(readme.indexOf('```sh')).toBeLessThan(40);
    expect([first, second].map((line) => line?.split('#')[0]?.trim())).toEqual([
      'npm ci && npm run demo',
      'npm ci && npm test',
    ]);
  });

  test('shows the configuration that the settings’ tests read', () => {
    expect(JSON.parse(/```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '')).toEqual(sample);
  });

  test('names no script that is not there, and no file', () => {
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const links = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('.ci/run', () => {
  test('runs what the README says for the tests, and then the real servers', () => {
    const script = readFileSync(join(root, '.ci/run'), 'utf8');
    const stages = [...script.matchAll(/^stage (npm .*?)(?: \|\||$)/gm)].map(([, command]) => command);
    expect(stages).toEqual(['npm ci', 'npm test', 'npm run pbx:install', 'npm run test:pbx']);
  });
});
