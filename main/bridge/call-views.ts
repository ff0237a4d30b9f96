/** What the caller window is told of calls and look-ups, made from the domain's own types. */
import type { Call, CallState, Destination, TakenStep } from '../model/call.ts';
import type { Caller, CallerNumber } from '../model/caller.ts';
import type { ClientDetails, MatchReason } from '../model/client.ts';
import type { Kept, LookupOutcome } from '../model/crm.ts';
import type { OutboxState } from '../model/outbox.ts';
import type { Plan, Target } from '../model/plan.ts';
import type { Presence } from '../model/presence.ts';
import { assertNever } from '../model/result.ts';
import { leadView, matchView, outboxStateView, type HasCard } from './client-views.ts';
import type {
  CallStateView,
  CallView,
  ColleagueView,
  DestinationView,
  EarlierView,
  LookupView,
  PlanView,
  PresenceView,
  TakenStepView,
  TargetView,
} from './contract/call-views.ts';

/** One call as it is to be shown. */
export interface CallToShow {
  readonly call: Call;
  readonly called: { readonly number: string; readonly name: string | null } | null;
  readonly earlier: EarlierView | null;
  readonly lookupRevision: number;
  readonly canDecline: boolean;
  readonly handedOver: CallView['handedOver'];
  readonly note: CallView['note'];
  readonly ownLine: CallView['ownLine'];
  readonly isOnlyLeg: boolean;
  readonly way: CallView['way'];
  readonly canTake: boolean;
  readonly canFetch: boolean;
  readonly crm: CallView['crm'];
  readonly lead: { readonly title: string; readonly state: OutboxState; readonly createdId: string | null } | null;
  readonly crmNote: { readonly text: string; readonly state: OutboxState } | null;
}

export interface LookupToShow {
  readonly look: LookupOutcome | { readonly kind: 'not-asked' };
  /** Why the first match is the first; null where there is none. */
  readonly why: MatchReason | null;
  /** Of those of whom it is told, by `TYPE:id`. */
  readonly details: ReadonlyMap<string, ClientDetails>;
  readonly plan: Plan;
}

/** @param ownExtension this desk's; null while no line is set up */
export const callView = (
  { call, called, ...rest }: CallToShow,
  ownExtension: string | null,
  hasCard: HasCard,
): CallView => ({
  id: call.id,
  state: stateView(call.state),
  number: numberView(call.caller.number),
  displayName: call.caller.displayName,
  // Who sent it on says more, and is mostly the same one.
  forwardedFrom: rest.handedOver === null ? forwardedFrom(call.caller, called) : null,
  called: called && { number: called.number, name: called.name, isOwn: called.number === ownExtension },
  startedEpochMs: call.startedEpochMs,
  earlier: rest.earlier,
  canDecline: rest.canDecline,
  handedOver: rest.handedOver && { from: rest.handedOver.from, note: rest.handedOver.note },
  note: rest.note && { text: rest.note.text, delivery: rest.note.delivery },
  ownLine: rest.ownLine,
  isOnlyLeg: rest.isOnlyLeg,
  way: rest.way,
  canTake: rest.canTake,
  canFetch: rest.canFetch,
  crm: rest.crm && {
    canCreateLead: rest.crm.canCreateLead,
    canNote: rest.crm.canNote,
    canSearch: rest.crm.canSearch,
    selfId: rest.crm.selfId,
  },
  lead: rest.lead && leadView(rest.lead, hasCard),
  crmNote: rest.crmNote && { text: rest.crmNote.text, state: outboxStateView(rest.crmNote.state) },
  lookupRevision: rest.lookupRevision,
});

/** Null where it would only repeat the line that was called: one header often tells both. */
function forwardedFrom({ forwardedFrom: party }: Caller, called: CallToShow['called']): string | null {
  if (party === null || party.user === called?.number) return null;
  return party.displayName ?? party.user;
}

export function lookupView({ look, why, details, plan }: LookupToShow, hasCard: HasCard): LookupView {
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
      const kept = keptView(look.kept);
      if (matches.length === 0) return { kind: 'no-match', asOfEpochMs, kept, plan: shownPlan };
      return {
        kind: 'found',
        asOfEpochMs,
        matches: matches.map((match) => matchView(match, details.get(`${match.type}:${match.id}`) ?? null, hasCard)),
        why: why ?? (matches.length === 1 ? 'only-match' : 'first-in-crm'),
        kept,
        plan: shownPlan,
      };
    }
    default:
      return assertNever(look);
  }
}

function keptView(kept: Kept | undefined): (LookupView & { kind: 'found' })['kept'] {
  if (kept === undefined) return null;
  const { failure } = kept;
  return {
    failure: failure && {
      code: failure.error.code,
      sinceEpochMs: failure.error.atEpochMs,
      isTryingAgain: failure.isTryingAgain,
    },
  };
}

/** A colleague that a search found, with what the call may be sent to. */
export interface ColleagueToShow {
  readonly personId: string;
  readonly name: string | null;
  readonly workday: ColleagueView['workday'];
  readonly line: Presence | null;
  readonly targets: readonly Target[];
}

export const colleagueView = ({ personId, name, workday, line, targets }: ColleagueToShow): ColleagueView => ({
  personId,
  name,
  workday: workday && { state: workday.state, asOfEpochMs: workday.asOfEpochMs },
  line: presenceView(line),
  targets: targets.map(targetView),
});

/** Without the dial string: a masked number must not reach the window. */
const targetView = ({ id, kind, name, shown, personId, notOffered }: Target): TargetView => ({
  id,
  kind,
  name,
  shown,
  personId,
  notOffered,
});

const planView = ({ reason, recommended, people, queues }: Plan): PlanView => ({
  reason,
  recommended: recommended && targetView(recommended),
  people: people.map(({ personId, name, workday, line, isSelf, matches, targets }) => ({
    personId,
    name,
    workday,
    line: presenceView(line),
    isSelf,
    matches: [...matches],
    targets: targets.map(targetView),
  })),
  queues: queues.map(targetView),
});

/** Only the state and its age: a watched line's calls stay in main. */
const presenceView = (presence: Presence | null): PresenceView | null =>
  presence && { state: presence.state, sinceEpochMs: presence.sinceEpochMs };

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
      return { ...state, destination: destinationView(state.destination) };
    case 'sent': {
      const { kind, way, outcome, sinceEpochMs, outcomeEpochMs, notice } = state;
      const destination = destinationView(state.destination);
      return { kind, destination, way, outcome, sinceEpochMs, outcomeEpochMs, isNotFetched: notice !== null };
    }
    case 'taken':
      return { ...state, step: stepView(state.step) };
    case 'answered':
      return state;
    case 'ended':
      return { ...state, destination: state.destination && destinationView(state.destination) };
    default:
      return assertNever(state);
  }
}

function stepView(step: TakenStep): TakenStepView {
  switch (step.kind) {
    case 'answering':
      return { ...step, destination: step.destination && destinationView(step.destination) };
    case 'passing':
      return { ...step, destination: destinationView(step.destination) };
    case 'choosing': {
      const { failed } = step;
      return { ...step, failed: failed && { destination: destinationView(failed.destination), why: failed.why } };
    }
    case 'returning':
      return step;
    default:
      return assertNever(step);
  }
}
