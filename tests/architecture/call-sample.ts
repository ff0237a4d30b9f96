/** Good examples of what the caller window is told. */
import type { CallView, LookupView, Snapshot, TargetView } from '../../main/bridge/contract/call-views.ts';
import type { FoundClients } from '../../main/bridge/contract/client-views.ts';

export const anna: TargetView = {
  id: 'extension:102',
  kind: 'extension',
  name: 'Anna Petrova',
  shown: '102',
  personId: '99',
  notOffered: null,
};

const call: CallView = {
  id: 'call-1',
  state: { kind: 'ringing', notice: null },
  number: { kind: 'outside', shown: '+1 906 219 5047', country: 'US' },
  displayName: 'J. Doe',
  forwardedFrom: null,
  called: { number: '600', name: 'Sales', isOwn: false },
  startedEpochMs: 1_795_000_000_000,
  earlier: {
    lastSecondsAgo: 190,
    timesToday: 2,
    sentTo: { name: 'Anna Petrova', shown: '102', secondsAgo: 180, isBack: true },
  },
  canDecline: false,
  handedOver: { from: 'Boris Ivanov', note: 'asks about invoice 4711' },
  note: { text: 'prefers e-mail', delivery: 'not-sent' },
  ownLine: 'ringing',
  isOnlyLeg: false,
  way: 'redirect',
  canTake: true,
  canFetch: false,
  crm: { canCreateLead: false, canNote: true, canSearch: true, selfId: '7' },
  lead: {
    title: 'Call from +1 906 219 5047',
    state: { kind: 'held', untilEpochMs: 1_795_000_010_000 },
    id: null,
    hasCard: false,
  },
  crmNote: {
    text: 'wants the invoice again',
    state: { kind: 'waiting', code: 'timed-out', nextTryEpochMs: 1_795_000_010_000 },
  },
  lookupRevision: 1,
};

export const snapshot: Snapshot = {
  sequence: 1,
  calls: [call],
  moreCalls: 0,
  nowEpochMs: 1_795_000_001_000,
  isSummoned: false,
  placement: 1,
  transferShortcut: { callId: call.id, label: 'Ctrl ⇧ F9' },
  theme: 'system',
};

export const lookup: LookupView = {
  kind: 'found',
  asOfEpochMs: 1_795_000_000_500,
  matches: [
    {
      type: 'CONTACT',
      id: '651',
      name: 'John Doe',
      responsibleId: '99',
      hasCard: true,
      details: {
        deals: [{ id: '12', title: 'Pump', sum: { value: 1200.5, currency: 'EUR' }, hasCard: true }],
        moreDeals: 2,
        lastContactEpochMs: 1_794_900_000_000,
        related: [{ type: 'COMPANY', id: '643', name: 'Daisy LLC', hasCard: true }],
      },
    },
  ],
  why: 'only-match',
  kept: { failure: { code: 'timed-out', sinceEpochMs: 1_795_000_000_400, isTryingAgain: true } },
  plan: {
    reason: 'at-work',
    recommended: anna,
    people: [
      {
        personId: '99',
        name: 'Anna Petrova',
        workday: 'OPENED',
        line: { state: 'idle', sinceEpochMs: 1_794_999_900_000 },
        isSelf: false,
        matches: [0],
        targets: [anna],
      },
    ],
    queues: [],
  },
};

export const found: FoundClients = {
  clients: [{ type: 'CONTACT', id: '651', name: 'John Doe', responsibleName: 'Anna Petrova', hasCard: true }],
  hasMore: false,
};
