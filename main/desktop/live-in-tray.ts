/** A tray app's menu bar: none on Windows and Linux; on macOS what copying, pasting and quitting need. */
import { app, Menu } from 'electron';

/** Electron-builder's appId, by which Windows groups the app's notifications. */
const windowsAppId = 'app.ringside.desktop';

/** Makes the app one that lives in the tray: closing windows does not end it, and it has no Dock icon.
 *  Needs a ready app. @returns undoes the listening */
export function liveInTray(platform: NodeJS.Platform): () => void {
  if (platform === 'win32') app.setAppUserModelId(windowsAppId);
  if (platform === 'darwin') app.setActivationPolicy('accessory');
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
  // Without a listener Electron quits when the last window is closed.
  const stay = (): void => undefined;
  app.on('window-all-closed', stay);
  return () => {
    app.off('window-all-closed', stay);
  };
}
