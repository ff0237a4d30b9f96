/** The one place that builds and wires: line, CRM, switchboard, windows, tray and bridge get what they need here. */
import { join } from 'node:path';
import { ipcMain } from 'electron';
import { serve, Windows } from '../bridge/server.ts';
import { appOrigin } from '../desktop/asset.ts';
import { CallerWindow, type CallerWindowEvent } from '../desktop/caller-window.ts';
import { cornerFor } from '../desktop/place-card.ts';
import { Shortcuts } from '../desktop/shortcuts.ts';
import { AppTray } from '../desktop/tray.ts';
import { loadTrayIcons } from '../desktop/tray-icons.ts';
import { englishWords } from '../desktop/words.ts';
import type { WindowName } from '../model/window.ts';
import { createLine } from '../sip/line.ts';
import { testLine } from '../sip/test-line.ts';
import { Reachability } from '../switchboard/reachability.ts';
import { callHandlers } from './call-handlers.ts';
import { Cards } from './cards.ts';
import { Colleagues, colleaguesHandlers } from './colleagues.ts';
import { CurrentSession } from './current-session.ts';
import { followDesktop } from './follow-desktop.ts';
import type { Foundation } from './foundation.ts';
import { lineWiring } from './line-wiring.ts';
import { Notifier } from './notifier.ts';
import { PhoneAlarm } from './phone-alarm.ts';
import { plainWindows } from './plain-windows.ts';
import { sessionKey, startSession, type Session } from './session.ts';
import { setupHandlers } from './setup-handlers.ts';
import { Status } from './status.ts';
import { trayActions } from './tray-actions.ts';

export interface App {
  openStatus(): void;
  openSetup(): void;
  /** Records what is open, gives the registration back, takes tray and windows away. */
  stop(): Promise<void>;
}

/** Builds the app on its foundation and opens its line. Needs a ready Electron and a loaded configuration.
 *  @param folder of the built main script */
export function compose(folder: string, foundation: Foundation): App {
  const { clock, log, problems, configuration, history, openHttp } = foundation;
  const { platform } = process;
  const words = englishWords();
  const preload = join(folder, '../preload/preload.cjs');
  const pageOf = (name: WindowName): string => `${appOrigin}/${name}/index.html`;

  const lineOptions = lineWiring(foundation);
  const notifier = new Notifier({
    words,
    platform,
    log,
    openStatus: () => {
      statusWindow.open();
    },
  });
  const startFromSettings = (isDoNotDisturb: boolean): Session => {
    const { settings, secrets } = configuration;
    return startSession({
      settings,
      secrets,
      records: history,
      clock,
      openHttp: () => openHttp(settings.sip?.caFile ?? null),
      openLine: () => settings.sip && createLine(lineOptions(settings.sip, secrets.sipPassword ?? '')),
      isDoNotDisturb,
      tell: (notice) => {
        notifier.tell(notice);
      },
    });
  };
  const current = new CurrentSession({
    start: startFromSettings,
    key: () => sessionKey(configuration.settings, configuration.secrets),
  });

  const windows = new Windows();
  const callerWindow: CallerWindow = new CallerWindow({
    preload,
    url: pageOf('caller'),
    platform,
    corner: () => cornerFor(configuration.settings.desktop.corner, platform),
    after: clock.after,
    onEvent: (event: CallerWindowEvent) => {
      if (event.kind === 'page-gone' || event.kind === 'load-failed') log.error(event.kind, { reason: event.reason });
      cards.onWindow(event);
    },
  });
  const plain = plainWindows({
    preload,
    pageOf,
    platform,
    windows,
    onFault: (kind, reason) => {
      log.error(kind, { reason });
    },
    onClosed: (name) => {
      if (name === 'colleagues') colleagues.close();
    },
  });
  const { setup: setupWindow, status: statusWindow } = plain;
  const colleagues = new Colleagues({
    session: () => current.session,
    clock,
    theme: () => configuration.settings.desktop.theme,
    tell: (view) => {
      windows.tell('colleagues:changed', view);
    },
  });

  const reachability = new Reachability(clock, (notice) => {
    notifier.tell(notice);
    changed();
  });
  const phoneAlarm = new PhoneAlarm(clock, notifier.tell.bind(notifier));
  const status = new Status({ configuration, current, reachability, history, clock, words });
  const cards = new Cards({
    current,
    window: callerWindow,
    windows,
    shortcuts: new Shortcuts(platform),
    clock,
    platform,
    desktop: () => configuration.settings.desktop,
    onRefusedShortcuts: (refusals) => {
      for (const { accelerator, why } of status.refuse(refusals))
        notifier.tell({ kind: 'shortcut-refused', accelerator, why });
    },
  });

  const tray = new AppTray({
    icons: loadTrayIcons(platform),
    platform,
    words,
    view: () => status.tray(),
    onIntent: trayActions({ windows: plain, current }),
  });
  /** Tray and status say what is so now. */
  const changed = (): void => {
    tray.refresh();
    windows.tell('status:changed', status.view());
  };

  const stops = [
    serve(
      {
        ipcMain,
        origin: appOrigin,
        handlers: {
          ...callHandlers({ current, cards, window: callerWindow }),
          ...colleaguesHandlers(colleagues),
          ...setupHandlers({
            configuration,
            windows,
            clock,
            openHttp,
            testLine: (sip, password, onStep) => testLine(lineOptions(sip, password), onStep),
            status: () => status.view(),
            tryNow: () => {
              current.session.line?.networkHint(true);
            },
            openSettings: () => {
              setupWindow.open();
            },
            closeSetup: () => {
              setupWindow.close();
            },
          }),
        },
        onRefused: (channel, refusal) => {
          log.warn('request-refused', { channel, refusal });
        },
        onBug: (error) => {
          log.error('handler-failed', { error });
          problems.report('crash', 'handler-failed');
        },
      },
      windows,
    ),
    tray.start(),
    callerWindow.start(),
    cards.start(),
    current.onChange((change) => {
      if (change === 'replaced') {
        phoneAlarm.reset();
        colleagues.sessionReplaced();
      }
      if (change !== 'calls') {
        reachability.onStatus(current.lineStatus);
        phoneAlarm.onPhone(current.deskPhone.binding);
      }
      changed();
    }),
    configuration.onChange(() => {
      current.renew();
      cards.refresh();
      colleagues.refresh();
      changed();
    }),
    configuration.onView(() => {
      windows.tell('setup:changed', configuration.view());
    }),
    history.onChange(changed),
    problems.onChange(changed),
    followDesktop({ configuration, current, problems, clock, platform, onTick: changed }),
  ];
  if (callerWindow.contents !== null) windows.add('caller', callerWindow.contents);
  reachability.onStatus(current.lineStatus);

  return {
    openStatus: () => {
      statusWindow.open();
    },
    openSetup: () => {
      setupWindow.open();
    },
    stop: async () => {
      colleagues.close();
      await current.stop();
      reachability.stop();
      phoneAlarm.reset();
      notifier.stop();
      for (const stop of stops.toReversed()) stop();
    },
  };
}
