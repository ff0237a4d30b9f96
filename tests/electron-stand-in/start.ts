/** `npm start`: runs the built app on what chooseElectron picks, says which, and ends with its exit code. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chooseElectron } from './choose.ts';
import { findChromium } from './host/chromium-binary.ts';

const chosen = await chooseElectron();
const name = chosen.host === 'electron' ? 'Electron' : "the stand-in for Electron's binary";
console.log(`Running on ${name}: ${chosen.why}.`);

const root = join(import.meta.dirname, '../..');
const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const isHeaded = chosen.host === 'stand-in' && hasDisplay && !findChromium(process.env).isHeadlessOnly;
if (chosen.host === 'stand-in' && !isHeaded) {
  console.log('Its windows are not shown: that needs a display and an installed Chromium. Ctrl+C ends it.');
}
const child = spawn(chosen.executablePath, [root, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...(isHeaded ? { STAND_IN_HEADED: '1' } : {}) },
});
// The terminal sends Ctrl+C to both; this process stays until the app has cleared up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (signal !== 'SIGINT') child.kill(signal);
  });
}
child.once('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 0 : 1);
});
