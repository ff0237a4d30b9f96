/** The one place that builds and wires: line, CRM, switchboard, windows, tray and bridge get what they need here. */
import { join } from 'node:path';
import { ipcMain } from 'electron';
import { serve, Windows } from '../bridge/server.ts';
import { appOrigin } from '../desktop/asset.ts';
import { AppTray } from '../desktop/tray.ts';
import { loadTrayIcons } from '../desktop/tray-icons.ts';
import { englishWords } from '../desktop/words.ts';
import type { WindowName } from '../model/window.ts';
import { testLine } from '../sip/test-line.ts';
import { Reachability } from '../switchboard/reachability.ts';
import { bridgeFaults } from './bridge-faults.ts';
import { cardWindow } from './card-window.ts';
import { Colleagues } from './colleagues.ts';
import { followDesktop } from './follow-desktop.ts';
import type { Foundation } from './foundation.ts';
import { handlersOf } from './handlers.ts';
import { wireHistory } from './history-wiring.ts';
import { lineWiring } from './line-wiring.ts';
import { Notifier } from './notifier.ts';
import { outboxWiring } from './outbox-wiring.ts';
import { PhoneAlarm } from './phone-alarm.ts';
import { rememberedPicks } from './picks.ts';
import { plainWindows } from './plain-windows.ts';
import { portalLoginOf } from './portal-login-wiring.ts';
import { currentSession } from './session-source.ts';
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
  const { clock, log, problems, configuration, history, storage, openHttp } = foundation;
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
  const picks = rememberedPicks(foundation);
  const portalLogin = portalLoginOf(foundation);
  const sending = outboxWiring({
    foundation,
    sender: () => current.session.crm?.sender ?? null,
    tell: (view) => {
      windows.tell('outbox:changed', view);
    },
    onChange: () => {
      changed();
    },
  });
  const current = currentSession({
    foundation,
    lineOptions,
    picks,
    outbox: sending.outbox,
    kept: storage?.lookups ?? null,
    oauth: () => portalLogin.tokens(),
    tell: (notice) => {
      notifier.tell(notice);
    },
  });

  const windows = new Windows();
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
      past.onClosed(name);
    },
    onLookedAt: (name) => {
      past.onLookedAt(name);
    },
  });
  const { setup: setupWindow, status: statusWindow } = plain;
  const past = wireHistory({
    foundation,
    session: () => current.session,
    outbox: sending.outbox,
    picks,
    windows: plain,
    platform,
    bridge: windows,
    onMissed: () => {
      changed();
    },
  });
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
  const status = new Status({
    ...foundation,
    outbox: sending.status,
    missed: () => past.missed(),
    current,
    reachability,
    words,
  });
  const card = cardWindow({
    foundation,
    current,
    windows,
    preload,
    url: pageOf('caller'),
    platform,
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
    onIntent: trayActions({ windows: plain, current, openHistory: past.openAt.bind(past) }),
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
        handlers: handlersOf({
          calls: { current, ...card },
          colleagues,
          outbox: sending.handlers,
          history: past.handlers,
          setup: {
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
            login: portalLogin,
            forgetClients: () => past.forgetClients(),
          },
        }),
        ...bridgeFaults(foundation),
      },
      windows,
    ),
    tray.start(),
    card.start(),
    current.onChange((change) => {
      if (change === 'replaced') {
        phoneAlarm.reset();
        colleagues.sessionReplaced();
        sending.outbox.wake();
      }
      if (change !== 'calls') {
        reachability.onStatus(current.lineStatus);
        phoneAlarm.onPhone(current.deskPhone.binding);
      }
      changed();
    }),
    configuration.onChange(() => {
      current.renew();
      card.cards.refresh();
      colleagues.refresh();
      past.refresh();
      sending.refresh();
      changed();
    }),
    configuration.onView(() => {
      windows.tell('setup:changed', configuration.view());
    }),
    history.onChange(changed),
    past.start(),
    problems.onChange(changed),
    followDesktop({ configuration, current, problems, clock, platform, onTick: changed }),
  ];
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
      await sending.stop();
      portalLogin.stop();
      reachability.stop();
      phoneAlarm.reset();
      notifier.stop();
      for (const stop of stops.toReversed()) stop();
    },
  };
}
