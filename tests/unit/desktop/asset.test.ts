import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAsset, resolveAsset } from '../../../main/desktop/asset.ts';

describe('the file that a page’s URL means', () => {
  const root = join(tmpdir(), 'renderer');

  test('lies below the folder, whatever the query', () => {
    expect(resolveAsset(root, 'app://ringside/caller/index.html?call=1#top')).toEqual({
      ok: true,
      value: { path: join(root, 'caller', 'index.html'), mime: 'text/html; charset=utf-8' },
    });
  });

  test.each([
    ['a.js', 'text/javascript; charset=utf-8'],
    ['a.css', 'text/css; charset=utf-8'],
    ['a.svg', 'image/svg+xml'],
    ['a.png', 'image/png'],
    ['a.woff2', 'font/woff2'],
  ])('%s is served as %s', (name, mime) => {
    expect(resolveAsset(root, `app://ringside/assets/${name}`)).toMatchObject({ ok: true, value: { mime } });
  });

  test.each([
    ['nonsense', 'not-a-url'],
    ['file:///etc/passwd.html', 'foreign'],
    ['app://evil/index.html', 'foreign'],
    ['app://user@ringside/index.html', 'foreign'],
    ['app://ringside/%2e%2e%2fsecret.html', 'outside'],
    ['app://ringside/a/..%2f..%2fsecret.html', 'outside'],
    ['app://ringside/..%5c..%5csecret.html', 'outside'],
    ['app://ringside/a%5c..%5csecret.html', 'outside'],
    ['app://ringside/%2fetc/passwd.html', 'outside'],
    ['app://ringside//etc/passwd.html', 'outside'],
    ['app://ringside/C:/secret.html', 'outside'],
    ['app://ringside/C%3a/secret.html', 'outside'],
    ['app://ringside/index.html%00.png', 'outside'],
    ['app://ringside/index.html::$DATA.html', 'outside'],
    ['app://ringside/%252e%252e%252fsecret.html', 'outside'],
    ['app://ringside/%E0%A4%A', 'outside'],
    ['app://ringside/', 'outside'],
    ['app://ringside/caller/', 'outside'],
    ['app://ringside/caller', 'kind'],
    ['app://ringside/notes.txt', 'kind'],
    ['app://ringside/index.js.map', 'kind'],
  ])('%s is refused: %s', (url, error) => {
    expect(resolveAsset(root, url)).toEqual({ ok: false, error });
  });

  test('dots that the URL itself resolves cannot climb over its root', () => {
    expect(resolveAsset(root, 'app://ringside/../../../index.html')).toMatchObject({
      ok: true,
      value: { path: join(root, 'index.html') },
    });
  });

  test('is never outside the folder, whatever is asked', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '\\',
      '/',
      'a',
      '%00',
      ':',
      '~',
      '%25',
      '.html',
      '//',
      '?',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = resolveAsset(root, `app://ringside/${pieces.join('')}.html`);
        expect(!found.ok || found.value.path.startsWith(`${root}/`)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what is read', () => {
  let folder = '';
  let root = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ringside-asset-'));
    root = join(folder, 'renderer');
    await mkdir(join(root, 'folder.html'), { recursive: true });
    await writeFile(join(folder, 'secret.html'), 'secret');
    await writeFile(join(root, 'index.html'), 'page');
    await symlink(join(folder, 'secret.html'), join(root, 'leak.html'));
    await symlink(join(root, 'index.html'), join(root, 'alias.html'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test('is the page itself, also by a link inside the folder', async () => {
    const bytes = new Uint8Array(Buffer.from('page'));
    const page = { ok: true, value: { bytes, mime: 'text/html; charset=utf-8' } };
    expect(await readAsset(root, 'app://ringside/index.html')).toEqual(page);
    expect(await readAsset(root, 'app://ringside/alias.html')).toEqual(page);
  });

  test('is never a file that a link leads out to', async () => {
    expect(await readAsset(root, 'app://ringside/leak.html')).toEqual({ ok: false, error: 'outside' });
  });

  test('is not found where there is nothing, a folder, or a file taken for a folder', async () => {
    const asked = ['none.html', 'folder.html', 'index.html/more.html'];
    const answers = await Promise.all(asked.map((name) => readAsset(root, `app://ringside/${name}`)));
    expect(answers).toEqual(asked.map(() => ({ ok: false, error: 'not-found' })));
  });
});
