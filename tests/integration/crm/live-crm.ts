/** The CRM over real sockets and the system's clock, and cards that can be waited for. */
import { createNodeHttp } from '../../../main/crm/bitrix24/node-http.ts';
import type { Clock } from '../../../main/model/clock.ts';
import { createCrm, type BitrixCrm } from '../../../main/crm/crm.ts';
import type { OutsideNumber } from '../../../main/crm/lookup.ts';
import type { KeptStore } from '../../../main/crm/kept.ts';
import type { LookupOutcome } from '../../../main/model/crm.ts';
import type { CrmSettings } from '../../../main/model/settings.ts';

export const systemClock: Clock = {
  nowEpochMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

export const SETTINGS = {
  kind: 'bitrix24',
  cardBase: null,
  employeeId: null,
  timeoutMs: 10_000,
  allowInsecure: false,
  plan: 'standard',
  callRecords: false,
  keepLookupsDays: 30,
  oauth: null,
} as const;

function numberOf(e164: string): OutsideNumber {
  return { kind: 'outside', e164, asked: [e164.slice(1)], shown: e164, country: null };
}

/** What a card hears, and the first of it that meets a condition. */
class LiveCard {
  heard: readonly LookupOutcome[] = [];
  #waiters: readonly (() => void)[] = [];

  readonly hear = (outcome: LookupOutcome): void => {
    this.heard = [...this.heard, outcome];
    for (const waiter of this.#waiters) waiter();
  };

  until(isIt: (outcome: LookupOutcome) => boolean): Promise<LookupOutcome> {
    return new Promise((resolve) => {
      const look = (): void => {
        const outcome = this.heard.find(isIt);
        if (outcome !== undefined) resolve(outcome);
      };
      this.#waiters = [...this.#waiters, look];
      look();
    });
  }

  answered(): Promise<LookupOutcome> {
    return this.until(({ kind }) => kind === 'answered');
  }

  failed(): Promise<LookupOutcome> {
    return this.until(({ kind }) => kind === 'failed');
  }

  /** The outcome in which every assignee has a name. */
  named(): Promise<LookupOutcome> {
    return this.until(
      (outcome) =>
        outcome.kind === 'answered' && outcome.matches.matches.every(({ responsible }) => responsible?.name !== null),
    );
  }
}

export interface LiveCrm {
  readonly crm: BitrixCrm;
  readonly hold: (e164: string) => { readonly card: LiveCard; readonly release: () => void };
  readonly close: () => void;
}

export function startCrm(
  webhook: string,
  more: {
    readonly timeoutMs?: number;
    readonly ownExtension?: string;
    readonly extraCa?: readonly string[];
    readonly plan?: CrmSettings['plan'];
    readonly kept?: KeptStore;
  } = {},
): LiveCrm {
  const http = createNodeHttp(more.extraCa ?? []);
  const crm = createCrm({
    settings: { ...SETTINGS, timeoutMs: more.timeoutMs ?? SETTINGS.timeoutMs, plan: more.plan ?? SETTINGS.plan },
    webhook,
    oauth: null,
    country: 'US',
    kept: more.kept ?? null,
    ownExtension: more.ownExtension ?? null,
    http: http.send,
    clock: systemClock,
    random01: () => 0,
  });
  const stop = crm.start();
  return {
    crm,
    hold: (e164) => {
      const card = new LiveCard();
      return { card, release: crm.hold(numberOf(e164), card.hear) };
    },
    close: () => {
      stop();
      http.close();
    },
  };
}
