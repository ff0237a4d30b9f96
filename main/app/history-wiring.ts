/** Builds what stands around the history: its window's view and requests, the export, the badge, and forgetting. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app } from 'electron';
import type { Handlers, Windows } from '../bridge/server.ts';
import { showBadge } from '../desktop/badge.ts';
import { copyText } from '../desktop/clipboard.ts';
import { dial } from '../desktop/links.ts';
import type { PlainWindow, PlainWindowName } from '../desktop/plain-window.ts';
import { askForFile } from '../desktop/save-file.ts';
import { englishWords } from '../desktop/words.ts';
import { scrubLogs } from '../diagnostics/scrub.ts';
import type { CallId } from '../model/call.ts';
import type { OutboxId, OutboxItem } from '../model/outbox.ts';
import { err } from '../model/result.ts';
import { laterNote } from '../switchboard/crm-notes.ts';
import { englishCrmWords, englishTime } from './crm-words.ts';
import type { Foundation } from './foundation.ts';
import { Forgetting, type ForgetParts } from './forget.ts';
import { HistoryDesk } from './history-desk.ts';
import { HistoryExport } from './history-export.ts';
import { historyHandlers } from './history-handlers.ts';
import { Missed } from './history-missed.ts';
import { openEntity } from './open-entity.ts';
import type { Session } from './session.ts';

export interface HistoryWiringParts {
  readonly foundation: Pick<Foundation, 'history' | 'storage' | 'configuration' | 'clock'>;
  readonly session: () => Session;
  readonly outbox: { put(item: OutboxItem, holdUntilEpochMs: null): void; forget(callerKey: string): unknown };
  readonly picks: ForgetParts['picks'];
  readonly windows: Readonly<Record<PlainWindowName, PlainWindow>>;
  readonly platform: NodeJS.Platform;
  readonly bridge: Windows;
  /** The count of missed calls is another. */
  readonly onMissed: () => void;
}

export interface HistoryWiring {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `history:${string}`>>;
  /** "Forget all" of what the CRM told. */
  forgetClients(): ReturnType<Forgetting['forgetClients']>;
  /** Calls missed since the history was last looked at. */
  missed(): number;
  /** Opens the window, at a call where one is named. */
  readonly openAt: (id: CallId | null) => void;
  /** A window was opened or got the focus. */
  onLookedAt(name: PlainWindowName): void;
  onClosed(name: PlainWindowName): void;
  /** Settings that the window shows have changed. */
  refresh(): void;
  /** @returns stops listening, and an export */
  start(): () => void;
}

export function wireHistory(parts: HistoryWiringParts): HistoryWiring {
  const { foundation, session, windows, platform } = parts;
  const words = englishWords();
  const { history, storage: store, configuration, clock } = foundation;
  const crmWords = englishCrmWords(englishTime());
  const exporting = new HistoryExport({
    store,
    askForFile: () => askForFile(words.exportName, { title: words.exportTitle, kind: words.exportKind }),
    onChange: () => {
      desk.changed();
    },
  });
  const desk = new HistoryDesk({
    store,
    clock,
    revision: () => history.revision,
    session,
    settings: () => configuration.settings,
    exportState: () => exporting.state,
    tell: (view) => {
      parts.bridge.tell('history:changed', view);
    },
  });
  const badge = (): void => {
    const open = Object.values(windows).flatMap(({ window }) => (window === null ? [] : [window]));
    showBadge(missed.count, missed.count === 0 ? '' : words.missed(missed.count), open, platform);
  };
  const missed = new Missed({
    store,
    clock,
    isLookedAt: () => windows.history.isLookedAt,
    onChange: () => {
      badge();
      parts.onMissed();
    },
  });
  const forgetting = new Forgetting({
    store,
    history,
    outbox: parts.outbox,
    picks: parts.picks,
    openCalls: () => session().switchboard.clients,
    crm: () => session().crm,
    scrubLogs: (forgotten) => scrubLogs(join(app.getPath('userData'), 'logs'), forgotten),
  });

  return {
    handlers: historyHandlers({
      desk,
      exporting,
      forgetting,
      openCard: (client) => openEntity(session(), client),
      copy: copyText,
      dial: (number) => {
        const { dialUrl } = configuration.settings.desktop;
        return dialUrl === null ? Promise.resolve(err('not-set-up' as const)) : dial(dialUrl, number);
      },
      addNote: (record, text) => {
        const made = { id: randomUUID() as OutboxId, atEpochMs: clock.nowEpochMs(), words: crmWords };
        const item = laterNote(record, text, made);
        if (item === null) return false;
        parts.outbox.put(item, null);
        // Where names are not stored, notes are not either.
        if (configuration.settings.history.storeNames) history.addNote(record, text);
        return true;
      },
    }),
    forgetClients: () => forgetting.forgetClients(),
    missed: () => missed.count,
    openAt: (id) => {
      desk.showCall(id);
      windows.history.open();
    },
    onLookedAt: (name) => {
      if (name === 'history') void missed.seen();
      // On Windows each new window has a taskbar button of its own.
      badge();
    },
    onClosed: (name) => {
      if (name === 'history') desk.close();
    },
    refresh: () => {
      desk.changed();
    },
    start: () => {
      void missed.refresh();
      const stop = history.onChange(() => {
        desk.changed();
        void missed.refresh();
      });
      return () => {
        stop();
        exporting.cancel();
        desk.close();
      };
    },
  };
}
