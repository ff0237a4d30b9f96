/** Starts an app that cannot start, and writes what is said of it to stdout: a process of its own for the sake of Playwright, which waits for
 *  several lines of an app at once and, where that ends early, rejects those waits that it has stopped to await. */
import { launchApp } from '../../electron-stand-in/launch.ts';

const [root, userDataDir] = process.argv.slice(2);
if (root === undefined || userDataDir === undefined) throw new Error('Which app, and where does it keep its data?');

process.on('unhandledRejection', (error) => {
  if (!(error instanceof Error && error.message === 'Process failed to launch!')) throw error;
});

try {
  await launchApp({ root, userDataDir, host: 'stand-in' });
  process.stdout.write('It started.');
} catch (error) {
  process.stdout.write(String(error));
}
