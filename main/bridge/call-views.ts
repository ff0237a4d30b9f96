/** What the caller window is told of calls and look-ups, made from the domain's own types. */
import type { Call, CallState, Destination } from '../model/call.ts';
import type { Caller, CallerNumber } from '../model/caller.ts';
import type { LookupOutcome, Match } from '../model/crm.ts';
import type { Plan, Target } from '../model/plan.ts';
import { assertNever } from '../model/result.ts';
import type {
  CallStateView,
  CallView,
  DestinationView,
  EarlierView,
  LookupView,
  PlanView,
  TargetView,
} from './contract/call-views.ts';

/** One call as it is to be shown. */
export interface CallToShow {
  readonly call: Call;
  readonly called: { readonly number: string; readonly name: string | null } | null;
  readonly earlier: EarlierView | null;
  readonly lookupRevision: number;
  readonly canDecline: boolean;
}

export interface LookupToShow {
  readonly look: LookupOutcome | { readonly kind: 'not-asked' };
  readonly plan: Plan;
}

export const callView = ({ call, called, ...rest }: CallToShow): CallView => ({
  id: call.id,
  state: stateView(call.state),
  number: numberView(call.caller.number),
  displayName: call.caller.displayName,
  forwardedFrom: forwardedFrom(call.caller, called),
  called: called && { number: called.number, name: called.name },
  startedEpochMs: call.startedEpochMs,
  earlier: rest.earlier,
  canDecline: rest.canDecline,
  lookupRevision: rest.lookupRevision,
});

/** Null where it would only repeat the line that was called: one header often tells both. */
function forwardedFrom({ forwardedFrom: party }: Caller, called: CallToShow['called']): string | null {
  if (party === null || party.user === called?.number) return null;
  return party.displayName ?? party.user;
}

/** @param hasCard whether the CRM's card of a match can be opened */
export function lookupView({ look, plan }: LookupToShow, hasCard: (match: Match) => boolean): LookupView {
  const shownPlan = planView(plan);
  switch (look.kind) {
    case 'not-asked':
      return { kind: 'not-asked', plan: shownPlan };
    case 'failed':
      return {
        kind: 'failed',
        code: look.error.code,
        sinceEpochMs: look.error.atEpochMs,
        isTryingAgain: look.isTryingAgain,
        plan: shownPlan,
      };
    case 'answered': {
      const { asOfEpochMs, matches } = look.matches;
      if (matches.length === 0) return { kind: 'no-match', asOfEpochMs, plan: shownPlan };
      return {
        kind: 'found',
        asOfEpochMs,
        matches: matches.map((match) => matchView(match, hasCard)),
        plan: shownPlan,
      };
    }
    default:
      return assertNever(look);
  }
}

/** Without the dial string: a masked number must not reach the window. */
export const targetView = ({ id, kind, name, shown, personId, notOffered }: Target): TargetView => ({
  id,
  kind,
  name,
  shown,
  personId,
  notOffered,
});

const matchView = (
  match: Match,
  hasCard: (match: Match) => boolean,
): (LookupView & { kind: 'found' })['matches'][number] => ({
  type: match.type,
  id: match.id,
  name: match.name,
  responsibleId: match.responsible?.id ?? null,
  hasCard: hasCard(match),
});

const planView = ({ reason, recommended, people, queues }: Plan): PlanView => ({
  reason,
  recommended: recommended && targetView(recommended),
  people: people.map(({ personId, name, workday, isSelf, matches, targets }) => ({
    personId,
    name,
    workday,
    isSelf,
    matches: [...matches],
    targets: targets.map(targetView),
  })),
  queues: queues.map(targetView),
});

const destinationView = ({ targetId, kind, personId, name, shown }: Destination): DestinationView => ({
  targetId,
  kind,
  personId,
  name,
  shown,
});

function numberView(number: CallerNumber): CallView['number'] {
  switch (number.kind) {
    case 'withheld':
      return { kind: 'withheld' };
    case 'internal':
      return { kind: 'internal', extension: number.extension };
    case 'outside':
      return { kind: 'outside', shown: number.shown, country: number.country };
    case 'not-a-number':
      return { kind: 'not-a-number', raw: number.raw };
    default:
      return assertNever(number);
  }
}

function stateView(state: CallState): CallStateView {
  switch (state.kind) {
    case 'ringing': {
      const { notice } = state;
      return {
        kind: 'ringing',
        notice: notice && { kind: notice.kind, destination: destinationView(notice.destination) },
      };
    }
    case 'sending':
    case 'sent':
      return { ...state, destination: destinationView(state.destination) };
    case 'answered':
      return state;
    case 'ended':
      return { ...state, destination: state.destination && destinationView(state.destination) };
    default:
      return assertNever(state);
  }
}
