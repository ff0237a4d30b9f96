import { describe, expect, test } from 'vitest';
import { admit, type Sender } from '../../../main/bridge/sender-policy.ts';
import type { WindowName } from '../../../main/model/window.ts';

const origin = 'app://bundle';
const windowOf = (id: number): WindowName | undefined => ([undefined, 'caller', 'setup'] as const)[id];
const page = (url: string, more: Partial<Sender> = {}): Sender => ({
  webContentsId: 1,
  frame: { url, isMain: true },
  ...more,
});
const admitted = (sender: Sender): unknown => admit(sender, windowOf, { allowed: ['caller'], origin });

describe('a request', () => {
  test.each(['app://bundle/caller/index.html', 'app://bundle/caller/index.html?x=1#top', 'app://bundle'])(
    'of the main frame of an allowed window at %s is admitted under the window’s name',
    (url) => {
      expect(admitted(page(url))).toEqual({ window: 'caller' });
    },
  );

  const own = 'app://bundle/caller/index.html';
  test.each([
    ['unknown-window', page(own, { webContentsId: 7 })],
    ['no-frame', page(own, { frame: null })],
    ['sub-frame', page(own, { frame: { url: own, isMain: false } })],
    ['foreign-origin', page('https://bundle/caller/index.html')],
    ['foreign-origin', page('app://bundle:80/caller/index.html')],
    ['foreign-origin', page('app://user@evil/bundle')],
    ['foreign-origin', page('about:blank')],
    ['foreign-origin', page('not an address')],
    ['window-not-allowed', page('app://bundle/setup/index.html', { webContentsId: 2 })],
  ] as const)('is refused as %s', (refusal, sender) => {
    expect(admitted(sender)).toEqual({ refusal });
  });

  test('that is wrong in every way is refused for the window first: an unknown page learns nothing of the rest', () => {
    expect(admitted({ webContentsId: 7, frame: null })).toEqual({ refusal: 'unknown-window' });
  });
});
