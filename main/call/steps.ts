/** What happened to a call while it was here, step by step, for the history: pure. */
import type { CallState, Outcome } from '../model/call.ts';
import type { CallStep } from '../model/record.ts';
import type { OpenCall } from './machine-state.ts';

/** A call that goes round and round in a queue must not grow without end. */
const MAX_STEPS = 50;

const OUTCOME_STEPS: Record<Outcome, CallStep['what'] | null> = {
  'not-told': null,
  ringing: 'rang-there',
  answered: 'answered-there',
  'went-on': 'went-on',
  back: 'came-back',
};

/** @returns the steps of a call after it was `before` and became `after` */
export function stepsAfter(
  steps: readonly CallStep[],
  before: OpenCall,
  after: OpenCall,
  atEpochMs: number,
): readonly CallStep[] {
  if (before.state === after.state) return steps;
  const added = stepsOf(before, after, atEpochMs);
  // What goes on had not ended.
  return added.reduce(append, added.length > 0 && steps.at(-1)?.what === 'ended' ? steps.slice(0, -1) : steps);
}

function append(steps: readonly CallStep[], step: CallStep): readonly CallStep[] {
  // The first ring is always among them.
  return steps.length < MAX_STEPS ? [...steps, step] : [...steps.slice(0, 1), ...steps.slice(2), step];
}

function stepsOf(before: OpenCall, { state, backFrom }: OpenCall, atEpochMs: number): readonly CallStep[] {
  const step = (what: CallStep['what'], to: string | null = null): CallStep => ({ atEpochMs, what, to });
  switch (state.kind) {
    case 'ringing':
      if (isHere(before.state)) return [];
      return [step(backFrom !== null && backFrom !== before.backFrom ? 'came-back' : 'rang')];
    case 'sending':
      return [];
    case 'sent':
      if (before.state.kind !== 'sent' && !isPassing(before.state)) return [step('sent', state.destination.shown)];
      return outcomeStep(state.outcome, before.state, step);
    case 'taken': {
      const { step: now } = state;
      if (now.kind === 'answering') return [];
      const isNew = before.state.kind !== 'taken' || before.state.step.kind === 'answering';
      const taken = isNew ? [step('taken')] : [];
      if (now.kind !== 'passing') return taken;
      if (isNew || !isPassing(before.state)) return [...taken, step('sent', now.destination.shown)];
      return now.isRinging ? [step('rang-there')] : [];
    }
    case 'answered':
      return before.state.kind === 'answered' ? [] : [{ ...step('answered'), atEpochMs: state.sinceEpochMs }];
    case 'ended':
      if (before.state.kind === 'ended') return outcomeStep(state.outcome, before.state, step);
      // It had ended here when it was sent.
      return state.how === 'sent-on' ? [] : [{ ...step('ended'), atEpochMs: state.atEpochMs }];
  }
}

/** Rings here, or is being sent from here: a click that came to nothing is no new ring. */
const isHere = ({ kind }: CallState): boolean => kind === 'ringing' || kind === 'sending';

const isPassing = (state: CallState): boolean => state.kind === 'taken' && state.step.kind === 'passing';

function outcomeStep(
  outcome: Outcome | null,
  before: CallState,
  step: (what: CallStep['what']) => CallStep,
): readonly CallStep[] {
  const former = before.kind === 'sent' || before.kind === 'ended' ? before.outcome : null;
  const what = outcome === null || outcome === former ? null : OUTCOME_STEPS[outcome];
  return what === null ? [] : [step(what)];
}
