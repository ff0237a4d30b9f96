/** Ringside starts: one instance, its own scheme, settings, then the app; and it ends with nothing left behind. */
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { compose } from './app/compose.ts';
import { layFoundation } from './app/foundation.ts';
import { registerAppScheme, serveApp } from './desktop/app-protocol.ts';
import { liveInTray } from './desktop/live-in-tray.ts';
import { guardNavigation } from './desktop/navigation-guard.ts';
import { claimSingleInstance, type SecondStart } from './desktop/single-instance.ts';
import { provisioningArguments } from './settings/provisioning.ts';

/** An app that hangs at its end keeps a computer from shutting down. */
const MAX_STOP_MS = 3_000;

registerAppScheme();
const secondStarts: SecondStart[] = [];
let onSecondStart = (start: SecondStart): void => void secondStarts.push(start);
const isFirst = claimSingleInstance((start) => {
  onSecondStart(start);
});
if (isFirst === null) app.quit();
else app.whenReady().then(start).catch(giveUp);

async function start(): Promise<void> {
  const folder = import.meta.dirname;
  const foundation = await layFoundation(folder);
  const { configuration, history, log, problems, clock } = foundation;
  liveInTray(process.platform);
  guardNavigation((guarded) => {
    log.warn('page-guarded', { ...guarded });
  });
  serveApp(join(folder, '../renderer'), (refusal) => {
    log.warn('page-asset-refused', { refusal });
  });

  await configuration.load(provisioningArguments(process.argv, process.cwd()));
  const ringside = compose(folder, foundation);
  endWith(async () => {
    await ringside.stop().finally(() => foundation.stop());
  });
  app.on('activate', () => {
    ringside.openStatus();
  });
  if (configuration.needsAttention) ringside.openSetup();

  onSecondStart = ({ argv, workingDirectory }) => {
    void configuration.provision(provisioningArguments(argv, workingDirectory)).then(() => {
      if (configuration.needsAttention) ringside.openSetup();
      else ringside.openStatus();
    });
  };
  for (const second of secondStarts.splice(0)) onSecondStart(second);

  const keepDays = (): number => configuration.settings.history.keepDays;
  await history.start(clock, keepDays, (detail) => {
    problems.report('history', detail);
  });
}

/** Holds the quit until `stop` is done, and no longer than it may take. */
function endWith(stop: () => Promise<void>): void {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    const quit = (): void => {
      isStopped = true;
      app.quit();
    };
    const deadline = setTimeout(quit, MAX_STOP_MS);
    void stop().finally(() => {
      clearTimeout(deadline);
      quit();
    });
  });
}

/** Without a tray nobody could tell that the app does not run: it says so, and ends. */
function giveUp(reason: unknown): void {
  dialog.showErrorBox('Ringside could not start', reason instanceof Error ? reason.message : String(reason));
  app.exit(1);
}
