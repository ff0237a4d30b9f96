/** The companion registers at real servers, whatever digest they offer, so that calls ring at it; it tells why where it cannot.
 *
 * Kamailio 5.6 has one algorithm for everybody and cannot offer both. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { cardWith, expectTexts } from '../../e2e/cards.ts';
import { createPhone, type Phone } from '../../rig/pbx/index.ts';
import { accountOf, trunkAccount } from '../accounts.ts';
import { offeredAlgorithms } from '../agents/offered-algorithms.ts';
import { usualTransport } from '../companion.ts';
import type { ServerAddress } from '../servers/real-server.ts';
import { servers, sharedServer, useCompanions, useOwnServer } from '../use-office.ts';

const start = useCompanions();

type Desk = '101' | '102' | '103';

/** Until the test is over. */
async function switchOn(...options: Parameters<typeof createPhone>): Promise<Phone> {
  const phone = await createPhone(...options);
  onTestFinished(async () => {
    await phone.unregister();
    await phone.close();
  });
  return phone;
}

async function registersWith(server: ServerAddress, desk: Desk, offered: readonly string[]): Promise<void> {
  expect(await offeredAlgorithms(server, `${desk}c`)).toEqual(offered);
  const phone = await switchOn({ pbx: server, ...accountOf(desk).phone });
  const trunk = await switchOn({ pbx: server, isTrunk: true, ...trunkAccount('trunk') });
  const companion = await start({ server, desk });
  const status = await companion.openStatus();
  await expectTexts(status.locator('main'), [/Reachable, checked \d+\ss ago/, server.urls[usualTransport()]]);
  const call = await trunk.call({ to: desk, from: { number: '+493090182' } });
  await expectTexts(cardWith(await companion.callerPage(), '+49 30 90182'), [/ringing 0:0/]);
  await phone.whenState('ringing');
  expect([await call.whenRinging(), call.answer]).toEqual([180, null]);
  call.hangUp();
  expect((await call.whenFinal()).status).toBe(487);
}

describe('on asterisk', () => {
  const server = sharedServer('asterisk');
  test('a companion that is offered MD5 alone registers, and calls ring at it', () =>
    registersWith(server, '101', ['MD5']));
  test('a companion that is offered SHA-256 alone registers, and calls ring at it', () =>
    registersWith(server, '102', ['SHA-256']));
  test('a companion that is offered both registers, and calls ring at it', () =>
    registersWith(server, '103', ['MD5', 'SHA-256']));
});

describe('on kamailio', () => {
  const server = useOwnServer('kamailio', { digest: 'SHA-256' });
  test('a companion that is offered MD5 alone registers, and calls ring at it', () =>
    registersWith(sharedServer('kamailio'), '101', ['MD5']));
  test('a companion that is offered SHA-256 alone registers, and calls ring at it', () =>
    registersWith(server(), '102', ['SHA-256']));
});

describe.each(servers)('on %s', (name) => {
  const server = sharedServer(name);

  test('a wrong password is told in its own words, and what to do about it; a caller who would ring nothing else is told 480', async () => {
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
    const trunk = await switchOn({ pbx: server, isTrunk: true, ...trunkAccount('trunk') });
    const call = await trunk.call({ to: '710', from: { number: '+493090182' } });
    expect((await call.whenFinal()).status).toBe(480);
  });
});
