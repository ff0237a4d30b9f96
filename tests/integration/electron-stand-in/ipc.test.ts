/** IPC and the context bridge on the stand-in, as the app relies on them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, readSeen, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.stop());

test('values of every structured-clone type come back from main as they were sent', async () => {
  const came = await fixture.caller.evaluate(async () => {
    const sent = {
      date: new Date(0),
      map: new Map([[1, { a: undefined }]]),
      set: new Set([1n]),
      bytes: new Uint8Array([1, 2]),
      numbers: [NaN, -0, Infinity],
      pattern: /a/gi,
      ['__proto__']: 'own',
    };
    const echoed = (await globalThis.fixture.echo(sent)) as typeof sent;
    return {
      date: echoed.date.toISOString(),
      map: echoed.map.has(1) && 'a' in (echoed.map.get(1) ?? {}),
      set: echoed.set.has(1n),
      bytes: [echoed.bytes.constructor.name, ...echoed.bytes],
      numbers: echoed.numbers.map((number) => (Object.is(number, -0) ? '-0' : String(number))),
      pattern: String(echoed.pattern),
      keys: Object.keys(echoed).length,
    };
  });
  expect(came).toEqual({
    date: '1970-01-01T00:00:00.000Z',
    map: true,
    set: true,
    bytes: ['Uint8Array', 1, 2],
    numbers: ['NaN', '-0', 'Infinity'],
    pattern: '/a/gi',
    keys: 7,
  });
});

test('what cannot be cloned is refused where it is sent', async () => {
  const refused = await fixture.caller.evaluate(() => {
    try {
      globalThis.fixture.send(new Proxy({}, {}));
      return 'sent';
    } catch (error) {
      return String(error);
    }
  });
  expect(refused).toContain('could not be cloned');
});

test("a handler's error reaches the page in Electron's words", async () => {
  const words = await fixture.caller.evaluate(() =>
    globalThis.fixture.fail().catch((error: unknown) => (error as Error).message),
  );
  expect(words).toBe("Error invoking remote method 'fail': TypeError: refused by main");
});

test('a thousand events arrive in the order they were sent, and none after the unsubscribe', async () => {
  const { app, caller } = fixture;
  await caller.evaluate(() => {
    const heard: number[] = [];
    const unsubscribe = globalThis.fixture.onTick((value) => {
      heard.push(value);
      if (value === 999) unsubscribe();
    });
    Object.assign(globalThis, { heard });
  });
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      for (let tick = 0; tick <= 1000; tick++) window.webContents.send('tick', tick);
    }
  });
  await caller.waitForFunction(() => globalThis.ticks.length === 1001);
  const heard = await caller.evaluate(() => (globalThis as unknown as { heard: number[] }).heard);
  expect(heard).toEqual(Array.from({ length: 1000 }, (_, tick) => tick));
});

test('messages of a page reach main, and main knows which window and frame asked', async () => {
  const { caller, setup } = fixture;
  const asked = await Promise.all([caller, setup].map((page) => page.evaluate(() => globalThis.fixture.who())));
  await caller.evaluate(() => {
    globalThis.fixture.send({ at: new Date(5) });
  });
  await caller.evaluate(() => globalThis.fixture.echo(0));
  expect(asked).toEqual([
    { window: 1, isMainFrame: true, url: 'app://bundle/caller.html', origin: 'app://bundle' },
    { window: 2, isMainFrame: true, url: 'app://bundle/setup.html', origin: 'app://bundle' },
  ]);
  expect((await readSeen(fixture)).messages).toEqual([{ at: new Date(5) }]);
});

test('the page gets a frozen bridge and nothing of Node or Electron', async () => {
  const world = await fixture.caller.evaluate(() => ({
    frozen: [globalThis.fixture, globalThis.fixture.nested.deep].map((part) => Object.isFrozen(part)),
    foreign: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__electronStandIn'].filter(
      (name) => name in globalThis,
    ),
  }));
  expect(world).toEqual({ frozen: [true, true], foreign: [] });
});

test('a reloaded page has its bridge again, and is heard and told again', async () => {
  const { app, caller } = fixture;
  await caller.reload();
  const echoed = await caller.evaluate(() => globalThis.fixture.echo('again'));
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send('tick', 7);
  });
  await caller.waitForFunction(() => globalThis.ticks.length > 0);
  expect([echoed, await caller.evaluate(() => globalThis.ticks)]).toEqual(['again', [7]]);
});
