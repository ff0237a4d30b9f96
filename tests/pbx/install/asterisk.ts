/** Asterisk from Debian's sid in a folder of its own, since bookworm has none: a small Debian, entered by chroot. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asteriskVersion } from '../servers/asterisk-folder.ts';
import { install, output } from './command.ts';

const packages = ['asterisk', 'asterisk-modules'];

/** Makes the folder, anew where what is there is not whole; nothing where it is.
 *  @throws Error in words */
export function installAsterisk(root: string): void {
  if (isWhole(root)) return;
  // Under another name until it is whole, so that a half-made one is never taken for it.
  const making = `${root}.making`;
  mkdirSync(dirname(root), { recursive: true });
  install('Making a small Debian sid', ['debootstrap', '--variant=minbase', 'sid', making], () => {
    rmSync(making, { recursive: true, force: true });
  });
  writeFileSync(join(making, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  if (!existsSync(join(making, 'dev/urandom'))) {
    install('Making dev/urandom', ['mknod', '-m', '666', join(making, 'dev/urandom'), 'c', '1', '9']);
  }
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', '-o', 'Acquire::Retries=3'];
  // debootstrap has left the lists of packages there.
  install('Installing Asterisk', ['chroot', making, ...command, ...packages]);
  output('chroot', making, 'apt-get', 'clean');
  if (!isWhole(making)) throw new Error(`Asterisk was installed in ${making}, but does not run.`);
  rmSync(root, { recursive: true, force: true });
  renameSync(making, root);
}

/** Every package configured, and the program runs. */
function isWhole(root: string): boolean {
  if (asteriskVersion(root) === null) return false;
  const states = output('chroot', root, 'dpkg-query', '-W', '-f', '${db:Status-Status} ', ...packages);
  return states === packages.map(() => 'installed').join(' ');
}
