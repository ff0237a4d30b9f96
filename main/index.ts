/** Ringside starts: one instance, its own scheme, settings, then the app; and it ends with nothing left behind. */
import { join } from 'node:path';
import { app } from 'electron';
import { compose } from './app/compose.ts';
import { layFoundation } from './app/foundation.ts';
import { registerAppScheme, serveApp } from './desktop/app-protocol.ts';
import { liveInTray } from './desktop/live-in-tray.ts';
import { guardNavigation } from './desktop/navigation-guard.ts';
import { claimSingleInstance, type SecondStart } from './desktop/single-instance.ts';
import { provisioningArguments } from './settings/provisioning.ts';

const folder = import.meta.dirname;

registerAppScheme();
let onSecondStart: (start: SecondStart) => void = () => undefined;
const isFirst = claimSingleInstance((start) => {
  onSecondStart(start);
});
if (isFirst === null) app.quit();
else void app.whenReady().then(start);

async function start(): Promise<void> {
  const foundation = await layFoundation(folder);
  const { configuration, history, log } = foundation;
  liveInTray(process.platform);
  guardNavigation((guarded) => {
    log.warn('page-guarded', { ...guarded });
  });
  serveApp(join(folder, '../renderer'), (refusal) => {
    log.warn('page-asset-refused', { refusal });
  });

  await configuration.load(provisioningArguments(process.argv, process.cwd()));
  const ringside = compose(folder, foundation);
  await history.start(configuration.settings.history.keepDays);
  if (configuration.needsAttention) ringside.openSetup();

  onSecondStart = ({ argv, workingDirectory }) => {
    void configuration.provision(provisioningArguments(argv, workingDirectory)).then(() => {
      if (configuration.needsAttention) ringside.openSetup();
      else ringside.openStatus();
    });
  };

  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void ringside
      .stop()
      .then(() => foundation.stop())
      .finally(() => {
        isStopped = true;
        app.quit();
      });
  });
}
