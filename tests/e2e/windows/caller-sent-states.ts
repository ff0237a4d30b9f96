/** Cards of a call that is sent on, held here or over, from the unions of the view-model: a new member without a scene does not compile. */
import type { CallStateView, CallView, TakenStepView } from '../../../main/bridge/contract/call-views.ts';
import { annaMobile, foundOf, nowEpochMs, planOf, anna, sceneOf, type Scene } from './caller-samples.ts';

type Of<K extends CallStateView['kind']> = Extract<CallStateView, { kind: K }>;
type Step<K extends TakenStepView['kind']> = Extract<TakenStepView, { kind: K }>;
type Scenes<K extends string> = Record<K, Scene>;

export const toAnna = {
  targetId: 'extension:102',
  kind: 'extension',
  personId: '12',
  name: 'Anna Petrova',
  shown: '102',
} as const;
export const sinceEpochMs = nowEpochMs - 5000;
const inState = (state: CallStateView, more: Partial<CallView> = {}): Scene => sceneOf({ state, ...more }, foundOf());

export const endedAs = (how: Of<'ended'>['how'], more: Partial<Of<'ended'>> = {}): CallStateView => ({
  kind: 'ended',
  how,
  destination: null,
  outcome: null,
  atEpochMs: nowEpochMs,
  ...more,
});
const ended = (how: Of<'ended'>['how'], more: Partial<Of<'ended'>> = {}): Scene => inState(endedAs(how, more));
export const sentAs = (outcome: Of<'sent'>['outcome'], more: Partial<Of<'sent'>> = {}): CallStateView => ({
  kind: 'sent',
  destination: toAnna,
  way: 'redirect',
  outcome,
  sinceEpochMs,
  outcomeEpochMs: outcome === 'not-told' ? null : nowEpochMs - 2000,
  isNotFetched: false,
  ...more,
});
export const takenAs = (step: TakenStepView): CallStateView => ({ kind: 'taken', step, sinceEpochMs });
const taken = (step: TakenStepView, more: Partial<CallView> = {}): Scene =>
  sceneOf(
    { state: takenAs(step), way: 'take', canTake: true, ...more },
    foundOf(
      planOf({
        recommended: annaMobile,
        people: [{ ...anna, targets: [{ ...toAnnaTarget, notOffered: 'already-tried' }, annaMobile] }],
      }),
    ),
  );
const toAnnaTarget = { id: toAnna.targetId, kind: toAnna.kind, name: toAnna.name, shown: toAnna.shown, personId: '12' };
export const choosing = (why: NonNullable<Step<'choosing'>['failed']>['why'] | null): TakenStepView => ({
  kind: 'choosing',
  failed: why && { destination: toAnna, why },
  untilEpochMs: nowEpochMs + 6000,
});

export const endScenes = {
  'caller-hung-up': ended('caller-hung-up', { destination: toAnna }),
  'stopped-ringing': ended('stopped-ringing'),
  answered: ended('answered'),
  'answered-elsewhere': ended('answered-elsewhere'),
  declined: ended('declined'),
  'do-not-disturb': ended('do-not-disturb'),
  'line-lost': ended('line-lost'),
  quit: ended('quit'),
  slept: ended('slept'),
  failed: ended('failed'),
  'caller-left': ended('caller-left', { destination: toAnna }),
  'sent-back': ended('sent-back'),
  'sent-on': ended('sent-on', { destination: toAnna, outcome: 'not-told' }),
} satisfies Scenes<Of<'ended'>['how']>;

const sentOn = (outcome: Of<'sent'>['outcome']): Scene => ended('sent-on', { destination: toAnna, outcome });
export const endOutcomeScenes = {
  'not-told': sentOn('not-told'),
  ringing: sentOn('ringing'),
  answered: sentOn('answered'),
  'went-on': sentOn('went-on'),
  back: sentOn('back'),
} satisfies Scenes<Of<'sent'>['outcome']>;

export const outcomeScenes = {
  'not-told': inState(sentAs('not-told')),
  ringing: inState(sentAs('ringing')),
  answered: inState(sentAs('answered')),
  'went-on': inState(sentAs('went-on')),
  back: inState(sentAs('back')),
} satisfies Scenes<Of<'sent'>['outcome']>;

const ownLine = (state: CallView['ownLine']): Scene => inState(sentAs('ringing'), { ownLine: state });
export const ownLineScenes = {
  'not-told': ownLine('not-told'),
  idle: ownLine('idle'),
  ringing: ownLine('ringing'),
  'in-call': ownLine('in-call'),
} satisfies Scenes<CallView['ownLine']>;

export const getBackScenes = {
  offered: inState(sentAs('ringing'), { ownLine: 'ringing', canFetch: true }),
  failed: inState(sentAs('not-told', { isNotFetched: true }), { ownLine: 'idle' }),
  taken: inState(sentAs('ringing', { way: 'take' }), { ownLine: 'idle' }),
  passing: taken({ kind: 'passing', destination: toAnna, isRinging: true }, { canFetch: true }),
};

export const noticeScenes = {
  'not-confirmed': inState({ kind: 'ringing', notice: { kind: 'not-confirmed', destination: toAnna } }),
  refused: inState({ kind: 'ringing', notice: { kind: 'refused', destination: toAnna } }),
  'not-fetched': inState({ kind: 'ringing', notice: { kind: 'not-fetched', destination: toAnna } }),
  'came-back': inState({ kind: 'ringing', notice: { kind: 'came-back', destination: toAnna } }),
} satisfies Scenes<NonNullable<Of<'ringing'>['notice']>['kind']>;

export const takenScenes = {
  answering: taken({ kind: 'answering', destination: toAnna }),
  'answering-nobody': taken({ kind: 'answering', destination: null }),
  passing: taken({ kind: 'passing', destination: toAnna, isRinging: false }),
  'passing-rings': taken({ kind: 'passing', destination: toAnna, isRinging: true }),
  choosing: taken(choosing(null)),
  returning: taken({ kind: 'returning', attempt: 1 }),
  'returning-again': taken({ kind: 'returning', attempt: 3 }),
} satisfies Scenes<TakenStepView['kind'] | 'answering-nobody' | 'passing-rings' | 'returning-again'>;

export const notPassedScenes = {
  busy: taken(choosing('busy')),
  'no-such-number': taken(choosing('no-such-number')),
  'no-answer': taken(choosing('no-answer')),
  refused: taken(choosing('refused')),
} satisfies Scenes<NonNullable<Step<'choosing'>['failed']>['why']>;
