/** Calls, people and look-ups to draw cards from. */
import type {
  CallView,
  ColleagueView,
  LookupView,
  PlanView,
  PresenceView,
  Snapshot,
  TargetView,
} from '../../../main/bridge/contract/call-views.ts';

export const nowEpochMs = Date.UTC(2026, 10, 22, 9, 14, 4);

/** What a card is drawn from: a snapshot, and what the CRM says of each call; a call that is not named is still looked up. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly looks: Readonly<Record<string, LookupView>>;
}

type Person = PlanView['people'][number];
export type FoundView = Extract<LookupView, { kind: 'found' }>;
type Matches = FoundView['matches'];

export const callOf = (more: Partial<CallView> = {}): CallView => ({
  id: 'call-1',
  state: { kind: 'ringing', notice: null },
  number: { kind: 'outside', shown: '+1 906 219 5047', country: 'US' },
  displayName: null,
  forwardedFrom: null,
  called: { number: '600', name: 'Sales', isOwn: false },
  startedEpochMs: nowEpochMs - 4000,
  earlier: null,
  canDecline: true,
  handedOver: null,
  note: null,
  ownLine: 'not-told',
  isOnlyLeg: false,
  way: 'redirect',
  canTake: false,
  canFetch: false,
  crm: { canCreateLead: false, canNote: false, canSearch: false, selfId: null },
  lead: null,
  crmNote: null,
  // Drawn at once: above 0 the page asks first.
  lookupRevision: 0,
  ...more,
});

const shortcutOf = (calls: CallView[]): Snapshot['transferShortcut'] => {
  const aim = calls.find(({ state }) => state.kind === 'ringing');
  return aim === undefined ? null : { callId: aim.id, label: 'Ctrl ⇧ F9' };
};

export const snapshotOf = (calls: CallView[], more: Partial<Snapshot> = {}): Snapshot => ({
  sequence: 1,
  calls,
  moreCalls: 0,
  nowEpochMs,
  isSummoned: false,
  placement: 1,
  // Main aims at the newest call that rings.
  transferShortcut: shortcutOf(calls),
  theme: 'light',
  ...more,
});

export const targetOf = (kind: TargetView['kind'], shown: string, more: Partial<TargetView> = {}): TargetView => ({
  id: `${kind}:${shown}`,
  kind,
  shown,
  name: 'Anna Petrova',
  personId: '12',
  notOffered: null,
  ...more,
});

export const annaExtension = targetOf('extension', '102');
export const annaMobile = targetOf('mobile', '+1 415 ••• ••42');
export const annaPrivate = targetOf('personal-phone', '+1 510 ••• ••17');
export const salesQueue = targetOf('queue', '600', { name: 'Sales', personId: null, notOffered: 'came-through-it' });
export const supportQueue = targetOf('queue', '610', { name: 'Support', personId: null });
export const borisExtension = targetOf('extension', '104', { name: 'Boris Ivanov', personId: '14' });

/** @param seconds that it has been so */
export const lineOf = (state: PresenceView['state'], seconds: number): PresenceView => ({
  state,
  sinceEpochMs: nowEpochMs - seconds * 1000,
});

export const anna: Person = {
  personId: '12',
  name: 'Anna Petrova',
  workday: 'OPENED',
  line: lineOf('idle', 190),
  isSelf: false,
  matches: [0],
  targets: [annaExtension, annaMobile],
};
export const boris: Person = {
  personId: '14',
  name: 'Boris Ivanov',
  workday: 'PAUSED',
  line: lineOf('in-call', 250),
  isSelf: false,
  matches: [1],
  targets: [borisExtension],
};

/** As a search finds them. */
export const annaFound: ColleagueView = {
  personId: '12',
  name: 'Anna Petrova',
  workday: null,
  line: null,
  targets: [annaExtension],
};
export const borisFound: ColleagueView = {
  personId: '14',
  name: 'Boris Ivanov',
  workday: { state: 'PAUSED', asOfEpochMs: nowEpochMs - 130_000 },
  line: lineOf('in-call', 250),
  targets: [borisExtension],
};

export const johnDoe: Matches[number] = {
  type: 'CONTACT',
  id: '7',
  name: 'John Doe',
  responsibleId: '12',
  hasCard: true,
  details: null,
};
export const daisy: Matches[number] = {
  type: 'COMPANY',
  id: '8',
  name: 'Daisy LLC',
  responsibleId: '14',
  hasCard: true,
  details: null,
};

export const planOf = (more: Partial<PlanView> = {}): PlanView => ({
  reason: 'at-work',
  recommended: annaExtension,
  people: [anna],
  queues: [supportQueue],
  ...more,
});

/** A plan without anybody to send to but the queues. */
export const queuesOnly = (reason: PlanView['reason']): PlanView =>
  planOf({ reason, recommended: null, people: [], queues: [supportQueue] });

export const foundOf = (plan: PlanView = planOf(), matches: Matches = [johnDoe]): FoundView => ({
  kind: 'found',
  asOfEpochMs: nowEpochMs - 3800,
  matches,
  why: matches.length > 1 ? 'first-in-crm' : 'only-match',
  kept: null,
  plan,
});

export const sceneOf = (call: Partial<CallView>, look: LookupView | null, more: Partial<Snapshot> = {}): Scene => {
  const drawn = callOf(call);
  return { snapshot: snapshotOf([drawn], more), looks: look === null ? {} : { [drawn.id]: look } };
};
