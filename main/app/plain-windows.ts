/** The ordinary windows: made when asked for, known to the bridge while they are open. */
import type { Windows } from '../bridge/server.ts';
import { PlainWindow } from '../desktop/plain-window.ts';
import type { PlainWindowName } from '../desktop/plain-window.ts';
import type { WindowName } from '../model/window.ts';

export interface PlainWindowParts {
  /** Absolute path of the preload script. */
  readonly preload: string;
  readonly pageOf: (name: WindowName) => string;
  readonly platform: NodeJS.Platform;
  readonly windows: Windows;
  readonly onFault: (kind: 'page-gone' | 'load-failed', reason: string) => void;
  readonly onClosed: (name: PlainWindowName) => void;
  /** Has just been opened, or has the focus now. */
  readonly onLookedAt: (name: PlainWindowName) => void;
}

/** Builds them all; none opens. */
export function plainWindows(parts: PlainWindowParts): Readonly<Record<PlainWindowName, PlainWindow>> {
  const build = (name: PlainWindowName): PlainWindow => {
    let forget = (): void => undefined;
    const window: PlainWindow = new PlainWindow({
      name,
      preload: parts.preload,
      url: parts.pageOf(name),
      platform: parts.platform,
      onEvent: (event) => {
        switch (event.kind) {
          case 'opened':
            if (window.contents !== null) forget = parts.windows.add(name, window.contents);
            parts.onLookedAt(name);
            return;
          case 'looked-at':
            parts.onLookedAt(name);
            return;
          case 'closed':
            forget();
            parts.onClosed(name);
            return;
          case 'page-gone':
          case 'load-failed':
            parts.onFault(event.kind, event.reason);
            return;
        }
      },
    });
    return window;
  };
  return {
    setup: build('setup'),
    status: build('status'),
    colleagues: build('colleagues'),
    history: build('history'),
    outbox: build('outbox'),
  };
}
