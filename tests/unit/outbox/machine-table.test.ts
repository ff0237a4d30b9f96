/** Every phase of an item with every event: what follows, and that nothing else does. */
import { expect, test } from 'vitest';
import type { CrmError } from '../../../main/model/crm.ts';
import { step, type Phase, type PhaseEvent } from '../../../main/outbox/machine.ts';
import { outboxLimits } from '../../../main/outbox/ports.ts';

const now = 1_000_000;
const moment = { nowEpochMs: now, random01: 0, limits: outboxLimits };
const failure = (code: CrmError['code']): CrmError => ({ code, detail: null, atEpochMs: now, retryAtEpochMs: null });
const away = failure('unreachable');
const refusal = failure('field-refused');

const long = now - 100_000;
const doubt = { tries: 3, looks: 2, error: away, isRepeat: true } as const;
const again = {
  kind: 'looking-again',
  state: { kind: 'perhaps-sent', error: null, sinceEpochMs: long },
} as const;
const phases = {
  held: { kind: 'resting', state: { kind: 'held', untilEpochMs: now } },
  waiting: { kind: 'resting', state: { kind: 'waiting', tries: 2, nextTryEpochMs: now + 9, error: away } },
  refused: { kind: 'resting', state: { kind: 'refused', error: refusal, atEpochMs: long } },
  'perhaps-sent': { kind: 'resting', state: { kind: 'perhaps-sent', error: null, sinceEpochMs: long } },
  sent: { kind: 'resting', state: { kind: 'sent', atEpochMs: long, createdId: '7' } },
  recording: { kind: 'recording', tries: 3, sinceEpochMs: long, isRepeat: false },
  sending: { kind: 'sending', tries: 3, sinceEpochMs: long, isRepeat: false },
  'sending again': { kind: 'sending', tries: 3, sinceEpochMs: long, isRepeat: true },
  'in-doubt': {
    kind: 'in-doubt',
    tries: 3,
    sinceEpochMs: long,
    lookAtEpochMs: now + 9,
    looks: 1,
    error: away,
    isRepeat: true,
  },
  looking: { ...doubt, kind: 'looking', sinceEpochMs: long, askedEpochMs: now },
  'looking, too early': { ...doubt, kind: 'looking', sinceEpochMs: now - 1, askedEpochMs: now },
  'looking, asked too early': { ...doubt, kind: 'looking', sinceEpochMs: long, askedEpochMs: long },
  'looking, clock set back': { ...doubt, kind: 'looking', sinceEpochMs: now + 9000, askedEpochMs: now + 99_000 },
  'looking-again': { ...again, askedEpochMs: now },
  'looking-again, too early': { ...again, state: { ...again.state, sinceEpochMs: now }, askedEpochMs: now },
  'looking-again, asked too early': { ...again, askedEpochMs: long },
  noting: { kind: 'noting', state: { kind: 'sent', atEpochMs: long, createdId: '7' } },
} as const satisfies Record<string, Phase>;

const events = {
  due: { kind: 'due' },
  written: { kind: 'written' },
  release: { kind: 'release' },
  'send-now': { kind: 'send-now' },
  impossible: { kind: 'impossible', error: failure('not-found') },
  'portal-answers': { kind: 'portal-answers' },
  'send: sent': { kind: 'send-result', result: { kind: 'sent', createdId: '7' } },
  'send: away': { kind: 'send-result', result: { kind: 'failed', error: away, isDoubtful: false } },
  'send: refused': { kind: 'send-result', result: { kind: 'failed', error: refusal, isDoubtful: false } },
  'send: in doubt': { kind: 'send-result', result: { kind: 'failed', error: away, isDoubtful: true } },
  'send: aborted': { kind: 'send-result', result: { kind: 'aborted' } },
  'look: there': { kind: 'look-result', result: { kind: 'there', createdId: '7' } },
  'look: not there': { kind: 'look-result', result: { kind: 'not-there' } },
  'look: cannot tell': { kind: 'look-result', result: { kind: 'cannot-tell', error: refusal } },
  'look: failed': { kind: 'look-result', result: { kind: 'failed', error: away } },
  'look: aborted': { kind: 'look-result', result: { kind: 'aborted' } },
} as const satisfies Record<string, PhaseEvent>;

const inSeconds = (epochMs: number): string => `${(epochMs - now) / 1000} s`;
const stateWords = (state: Extract<Phase, { kind: 'resting' }>['state']): string => {
  switch (state.kind) {
    case 'held':
      return 'held';
    case 'waiting':
      return `waiting ${state.tries} ${inSeconds(state.nextTryEpochMs)} ${state.error?.code ?? 'new'}`;
    case 'refused':
      return `refused ${state.error.code}`;
    case 'perhaps-sent':
      return `perhaps-sent ${state.error?.code ?? 'unknown'}`;
    case 'sent':
      return `sent ${state.createdId}`;
  }
};
const phaseWords = (phase: Phase): string => {
  switch (phase.kind) {
    case 'resting':
    case 'noting':
    case 'looking-again':
      return `${phase.kind} ${stateWords(phase.state)}`;
    case 'recording':
    case 'sending':
      return `${phase.kind} ${phase.tries} since ${inSeconds(phase.sinceEpochMs)}${phase.isRepeat ? ', again' : ''}`;
    case 'in-doubt':
      return `in-doubt ${phase.tries} since ${inSeconds(phase.sinceEpochMs)}, look ${phase.looks + 1} in ${inSeconds(phase.lookAtEpochMs)}`;
    case 'looking':
      return `looking ${phase.looks}`;
  }
};

