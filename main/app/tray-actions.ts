/** What follows from the agent's choice in the tray. */
import { app } from 'electron';
import type { PlainWindow, PlainWindowName } from '../desktop/plain-window.ts';
import type { TrayIntent } from '../desktop/tray-menu.ts';
import type { CurrentSession } from './current-session.ts';

export interface TrayActionParts {
  readonly windows: Readonly<Record<PlainWindowName, PlainWindow>>;
  readonly current: CurrentSession;
}

export const trayActions =
  ({ windows, current }: TrayActionParts) =>
  (intent: TrayIntent): void => {
    switch (intent.kind) {
      case 'open-status':
      case 'open-recent':
        windows.status.open();
        return;
      case 'open-settings':
        windows.setup.open();
        return;
      case 'open-colleagues':
        windows.colleagues.open();
        return;
      case 'set-do-not-disturb':
        current.setDoNotDisturb(intent.isOn);
        return;
      case 'quit':
        app.quit();
        return;
    }
  };
