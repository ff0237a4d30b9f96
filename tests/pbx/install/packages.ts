/** Kamailio, sipp and what builds Asterisk's folder, by apt from this machine's own Debian. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { kamailioVersion } from '../servers/kamailio.ts';
import { install, output } from './command.ts';

const packages = [
  'kamailio',
  'kamailio-websocket-modules',
  'kamailio-tls-modules',
  'kamailio-presence-modules',
  'kamailio-extra-modules',
  'sip-tester',
  'debootstrap',
  'openssl',
];
/** Asked by package scripts whether a service may be started; 101 says no. */
const policyFile = '/usr/sbin/policy-rc.d';

/** `3.6.1`; null where it is not installed. It ends with code 99 whenever it tells its version. */
export const sippVersion = (): string | null =>
  /SIPp v(\d[\d.]*)/.exec(spawnSync('sipp', ['-v'], { encoding: 'utf8' }).stdout)?.[1] ?? null;

/** Installs what is missing; nothing where all is there. No service is started, now or with the machine.
 *  @throws Error in words */
export function installPackages(): void {
  if (packages.every(isInstalled) && kamailioVersion() !== null && sippVersion() !== null) return;
  install('Reading the lists of packages', ['apt-get', 'update']);
  const hadPolicy = existsSync(policyFile);
  if (!hadPolicy) writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const command = ['apt-get', 'install', '-y', '--reinstall', '--no-install-recommends', '-o', 'Acquire::Retries=3'];
    install('Installing Kamailio and sipp', [...command, ...packages]);
  } finally {
    if (!hadPolicy) rmSync(policyFile);
  }
  if (existsSync('/run/systemd/system')) output('systemctl', 'disable', 'kamailio');
  const missing = [kamailioVersion() ?? 'Kamailio', sippVersion() ?? 'sipp'].filter((each) => !/^\d/.test(each));
  if (missing.length > 0) throw new Error(`${missing.join(' and ')} was installed, but does not run.`);
}

const isInstalled = (name: string): boolean =>
  output('dpkg-query', '-W', '-f', '${db:Status-Status}', name) === 'installed';
