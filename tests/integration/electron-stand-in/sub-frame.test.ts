/** What an iframe may do: nothing, unless a test gives it the preload to try the app's own refusal. */
import { afterEach, expect, test } from 'vitest';
import { type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
afterEach(() => fixture.stop());

const inner = ({ setup }: Fixture): ReturnType<typeof setup.frames>[number] => {
  const frame = setup.frames().find((candidate) => candidate.url().endsWith('/inner.html'));
  if (!frame) throw new Error('The iframe is not there.');
  return frame;
};

test('an iframe has no bridge', async () => {
  fixture = await startFixture();
  expect(await inner(fixture).evaluate(() => 'fixture' in globalThis)).toBe(false);
});

test('with the preload in sub-frames, main sees a call of an iframe as one of another frame', async () => {
  fixture = await startFixture({ STAND_IN_PRELOAD_IN_SUB_FRAMES: '1' });
  expect(await inner(fixture).evaluate(() => globalThis.fixture.who())).toEqual({
    window: 2,
    isMainFrame: false,
    url: 'app://bundle/inner.html',
    origin: 'app://bundle',
  });
});
