/** Life and death of the stand-in's process and of its Chromium. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fixture, fixtureRoot, readSeen, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.stop());

const exited = (fixtureApp: Fixture): Promise<unknown[]> => once(fixtureApp.child, 'exit');

/** Processes whose command line names this profile: the host, its Chromium and Chromium's children (Linux). */
function processesOf({ userDataDir }: Fixture): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandLine(name).includes(userDataDir));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

test('a second instance ends at once, and the first is told its command line', async () => {
  const second = spawn(
    fixture.chosen.executablePath,
    [fixtureRoot, `--user-data-dir=${fixture.userDataDir}`, 'tel:+351210000000'],
    { stdio: 'ignore' },
  );
  const [code] = (await once(second, 'exit')) as [number];
  await expect.poll(async () => (await readSeen(fixture)).seconds).toEqual(['tel:+351210000000']);
  expect(code).toBe(0);
});

test('an app that quits ends with 0 and leaves no Chromium', async () => {
  const exit = exited(fixture);
  fixture.app
    .evaluate(({ app }) => {
      app.quit();
    })
    .catch(() => undefined);
  expect(await exit).toEqual([0, null]);
  await expect.poll(() => processesOf(fixture)).toEqual([]);
});

test('a host that is killed takes its Chromium with it', async () => {
  expect(processesOf(fixture).length).toBeGreaterThan(1);
  const exit = exited(fixture);
  fixture.child.kill('SIGKILL');
  await exit;
  await expect.poll(() => processesOf(fixture), { timeout: 10_000 }).toEqual([]);
});

test('a Chromium that dies ends the host, loudly', async () => {
  const exit = exited(fixture);
  const host = String(fixture.child.pid);
  const chromium = processesOf(fixture).find(
    (pid) => commandLine(pid).includes('--remote-debugging-pipe') && pid !== host,
  );
  process.kill(Number(chromium), 'SIGKILL');
  expect(await exit).toEqual([1, null]);
  expect(fixture.stderr()).toContain('Chromium ended by itself');
});

test('an app that cannot start fails with its own words', async () => {
  const script = fileURLToPath(new URL('./start-and-tell.ts', import.meta.url));
  const told = await promisify(execFile)(process.execPath, [script, join(fixtureRoot, 'page'), fixture.userDataDir]);
  expect(told.stdout).toMatch(/could not be started[^]*page\/package\.json/);
});

test('SIGTERM asks the app to quit, as Electron does', async () => {
  const exit = exited(fixture);
  fixture.child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});
