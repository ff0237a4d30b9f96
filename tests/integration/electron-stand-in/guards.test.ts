/** The guards an app sets against its own pages: navigation, new windows, permissions. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readRecord } from '../../electron-stand-in/record.ts';
import { type Fixture, readSeen, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
beforeEach(() =>
  fixture.app.evaluate(() => {
    Object.assign(globalThis.seen, { navigations: [], opened: [] });
  }),
);
afterAll(() => fixture.stop());

test('a page that leaves by a link or a script is stopped by the app, which is told where to', async () => {
  const { caller } = fixture;
  await caller.getByRole('link', { name: 'Away' }).click({ noWaitAfter: true });
  await caller.evaluate(() => {
    location.href = 'setup.html';
  });
  await expect
    .poll(async () => (await readSeen(fixture)).navigations)
    .toEqual(['https://example.com/away', 'app://bundle/setup.html']);
  expect(new URL(caller.url()).pathname).toBe('/caller.html');
});

test('a link that no page can load is told to the app too', async () => {
  await fixture.caller.evaluate(() => {
    location.href = 'tel:+351210000000';
  });
  await expect.poll(async () => (await readSeen(fixture)).navigations).toEqual(['tel:+351210000000']);
});

test('a page opens no window: the app is asked, and refuses', async () => {
  const { app, caller } = fixture;
  const opened = await caller.evaluate(() => window.open('https://example.com/popup'));
  await caller.getByRole('link', { name: 'Help' }).click();
  await expect
    .poll(async () => (await readSeen(fixture)).opened)
    .toEqual(['https://example.com/popup', 'https://example.com/help']);
  expect([opened, app.windows().length]).toEqual([null, 2]);
});

test("a page gets the permissions that the app's handlers give, and no other", async () => {
  const got = await fixture.caller.evaluate(async () => ({
    media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: unknown) => (error as DOMException).name,
    ),
    notifications: await Notification.requestPermission(),
    check: (await navigator.permissions.query({ name: 'geolocation' })).state,
  }));
  expect(got).toEqual({ media: 'NotAllowedError', notifications: 'granted', check: 'denied' });
  expect((await readRecord(fixture.app)).permissions).toEqual([
    { permission: 'media', how: 'request', isAllowed: false },
    { permission: 'notifications', how: 'request', isAllowed: true },
    { permission: 'geolocation', how: 'check', isAllowed: false },
  ]);
});
