/** What to say where a server is missing: a test that cannot run has failed. */

export const notInstalled = (what: string): Error =>
  new Error(`${what} is not installed here. Run "npm run pbx:install" as root on Debian.`);
