/** How a test plays the desktop and its user; record.ts tells what each does. */
import type { DesktopControls } from '../../record.ts';
import type { NativeTheme } from './native-theme.ts';
import type { Screen } from './screen.ts';
import type { Dialogs, Shortcuts } from './small.ts';
import type { Notification, Tray } from './tray.ts';

export interface DesktopParts {
  dialogs: Dialogs;
  shortcuts: Shortcuts;
  screen: Screen;
  nativeTheme: NativeTheme;
  /** The newest of each. */
  shown: { tray: Tray | undefined; notification: Notification | undefined };
}

export function desktopControls({ dialogs, shortcuts, screen, nativeTheme, shown }: DesktopParts): DesktopControls {
  const tray = (): Tray => {
    if (!shown.tray || shown.tray.isDestroyed()) throw new Error('The app has no tray icon');
    return shown.tray;
  };
  return {
    answerDialog: (answer) => {
      dialogs.prepare(answer);
    },
    takeShortcut: (accelerator) => {
      shortcuts.take(accelerator);
    },
    pressShortcut: (accelerator) => {
      shortcuts.press(accelerator);
    },
    clickTray: () => {
      tray().emit('click');
    },
    clickTrayMenu: (...labels) => {
      const { menu } = tray();
      if (!menu) throw new Error('The tray icon has no menu');
      menu.find(labels).click();
    },
    clickNotification: () => {
      if (!shown.notification) throw new Error('The app has shown no notification');
      shown.notification.emit('click');
    },
    setDisplays: (displays) => {
      screen.replace(displays);
    },
    setSystemTheme: (theme) => {
      nativeTheme.setSystem(theme);
    },
  };
}
