/** A server that cannot prove who it is gets no password and no registration, and the status window says why. */
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectTexts } from '../../e2e/cards.ts';
import type { DeskConfig } from '../../e2e/desk.ts';
import { makeCertificates } from '../servers/certificates.ts';
import { servers, useCompanions, useOffice, useOwnServer } from '../use-office.ts';

const start = useCompanions();

describe.each(servers)('on %s', (name) => {
  const server = useOwnServer(name);
  const office = useOffice(server, { phones: [], companions: [] });

  /** Starts a companion, which says these words; a call that only it could take rings nowhere. */
  async function expectRefused(
    transport: 'tls' | 'wss',
    words: readonly string[],
    config: (usual: DeskConfig) => DeskConfig = (usual) => usual,
  ): Promise<void> {
    const companion = await start({ server: server(), desk: '101', transport, isRegistering: false, config });
    const status = await companion.openStatus();
    await expectTexts(status.locator('main'), [/Unreachable since/, ...words]);
    const call = await office().callIn('710', '+4930901820');
    expect((await call.whenFinal()).status).toBe(480);
  }

  test.each(['tls', 'wss'] as const)('over %s an unknown authority is refused', (transport) =>
    expectRefused(
      transport,
      [
        'The server’s certificate comes from an issuer that this computer does not trust.',
        'Add the company’s CA file under “More line settings”',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      ],
      (usual) => ({ ...usual, sip: { ...usual.sip, caFile: null } }),
    ),
  );

  test.each(['tls', 'wss'] as const)('over %s a certificate for another name is refused', async (transport) => {
    makeCertificates(dirname(server().caFile), ['DNS:pbx.example.com']);
    await server().restart();
    await Promise.all(office().phones.map((each) => each.register()));
    await expectRefused(transport, [
      'The server’s certificate belongs to another name.',
      'Use the name that stands in the certificate, or add this name to it.',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ]);
  });
});
