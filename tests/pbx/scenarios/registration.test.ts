/** The companion registers at real servers: whatever digest they offer, and tells why where it cannot. */
import { describe, expect, test } from 'vitest';
import { expectTexts } from '../../e2e/cards.ts';
import { offeredAlgorithms } from '../agents/offered-algorithms.ts';
import { usualTransport } from '../companion.ts';
import type { ServerAddress } from '../servers/real-server.ts';
import { servers, sharedServer, useCompanions, useOwnServer } from '../use-office.ts';

const start = useCompanions();

async function registersWith(server: ServerAddress, desk: '101' | '102' | '103', offered: string[]): Promise<void> {
  expect(await offeredAlgorithms(server, `${desk}c`)).toEqual(offered);
  const companion = await start({ server, desk });
  const page = await companion.openStatus();
  await expectTexts(page.locator('main'), [/Reachable, checked \d+\ss ago/, server.urls[usualTransport()]]);
}

describe('on asterisk', () => {
  const server = sharedServer('asterisk');
  test('a companion that is offered MD5 alone registers', () => registersWith(server, '101', ['MD5']));
  test('a companion that is offered SHA-256 alone registers', () => registersWith(server, '102', ['SHA-256']));
  test('a companion that is offered both registers', () => registersWith(server, '103', ['MD5', 'SHA-256']));
});

// Kamailio 5.6 has one algorithm for everybody, and cannot offer both.
describe('on kamailio', () => {
  const server = useOwnServer('kamailio', { digest: 'SHA-256' });
  test('a companion that is offered MD5 alone registers', () =>
    registersWith(sharedServer('kamailio'), '101', ['MD5']));
  test('a companion that is offered SHA-256 alone registers', () => registersWith(server(), '102', ['SHA-256']));
});

describe.each(servers)('on %s', (name) => {
  const server = sharedServer(name);

  test('a wrong password is told in its own words, and what to do about it', async () => {
    const companion = await start({
      server,
      desk: '101',
      isRegistering: false,
      config: (usual) => ({ ...usual, sip: { ...usual.sip, password: 'wrong' } }),
    });
    const page = await companion.openStatus();
    await expectTexts(page.locator('main'), [
      /Unreachable since/,
      'The server rejects the user name or the password.',
      'Type the password again.',
    ]);
  });
});
