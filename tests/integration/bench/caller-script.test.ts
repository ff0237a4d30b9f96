import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { callerScriptGzipKb } from '../../bench/caller-script.ts';

let renderer: string;
const write = (path: string, content: string): void => {
  writeFileSync(join(renderer, path), content);
};
const packedKb = (...contents: string[]): number =>
  contents.map((content) => gzipSync(content).length).reduce((a, b) => a + b) / 1000;

beforeEach(() => {
  renderer = mkdtempSync(join(tmpdir(), 'ringside-script-'));
  mkdirSync(join(renderer, 'caller'));
  mkdirSync(join(renderer, 'assets'));
});
afterEach(() => {
  rmSync(renderer, { recursive: true });
});

test('All modules that the page loads count once: its own, the preloaded, and what these import', () => {
  const page = `import{a}from"./shared.js";import"./more.js";a()`;
  const shared = `export const a=()=>1;import"./more.js"`;
  const more = `console.log(1)`;
  write('assets/caller.js', page);
  write('assets/shared.js', shared);
  write('assets/more.js', more);
  write('assets/another-window.js', 'console.log("not loaded")');
  write(
    'caller/index.html',
    '<script type="module" src="../assets/caller.js"></script><link rel="modulepreload" href="/assets/shared.js">',
  );
  expect(callerScriptGzipKb(renderer)).toBe(packedKb(page, shared, more));
});

test('A page without a script is no build', () => {
  write('caller/index.html', '<p></p>');
  expect(() => callerScriptGzipKb(renderer)).toThrow('build the app first');
});
