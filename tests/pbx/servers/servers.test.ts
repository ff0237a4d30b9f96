/** The servers of the test suite themselves: killed, frozen, started again, and never left behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { servers, useOwnServer } from '../use-office.ts';
import { answersOptions } from './ready.ts';

/** `open`, or the error's code. */
function knock(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve('open');
    });
  });
}

const answers = (udpPort: number, limitMs: number): Promise<string> =>
  answersOptions(udpPort, AbortSignal.timeout(limitMs)).then(
    () => 'answers',
    () => 'mute',
  );

describe.each(servers)('%s', (name) => {
  const server = useOwnServer(name);

  test('listens at every address that it names', async () => {
    const { urls, udpPort } = server();
    expect(await Promise.all([urls.wss, urls.ws, urls.tls, urls.tcp].map(knock))).toEqual(Array(4).fill('open'));
    expect(await answers(udpPort, 5000)).toBe('answers');
  });

  test('killed, it is gone at once; started again, it is back at the same addresses', async () => {
    const { urls, kill, restart } = server();
    await kill();
    expect(await Promise.all([urls.wss, urls.tcp].map(knock))).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
    await restart();
    expect(await Promise.all([urls.wss, urls.tcp].map(knock))).toEqual(['open', 'open']);
  });

  test('frozen, it takes connections and answers nothing until it is thawed', async () => {
    const { urls, udpPort, freeze, thaw } = server();
    freeze();
    expect([await knock(urls.wss), await answers(udpPort, 500)]).toEqual(['open', 'mute']);
    thaw();
    expect(await answers(udpPort, 5000)).toBe('answers');
  });

  test('it does not outlive a test run that is killed', async () => {
    const module = join(import.meta.dirname, `${name}.ts`);
    const start = name === 'asterisk' ? 'startAsterisk' : 'startKamailio';
    const code = `const { ${start} } = await import(${JSON.stringify(module)});
      console.log((await ${start}()).urls.tcp);
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(owner.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(await knock(url.trim())).toBe('open');
    owner.kill('SIGKILL');
    await expect.poll(() => knock(url.trim()), { timeout: 10_000 }).toBe('ECONNREFUSED');
  });
});