const changes = Object.entries(phases).flatMap(([name, phase]) =>
  Object.entries(events).flatMap(([called, event]) => {
    const { phase: after, effects } = step(phase, event, moment);
    return after === phase && effects.length === 0
      ? []
      : [`${name} × ${called} → ${phaseWords(after)} [${effects.join()}]`];
  }),
);

test('every phase with every event does what the table says, and all others nothing', () => {
  expect(changes).toEqual([
    'held × due → recording 1 since 0 s [write]',
    'held × release → resting waiting 0 0 s new [write]',
    'held × send-now → resting waiting 0 0 s new [write]',
    'held × impossible → resting refused not-found [write]',
    'waiting × due → recording 3 since 0 s [write]',
    'waiting × send-now → resting waiting 2 0 s unreachable []',
    'waiting × impossible → resting refused not-found [write]',
    'waiting × portal-answers → resting waiting 2 0 s unreachable []',
    'refused × send-now → resting waiting 0 0 s new [write]',
    'perhaps-sent × send-now → looking-again perhaps-sent unknown [look]',
    'recording × written → sending 3 since 0 s [send]',
    'sending × send: sent → noting sent 7 [write]',
    'sending × send: away → noting waiting 3 10 s unreachable [write]',
    'sending × send: refused → noting refused field-refused [write]',
    'sending × send: in doubt → in-doubt 3 since 0 s, look 1 in 2.5 s []',
    'sending × send: aborted → in-doubt 3 since 0 s, look 1 in 0 s []',
    'sending again × send: sent → noting sent 7 [write]',
    'sending again × send: away → in-doubt 3 since 0 s, look 1 in 10 s []',
    'sending again × send: refused → noting refused field-refused [write]',
    'sending again × send: in doubt → in-doubt 3 since 0 s, look 1 in 2.5 s []',
    'sending again × send: aborted → in-doubt 3 since 0 s, look 1 in 0 s []',
    'in-doubt × due → looking 2 [look]',
    'in-doubt × send-now → in-doubt 3 since -100 s, look 2 in 0 s []',
    'in-doubt × impossible → noting perhaps-sent not-found [write]',
    'in-doubt × portal-answers → in-doubt 3 since -100 s, look 2 in 0 s []',
    'looking × look: there → noting sent 7 [write]',
    'looking × look: not there → recording 4 since 0 s, again [write]',
    'looking × look: cannot tell → noting perhaps-sent field-refused [write]',
    'looking × look: failed → in-doubt 3 since -100 s, look 3 in 5 s []',
    'looking × look: aborted → in-doubt 3 since -100 s, look 3 in 0 s []',
    'looking, too early × look: there → noting sent 7 [write]',
    'looking, too early × look: not there → in-doubt 3 since -0.001 s, look 3 in 64.999 s []',
    'looking, too early × look: cannot tell → noting perhaps-sent field-refused [write]',
    'looking, too early × look: failed → in-doubt 3 since -0.001 s, look 3 in 5 s []',
    'looking, too early × look: aborted → in-doubt 3 since -0.001 s, look 3 in 0 s []',
    'looking, asked too early × look: there → noting sent 7 [write]',
    'looking, asked too early × look: not there → in-doubt 3 since -100 s, look 3 in -35 s []',
    'looking, asked too early × look: cannot tell → noting perhaps-sent field-refused [write]',
    'looking, asked too early × look: failed → in-doubt 3 since -100 s, look 3 in 5 s []',
    'looking, asked too early × look: aborted → in-doubt 3 since -100 s, look 3 in 0 s []',
    'looking, clock set back × look: there → noting sent 7 [write]',
    'looking, clock set back × look: not there → in-doubt 3 since 0 s, look 3 in 65 s []',
    'looking, clock set back × look: cannot tell → noting perhaps-sent field-refused [write]',
    'looking, clock set back × look: failed → in-doubt 3 since 0 s, look 3 in 5 s []',
    'looking, clock set back × look: aborted → in-doubt 3 since 0 s, look 3 in 0 s []',
    'looking-again × look: there → noting sent 7 [write]',
    'looking-again × look: not there → recording 1 since 0 s, again [write]',
    'looking-again × look: cannot tell → recording 1 since 0 s, again [write]',
    'looking-again × look: failed → resting perhaps-sent unreachable []',
    'looking-again × look: aborted → resting perhaps-sent unknown []',
    'looking-again, too early × look: there → noting sent 7 [write]',
    'looking-again, too early × look: not there → in-doubt 0 since 0 s, look 2 in 65 s [write]',
    'looking-again, too early × look: cannot tell → recording 1 since 0 s, again [write]',
    'looking-again, too early × look: failed → resting perhaps-sent unreachable []',
    'looking-again, too early × look: aborted → resting perhaps-sent unknown []',
    'looking-again, asked too early × look: there → noting sent 7 [write]',
    'looking-again, asked too early × look: not there → in-doubt 0 since -100 s, look 2 in -35 s [write]',
    'looking-again, asked too early × look: cannot tell → recording 1 since 0 s, again [write]',
    'looking-again, asked too early × look: failed → resting perhaps-sent unreachable []',
    'looking-again, asked too early × look: aborted → resting perhaps-sent unknown []',
    'noting × written → resting sent 7 []',
  ]);
});
