/** The one place that builds and wires: line, CRM, switchboard, windows, tray and bridge get what they need here. */
import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { app, ipcMain } from 'electron';
import { serve, Windows } from '../bridge/server.ts';
import { appOrigin } from '../desktop/asset.ts';
import { CallerWindow, type CallerWindowEvent } from '../desktop/caller-window.ts';
import { noticeText, type Notice } from '../desktop/notices.ts';
import { Notifications } from '../desktop/notifications.ts';
import { cornerFor } from '../desktop/place-card.ts';
import { PlainWindow } from '../desktop/plain-window.ts';
import { Shortcuts } from '../desktop/shortcuts.ts';
import { AppTray } from '../desktop/tray.ts';
import { loadTrayIcons } from '../desktop/tray-icons.ts';
import type { TrayIntent } from '../desktop/tray-menu.ts';
import { englishWords } from '../desktop/words.ts';
import type { LegId } from '../model/call.ts';
import type { SipSettings } from '../model/settings.ts';
import type { WindowName } from '../model/window.ts';
import { createLine } from '../sip/line.ts';
import { LINE_TIMING, type LineOptions } from '../sip/line-options.ts';
import { testLine } from '../sip/test-line.ts';
import { Reachability } from '../switchboard/reachability.ts';
import { callHandlers } from './call-handlers.ts';
import { Cards } from './cards.ts';
import { CurrentSession } from './current-session.ts';
import { followDesktop } from './follow-desktop.ts';
import type { Foundation } from './foundation.ts';
import { PhoneAlarm } from './phone-alarm.ts';
import { sessionKey, startSession, type Session } from './session.ts';
import { setupHandlers } from './setup-handlers.ts';
import { Status } from './status.ts';

export interface App {
  openStatus(): void;
  openSetup(): void;
  /** Records what is open, gives the registration back, takes tray and windows away. */
  stop(): Promise<void>;
}

/** Builds the app on its foundation and opens its line. Needs a ready Electron and a loaded configuration.
 *  @param folder of the built main script */
export function compose(folder: string, foundation: Foundation): App {
  const { clock, log, problems, configuration, history, installation, openHttp } = foundation;
  const { platform } = process;
  const words = englishWords();
  const preload = join(folder, '../preload/preload.cjs');
  const pageOf = (name: WindowName): string => `${appOrigin}/${name}/index.html`;

  const lineOptions = (settings: SipSettings, password: string): LineOptions => ({
    settings,
    password,
    identity: installation,
    deps: {
      clock,
      random01: Math.random,
      networkInterfaces,
      newLegId: () => randomUUID() as LegId,
      onFault: (fault) => {
        log.warn('sip-fault', { ...fault });
      },
      timing: LINE_TIMING,
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
  const plainWindow = (name: 'setup' | 'status'): PlainWindow => {
    let forget = (): void => undefined;
    const window: PlainWindow = new PlainWindow({
      name,
      preload,
      url: pageOf(name),
      platform,
      onEvent: (event) => {
        if (event.kind === 'opened' && window.contents !== null) forget = windows.add(name, window.contents);
        else if (event.kind === 'closed') forget();
        else if ('reason' in event) log.error(event.kind, { reason: event.reason });
      },
    });
    return window;
  };
  const setupWindow = plainWindow('setup');
  const statusWindow = plainWindow('status');

  const notifications = new Notifications();
  const notify = (notice: Notice): void => {
    const told = notifications.notify({
      ...noticeText(notice, words, platform),
      onClick: () => {
        statusWindow.open();
      },
    });
    if (!told.ok) log.warn('notification-not-shown', { notice: notice.kind });
  };
  const reachability = new Reachability(clock, (notice) => {
    notify(notice);
    changed();
  });
  const phoneAlarm = new PhoneAlarm(clock, notify);
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
        notify({ kind: 'shortcut-refused', accelerator, why });
    },
  });

  const act = (intent: TrayIntent): void => {
    switch (intent.kind) {
      case 'open-status':
      case 'open-recent':
        statusWindow.open();
        return;
      case 'open-settings':
        setupWindow.open();
        return;
      case 'set-do-not-disturb':
        current.setDoNotDisturb(intent.isOn);
        return;
      case 'quit':
        app.quit();
        return;
    }
  };
  const tray = new AppTray({
    icons: loadTrayIcons(platform),
    platform,
    words,
    view: () => status.tray(),
    onIntent: act,
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
      if (change === 'replaced') phoneAlarm.reset();
      if (change !== 'calls') {
        reachability.onStatus(current.lineStatus);
        phoneAlarm.onPhone(current.deskPhone.binding);
      }
      changed();
    }),
    configuration.onChange(() => {
      current.renew();
      cards.refresh();
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
      await current.stop();
      reachability.stop();
      phoneAlarm.reset();
      notifications.stop();
      for (const stop of stops.toReversed()) stop();
    },
  };
}
