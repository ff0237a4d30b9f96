/** The caller window and what stands in it: built together, as each needs the other. */
import { CallerWindow, type CallerWindowEvent } from '../desktop/caller-window.ts';
import { cornerFor } from '../desktop/place-card.ts';
import { Shortcuts, type ShortcutRefusal } from '../desktop/shortcuts.ts';
import type { Windows } from '../bridge/server.ts';
import { Cards } from './cards.ts';
import type { CurrentSession } from './current-session.ts';
import type { Foundation } from './foundation.ts';

export interface CardWindowParts {
  readonly foundation: Pick<Foundation, 'configuration' | 'clock' | 'log'>;
  readonly current: CurrentSession;
  readonly windows: Windows;
  /** Absolute path of the preload script. */
  readonly preload: string;
  readonly url: string;
  readonly platform: NodeJS.Platform;
  readonly onRefusedShortcuts: (refusals: readonly ShortcutRefusal[]) => void;
}

export interface CardWindow {
  readonly window: CallerWindow;
  readonly cards: Cards;
  /** Makes the window, hidden, and follows the calls. @returns stops it */
  start(): () => void;
}

export function cardWindow(parts: CardWindowParts): CardWindow {
  const { foundation, current, windows, preload, url, platform, onRefusedShortcuts } = parts;
  const { configuration, clock, log } = foundation;
  const window: CallerWindow = new CallerWindow({
    preload,
    url,
    platform,
    corner: () => cornerFor(configuration.settings.desktop.corner, platform),
    after: clock.after,
    onEvent: (event: CallerWindowEvent) => {
      if (event.kind === 'page-gone' || event.kind === 'load-failed') log.error(event.kind, { reason: event.reason });
      cards.onWindow(event);
    },
  });
  const cards = new Cards({
    current,
    window,
    windows,
    shortcuts: new Shortcuts(platform),
    clock,
    platform,
    desktop: () => configuration.settings.desktop,
    onRefusedShortcuts,
  });
  return {
    window,
    cards,
    start: () => {
      const stops = [window.start(), cards.start()];
      const forget = window.contents === null ? (): void => undefined : windows.add('caller', window.contents);
      return () => {
        forget();
        for (const stop of stops.toReversed()) stop();
      };
    },
  };
}
