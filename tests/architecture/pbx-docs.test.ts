/** The administrators' pages show the very configurations that the tests start, and settings that Ringside takes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../main/settings/schema.ts';
import { sample } from '../unit/settings/sample.ts';
import { root } from './sources.ts';

interface Block {
  /** What stands behind the opening fence: `ini file=tests/pbx/asterisk/queues.conf`. */
  readonly info: string;
  readonly lines: readonly string[];
}

const folder = join(root, 'docs/pbx');
const pages = readdirSync(folder).toSorted();

const textOf = (page: string): string => readFileSync(join(folder, page), 'utf8');

function blocksOf(page: string): readonly Block[] {
  const fenced = textOf(page).matchAll(/^( *)```(.+)\n([\s\S]*?)^ *```$/gm);
  return [...fenced].map(([, indent = '', info = '', body = '']) => ({
    info,
    lines: body.split('\n').map((line) => line.slice(indent.length)),
  }));
}

const fileOf = ({ info }: Block): string | undefined => / file=(\S+)$/.exec(info)?.[1];

/** Lines of an excerpt that do not stand in the file, or not behind the line before them. Empty lines part, no more. */
function strayLines(excerpt: readonly string[], file: readonly string[]): readonly string[] {
  let next = 0;
  return excerpt.filter((line) => {
    const found = line === '' ? next : file.indexOf(line, next);
    if (found >= 0 && line !== '') next = found + 1;
    return found < 0;
  });
}

const excerpts = pages.flatMap((page) =>
  blocksOf(page).flatMap((block) => {
    const file = fileOf(block);
    return file === undefined ? [] : [[page, file, block] as const];
  }),
);

const settings = pages.flatMap((page) =>
  blocksOf(page).flatMap(({ info, lines }) => (info === 'json' ? [[page, lines.join('\n')] as const] : [])),
);

describe('docs/pbx', () => {
  test('has a page for each kind of server', () => {
    expect(pages).toEqual(['asterisk.md', 'freepbx.md', 'freeswitch.md', 'generic.md', 'kamailio.md']);
  });

  test('has excerpts of both servers that are run', () => {
    const shown = new Set(excerpts.map(([page, file]) => `${page} ${file.split('/').slice(0, 3).join('/')}`));
    expect([...shown]).toEqual(['asterisk.md tests/pbx/asterisk', 'kamailio.md tests/pbx/kamailio']);
  });

  test.each(excerpts)('%s shows lines of %s as they stand there, in their order', (_, file, block) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    expect(block.lines.filter((line) => line !== '')).not.toEqual([]);
    expect(strayLines(block.lines, lines)).toEqual([]);
  });

  test.each(pages)('%s has no configuration whose source it does not say', (page) => {
    const unsaid = blocksOf(page).map(({ info }) => info);
    expect(unsaid.filter((info) => !/^(?:sh|json|\w+ file=\S+|\w+ not-run)$/.test(info))).toEqual([]);
  });

  test.each(pages)('%s says what was not run', (page) => {
    expect(textOf(page)).toMatch(/\*\*Not run/);
  });

  test.each(pages)('%s leads only to files that are there', (page) => {
    const prose = textOf(page).replaceAll(/```[\s\S]*?```/g, '');
    const links = [...prose.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  });

  test.each(settings)('%s shows settings that Ringside takes', (_, text) => {
    const shown = JSON.parse(text) as Record<string, unknown>;
    expect(parseConfig({ ...sample, ...shown })).toMatchObject({ ok: true, value: { settings: shown } });
  });

  test('shows settings on every page', () => {
    expect(settings.map(([page]) => page)).toEqual(pages);
  });
});

describe('an excerpt', () => {
  const file = ['[a]', 'x=1', 'y=2', '[b]', 'x=1'];

  test.each([
    ['may leave lines out', ['[a]', 'y=2', '', '[b]'], []],
    ['may not change a line', ['[a]', 'x=2'], ['x=2']],
    ['may not put a line before another', ['[b]', 'y=2'], ['y=2']],
    ['may not say a line twice that stands there once', ['y=2', 'y=2'], ['y=2']],
  ])('%s', (_, excerpt, stray) => {
    expect(strayLines(excerpt, file)).toEqual(stray);
  });
});
