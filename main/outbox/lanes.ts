/** Whose turn it is: items of one lane go in their order, and a comment waits for the lead that it belongs to. Pure. */
import type { CrmError } from '../model/crm.ts';
import type { OutboxId, OutboxItem } from '../model/outbox.ts';
import { inSight } from './backoff.ts';
import { isUnderWay, stateOfPhase, type Phase } from './machine.ts';

export interface Tracked {
  readonly item: OutboxItem;
  readonly phase: Phase;
}

/** All that is known, in order. */
export type Tracks = ReadonlyMap<OutboxId, Tracked>;

export interface Turn {
  /** Those whose time has come, in order, no more than there is room for. */
  readonly due: readonly OutboxId[];
  /** Those that can never go, with why. */
  readonly impossible: readonly { readonly id: OutboxId; readonly error: CrmError }[];
  /** When to ask again; null: when something happens. */
  readonly wakeAtEpochMs: number | null;
}

export interface TurnLimits {
  readonly nowEpochMs: number;
  readonly atOnce: number;
  /** No portal is there to send to, or it did not answer a moment ago: not before then. Infinity: not at all. */
  readonly quietUntilEpochMs: number;
}

/** When it may go as far as it alone is concerned; null: not by itself. */
export function dueEpochMs(phase: Phase): number | null {
  if (phase.kind === 'in-doubt') return phase.lookAtEpochMs;
  if (phase.kind !== 'resting') return null;
  if (phase.state.kind === 'held') return phase.state.untilEpochMs;
  return phase.state.kind === 'waiting' ? phase.state.nextTryEpochMs : null;
}

/** Whether later items of its lane wait for it. One that was perhaps sent does not hold them up: only a person ends that. */
function isInTheWay(phase: Phase): boolean {
  if (phase.kind === 'noting') return true;
  return !['sent', 'perhaps-sent'].includes(stateOfPhase(phase).kind);
}

/** Ids of items that wait for an earlier one of their lane. */
function behindOthers(tracks: Tracks): ReadonlySet<OutboxId> {
  const closed = new Set<string>();
  const behind = new Set<OutboxId>();
  for (const [id, { item, phase }] of tracks) {
    if (closed.has(item.lane)) behind.add(id);
    if (isInTheWay(phase)) closed.add(item.lane);
  }
  return behind;
}

export type Target =
  | { readonly kind: 'ready'; readonly item: OutboxItem }
  | { readonly kind: 'waits' }
  /** The lead was thrown away, or the portal did not tell its id. */
  | { readonly kind: 'gone' };

/** The item as the sender wants it: a lead's own id in place of our id of it. */
export function withTarget(item: OutboxItem, tracks: Tracks): Target {
  if (item.work.kind !== 'comment' || item.work.target.kind !== 'lead') return { kind: 'ready', item };
  const lead = tracks.get(item.work.target.item);
  if (lead === undefined) return { kind: 'gone' };
  const state = stateOfPhase(lead.phase);
  if (state.kind !== 'sent' || lead.phase.kind === 'noting') return { kind: 'waits' };
  if (state.createdId === null) return { kind: 'gone' };
  const entity = { type: 'LEAD', id: state.createdId };
  return { kind: 'ready', item: { ...item, work: { ...item.work, target: { kind: 'entity', entity } } } };
}

/** Ids of items that wait for another one, for the list. */
export function waitingForOthers(tracks: Tracks): ReadonlySet<OutboxId> {
  const waiting = new Set(behindOthers(tracks));
  for (const [id, { item }] of tracks) if (withTarget(item, tracks).kind === 'waits') waiting.add(id);
  return waiting;
}

/** Whose turn it is now. */
export function turnOf(tracks: Tracks, { nowEpochMs, atOnce, quietUntilEpochMs }: TurnLimits): Turn {
  const waiting = waitingForOthers(tracks);
  const times = [...tracks].flatMap(([id, { item, phase }]) => {
    const due = waiting.has(id) ? null : dueEpochMs(phase);
    if (due === null) return [];
    // What can never go needs no portal to be told so.
    const isGone = withTarget(item, tracks).kind === 'gone';
    const atEpochMs = inSight(isGone ? due : Math.max(due, quietUntilEpochMs), nowEpochMs);
    return [{ id, isGone, atEpochMs }];
  });
  const now = times.filter(({ atEpochMs }) => atEpochMs <= nowEpochMs);
  const later = times.filter(({ atEpochMs }) => atEpochMs > nowEpochMs).map(({ atEpochMs }) => atEpochMs);
  const room = atOnce - [...tracks.values()].filter(({ phase }) => isUnderWay(phase)).length;
  const wakeAtEpochMs = Math.min(...later);
  return {
    due: now
      .filter(({ isGone }) => !isGone)
      .slice(0, Math.max(0, room))
      .map(({ id }) => id),
    impossible: now.filter(({ isGone }) => isGone).map(({ id }) => ({ id, error: notFound(nowEpochMs) })),
    wakeAtEpochMs: Number.isFinite(wakeAtEpochMs) ? wakeAtEpochMs : null,
  };
}

const notFound = (atEpochMs: number): CrmError => ({
  code: 'not-found',
  detail: 'the lead that it belongs to is not there',
  atEpochMs,
  retryAtEpochMs: null,
});
