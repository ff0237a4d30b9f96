/** `npm run demo`: plays the demo and ends with its exit code; `-- --stay` stays open for more calls. */
import { join } from 'node:path';
import { runDemo } from './run-demo.ts';
import { stay } from './stay.ts';

const { exitCode } = await runDemo({
  print: (line) => {
    console.log(line);
  },
  mayDownload: true,
  picturesFolder: join(import.meta.dirname, '../../reports/demo'),
  limitMs: 10_000,
  stay: process.argv.includes('--stay') ? stay : null,
  // Ctrl+C: Playwright ends the app and this process; the profile would be left behind.
  onOffice: (office) => {
    process.once('exit', () => {
      office.removeProfiles();
    });
  },
});
process.exit(exitCode);
