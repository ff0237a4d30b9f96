/** The outbox in the app: over the storage, to the portal of the session in use, told to its window. */
import type { OutboxView } from '../bridge/contract/outbox-views.ts';
import type { StatusView } from '../bridge/contract/setup-views.ts';
import { outboxStateView } from '../bridge/client-views.ts';
import type { Handlers } from '../bridge/server.ts';
import type { Clock } from '../model/clock.ts';
import { err, ok } from '../model/result.ts';
import type { OutboxId } from '../model/outbox.ts';
import { Outbox, type ListedRow } from '../outbox/outbox.ts';
import type { OutboxProblem, OutboxStore, Sender } from '../outbox/ports.ts';

export interface OutboxParts {
  /** Null where no database could be opened: nothing is sent then, for nothing can be written down. */
  readonly store: OutboxStore | null;
  readonly sender: () => Sender | null;
  readonly clock: Clock;
  readonly onProblem: (problem: OutboxProblem) => void;
}

/** Longest text of the contract's. */
const MAX_ABOUT = 512;
const MAX_TEXT = 4000;

const noDisk = (): Promise<ReturnType<typeof err<{ readonly kind: 'no-storage' }>>> =>
  Promise.resolve(err({ kind: 'no-storage' }));
const noStore: OutboxStore = { load: noDisk, save: noDisk, remove: noDisk };

/** Makes it and begins to send what an earlier run left. */
export function openOutbox({ store, sender, clock, onProblem }: OutboxParts): Outbox {
  const outbox = new Outbox({ store: store ?? noStore, sender, clock, random01: Math.random, onProblem });
  void outbox.start();
  return outbox;
}

type Shown = Pick<Outbox, 'rows' | 'problem'>;

const unsent = (outbox: Shown): readonly ListedRow[] => outbox.rows().filter(({ state }) => state.kind !== 'sent');

/** What the window shows. */
export const outboxView = (outbox: Shown, nowEpochMs: number, theme: OutboxView['theme']): OutboxView => ({
  items: unsent(outbox).map(({ item, state, isBehindAnother }) => ({
    id: item.id,
    kind: item.work.kind,
    about: item.about?.slice(0, MAX_ABOUT) ?? null,
    text: textOf(item.work)?.slice(0, MAX_TEXT) ?? null,
    createdEpochMs: item.createdEpochMs,
    state: outboxStateView(state),
    isBehindAnother,
  })),
  problem: outbox.problem,
  nowEpochMs,
  theme,
});

const textOf = (work: ListedRow['item']['work']): string | null => {
  if (work.kind === 'comment') return work.text;
  return work.kind === 'lead' ? work.title : null;
};

/** What tray and status tell of it. */
export const outboxStatus = (outbox: Shown): StatusView['outbox'] => {
  const rows = unsent(outbox);
  return {
    waiting: rows.length,
    needsAnswer: rows.filter(({ state }) => state.kind === 'perhaps-sent' || state.kind === 'refused').length,
    problem: outbox.problem,
  };
};

/** Answers the outbox window's requests. @param view what it shows now */
export const outboxHandlers = (
  outbox: Pick<Outbox, 'sendNow' | 'discard'>,
  view: () => OutboxView,
): Pick<Handlers, 'outbox:read' | 'outbox:send-now' | 'outbox:discard'> => ({
  'outbox:read': () => ok(view()),
  'outbox:send-now': (id) => {
    const sent = outbox.sendNow(id as OutboxId);
    return sent.ok ? ok(null) : sent;
  },
  'outbox:discard': async (id) => {
    const discarded = await outbox.discard(id as OutboxId);
    return discarded.ok ? ok(null) : discarded;
  },
});
