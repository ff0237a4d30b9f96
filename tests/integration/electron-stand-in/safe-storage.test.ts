/** safeStorage on the stand-in: a round trip, and a computer without a keyring. */
import { afterEach, expect, test } from 'vitest';
import { type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
afterEach(() => fixture.stop());

test('what is sealed can be opened again, and cannot be read in between', async () => {
  fixture = await startFixture();
  expect(await fixture.setup.evaluate(() => globalThis.fixture.seal('secret'))).toEqual({
    result: 'secret',
    isReadable: false,
  });
});

test('without a keyring the app is told that nothing can be sealed', async () => {
  fixture = await startFixture({ STAND_IN_NO_KEYRING: '1' });
  expect(await fixture.setup.evaluate(() => globalThis.fixture.seal('secret'))).toBe('no keyring');
});
