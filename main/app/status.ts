/** What tray and status window are told of line, CRM and desk. */
import type { StatusView } from '../bridge/contract/setup-views.ts';
import type { ShortcutRefusal } from '../desktop/shortcuts.ts';
import { recentLabel, trayState, trayWords, type TrayFacts } from '../desktop/tray-state.ts';
import type { TrayView } from '../desktop/tray-menu.ts';
import type { DesktopWords } from '../desktop/words.ts';
import type { Clock } from '../model/clock.ts';
import type { Reachability } from '../switchboard/reachability.ts';
import type { Configuration } from './configuration.ts';
import type { CurrentSession } from './current-session.ts';
import type { Foundation } from './foundation.ts';
import type { History } from './history.ts';

export interface StatusParts {
  readonly configuration: Configuration;
  readonly current: CurrentSession;
  readonly reachability: Reachability;
  readonly history: History;
  readonly clock: Clock;
  readonly words: DesktopWords;
  /** Calls missed since the history was last looked at. */
  readonly missed: () => number;
  /** Whether answers of the CRM can be kept on disk. */
  readonly keeping: Foundation['keeping'];
  readonly outbox: () => StatusView['outbox'];
}

export class Status {
  readonly #parts: StatusParts;
  #sequence = 0;
  #refusedShortcuts: readonly ShortcutRefusal[] = [];

  constructor(parts: StatusParts) {
    this.#parts = parts;
  }

  /** @returns those that were not refused before: each is told once */
  refuse(refusals: readonly ShortcutRefusal[]): readonly ShortcutRefusal[] {
    const former = this.#refusedShortcuts.map(({ accelerator }) => accelerator);
    this.#refusedShortcuts = refusals;
    return refusals.filter(({ accelerator }) => !former.includes(accelerator));
  }

  view(): StatusView {
    const { configuration, current, reachability, clock } = this.#parts;
    const { crm } = current.session;
    const { ownLine, binding } = current.deskPhone;
    const { lastProblem, lastDeaf } = reachability;
    this.#sequence += 1;
    return {
      sequence: this.#sequence,
      nowEpochMs: clock.nowEpochMs(),
      line: current.lineStatus,
      lastLineProblem: lastProblem,
      lastDeaf: lastDeaf && { fromEpochMs: lastDeaf.fromEpochMs, untilEpochMs: lastDeaf.untilEpochMs },
      isLampTold: ownLine !== 'not-told',
      phone: binding,
      crm: {
        isSetUp: crm !== null,
        host: crm?.host ?? null,
        lastAnswerEpochMs: crm?.status.lastAnswerEpochMs ?? null,
        lastError: crmError(crm?.status.lastError ?? null),
        namesRefused: crmError(crm?.status.namesRefused ?? null),
        unreadable: crm?.status.unreadable ?? null,
        recordsRefused: crmError(crm?.status.recordsRefused ?? null),
        kept: this.#kept(),
      },
      outbox: this.#parts.outbox(),
      isDoNotDisturb: current.isDoNotDisturb,
      takenShortcuts: this.#refusedShortcuts.map(({ accelerator }) => accelerator),
      problems: [...configuration.problems()],
      theme: configuration.settings.desktop.theme,
    };
  }

  #kept(): StatusView['crm']['kept'] {
    const { configuration, keeping } = this.#parts;
    const { crm, history } = configuration.settings;
    const days = crm?.keepLookupsDays ?? 0;
    if (days === 0 || !history.storeNames) return { kind: 'memory-only', why: 'as-set' };
    return keeping === 'on-disk' ? { kind: 'on-disk', days } : { kind: 'memory-only', why: keeping };
  }

  tray(): TrayView {
    const { current, history, clock, words, missed, outbox } = this.#parts;
    const facts: TrayFacts = {
      status: current.lineStatus,
      phone: current.deskPhone.binding,
      isRinging: current.session.switchboard.isBusy(),
      isDoNotDisturb: current.isDoNotDisturb,
      nowEpochMs: clock.nowEpochMs(),
    };
    return {
      state: trayState(facts),
      words: trayWords(facts, words),
      recent: history.recent.map((record) => ({ id: record.id, label: recentLabel(record, words) })),
      isDoNotDisturb: current.isDoNotDisturb,
      missed: missed(),
      waiting: outbox().waiting,
    };
  }
}

type ErrorView = StatusView['crm']['lastError'];

const crmError = (error: ErrorView): ErrorView =>
  error && { code: error.code, detail: error.detail, atEpochMs: error.atEpochMs };
