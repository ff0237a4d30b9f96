/** A certificate authority of one run, and the server's certificate signed by it, made with OpenSSL. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const usualNames = ['DNS:localhost', 'DNS:pbx.example.com', 'IP:127.0.0.1'];

/** Writes ca.crt, ca.key, server.crt and server.key: P-256, two days.
 *  @param folder is made
 *  @param names of the server; default localhost, 127.0.0.1 and pbx.example.com */
export function makeCertificates(folder: string, names: readonly string[] = usualNames): void {
  mkdirSync(folder, { recursive: true });
  const make = (name: string, subject: string, more: readonly string[]): void => {
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      join(folder, `${name}.key`),
    ];
    const args = ['req', '-x509', ...key, '-out', join(folder, `${name}.crt`), '-days', '2', '-subj', subject, ...more];
    execFileSync('openssl', args, { stdio: 'pipe' });
  };
  make('ca', '/CN=Ringside test authority', ['-addext', 'keyUsage=critical,keyCertSign']);
  const signedBy = ['-CA', join(folder, 'ca.crt'), '-CAkey', join(folder, 'ca.key')];
  make('server', '/CN=localhost', [
    ...signedBy,
    '-addext',
    'basicConstraints=critical,CA:FALSE',
    '-addext',
    `subjectAltName=${names.join(',')}`,
  ]);
}
