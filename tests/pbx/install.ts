/** `npm run pbx:install`: brings Kamailio, Asterisk and sipp for `npm run test:pbx`. Debian and root only; does nothing where all is there. */
import { existsSync } from 'node:fs';
import { installAsterisk } from './install/asterisk.ts';
import { installPackages, sippVersion } from './install/packages.ts';
import { asteriskRoot, asteriskVersion } from './servers/asterisk-folder.ts';
import { kamailioVersion } from './servers/kamailio.ts';

/** Why it cannot be done here, or null. */
function refusal(): string | null {
  if (!existsSync('/etc/debian_version'))
    return 'The servers are installed by apt and debootstrap: this works on Debian only.';
  if (process.getuid?.() !== 0) return 'Packages are installed and a folder is entered by chroot: run this as root.';
  return null;
}

try {
  const why = refusal();
  if (why !== null) throw new Error(why);
  const root = asteriskRoot();
  installPackages();
  installAsterisk(root);
  console.log(
    `Kamailio ${kamailioVersion() ?? '?'}, sipp ${sippVersion() ?? '?'}, Asterisk ${asteriskVersion(root) ?? '?'} in ${root}`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
