/** What follows from the agent's choice in the tray. */
import { app } from 'electron';
import type { PlainWindow, PlainWindowName } from '../desktop/plain-window.ts';
import type { TrayIntent } from '../desktop/tray-menu.ts';
import type { CallId } from '../model/call.ts';
import type { CurrentSession } from './current-session.ts';

export interface TrayActionParts {
  readonly windows: Readonly<Record<PlainWindowName, PlainWindow>>;
  readonly current: CurrentSession;
  /** Opens the history, at a call where one is named. */
  readonly openHistory: (at: CallId | null) => void;
}

export const trayActions =
  ({ windows, current, openHistory }: TrayActionParts) =>
  (intent: TrayIntent): void => {
    switch (intent.kind) {
      case 'open-status':
        windows.status.open();
        return;
      case 'open-recent':
        openHistory(intent.id);
        return;
      case 'open-history':
        openHistory(null);
        return;
      case 'open-outbox':
        windows.outbox.open();
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
