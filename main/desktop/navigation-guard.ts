/** Pages stay where they were loaded and get no permission: the app's pages need neither. */
import { app, session } from 'electron';
import type { Event, WebContents } from 'electron';

type GuardedAct =
  'navigate' | 'frame-navigate' | 'redirect' | 'open-window' | 'attach-webview' | 'download' | 'permission';

/** Something a page tried and was not allowed. `what`: the origin or the permission, never a whole URL. */
export interface Guarded {
  readonly act: GuardedAct;
  readonly what: string;
}

/** Locks every page of the app, those that exist and those to come. Needs a ready app; call it before the first window.
 *  `loadURL` and `reload` of the main process go through: only a page's own doing is stopped.
 *  @returns undoes it for pages to come */
export function guardNavigation(onGuarded: (guarded: Guarded) => void): () => void {
  const onCreated = (_event: unknown, contents: WebContents): void => {
    lock(contents, onGuarded);
  };
  app.on('web-contents-created', onCreated);

  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
    onGuarded({ act: 'permission', what: permission });
    callback(false);
  });
  // Asked by Chromium many times a minute for no one's doing: not told.
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  const onDownload = (event: Event): void => {
    event.preventDefault();
    onGuarded({ act: 'download', what: '' });
  };
  defaultSession.on('will-download', onDownload);
  return () => {
    app.off('web-contents-created', onCreated);
    defaultSession.off('will-download', onDownload);
  };
}

function lock(contents: WebContents, onGuarded: (guarded: Guarded) => void): void {
  const stop =
    (act: GuardedAct) =>
    (event: { readonly url: string; preventDefault: () => void }): void => {
      event.preventDefault();
      onGuarded({ act, what: originOf(event.url) });
    };
  contents.on('will-navigate', stop('navigate'));
  contents.on('will-frame-navigate', (event) => {
    // The main frame's is told by will-navigate too.
    if (!event.isMainFrame) stop('frame-navigate')(event);
  });
  contents.on('will-redirect', stop('redirect'));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    onGuarded({ act: 'attach-webview', what: '' });
  });
  contents.setWindowOpenHandler(({ url }) => {
    onGuarded({ act: 'open-window', what: originOf(url) });
    return { action: 'deny' };
  });
}

/** The part of a URL that holds no secret. */
function originOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? '' : `${parsed.protocol}//${parsed.host}`;
}
