/** One good example of all that crosses the bridge: a channel without one does not compile. */
import type { CallView, LookupView, Snapshot, TargetView } from '../../main/bridge/contract/call-views.ts';
import type { EventName, EventPayload } from '../../main/bridge/contract/events.ts';
import type { RequestArgs, RequestName, RequestResult } from '../../main/bridge/contract/requests.ts';
import type { SetupForm, SetupView, StatusView, TestStep } from '../../main/bridge/contract/setup-views.ts';
import { colleaguesSample } from './colleagues-sample.ts';

const anna: TargetView = {
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
  lookupRevision: 1,
};

const snapshot: Snapshot = {
  sequence: 1,
  calls: [call],
  moreCalls: 0,
  nowEpochMs: 1_795_000_001_000,
  isSummoned: false,
  placement: 1,
  transferShortcut: { callId: call.id, label: 'Ctrl ⇧ F9' },
  theme: 'system',
};

const lookup: LookupView = {
  kind: 'found',
  asOfEpochMs: 1_795_000_000_500,
  matches: [{ type: 'CONTACT', id: '651', name: 'John Doe', responsibleId: '99', hasCard: true }],
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

const form: SetupForm = {
  sip: {
    servers: ['wss://pbx.example.com:8089/ws'],
    aor: 'sip:101c@pbx.example.com',
    extension: '101',
    authorizationUser: '101c',
    pbx: 'asterisk',
    password: null,
    caFile: '',
    allowInsecure: false,
    ringingTransfer: 'take',
    pickupPrefix: '**',
    companionPattern: '{ext}c',
  },
  crm: { webhook: null, cardBase: '', employeeId: '', timeoutMs: 4000, allowInsecure: false },
  numbers: { country: 'US', dialFormat: 'e164', outsidePrefix: '', privateNumbers: 'masked' },
  routing: {
    whenPaused: 'mobile-first',
    whenClosed: 'queue-first',
    whenBusy: 'next-person',
    declineTo: '',
    queues: [{ number: '600', name: 'Sales' }],
  },
  desktop: {
    startAtLogin: false,
    theme: 'system',
    transferShortcut: 'Control+Shift+F9',
    summonShortcut: 'Control+Shift+F8',
    corner: 'system',
  },
};

const setup: SetupView = {
  form,
  isSetUp: true,
  hasPassword: true,
  hasWebhook: true,
  problems: [],
  pendingProvisioning: null,
  appliedProvisioningFile: null,
  version: '0.1.0',
};

const step: TestStep = { half: 'crm', step: 'webhook', outcome: { kind: 'ok', detail: 'portal.example.com' } };

const status: StatusView = {
  sequence: 1,
  nowEpochMs: 1_795_000_001_000,
  line: {
    kind: 'registered',
    server: 'wss://pbx.example.com:8089/ws',
    sinceEpochMs: 1_795_000_000_000,
    checkedEpochMs: 1_795_000_000_900,
  },
  lastLineProblem: null,
  lastDeaf: null,
  isLampTold: true,
  phone: 'present',
  crm: {
    isSetUp: true,
    host: 'portal.example.com',
    lastAnswerEpochMs: null,
    lastError: null,
    namesRefused: null,
    unreadable: null,
  },
  isDoNotDisturb: false,
  takenShortcuts: [],
  problems: [],
  theme: 'system',
};

export const goodArguments: { readonly [N in RequestName]: RequestArgs<N> } = {
  'calls:read': [],
  'calls:drawn': [['call-1', 'call-2']],
  'calls:blank': [],
  'calls:lookup': ['call-1'],
  'calls:send': ['call-1', 'extension:102', null],
  'calls:send-to-number': ['call-1', '+1 415 555 0142', null],
  'calls:fetch': ['call-1'],
  'calls:note': ['call-1', 'prefers e-mail'],
  'calls:have-it': ['call-1'],
  'calls:hold': ['call-1', true],
  'calls:hide': ['call-1'],
  'calls:decline': ['call-1'],
  'calls:open-match': ['call-1', 0],
  'colleagues:find': ['call-1', 'Anna'],
  'colleagues:look': ['ann'],
  'card:resize': [320],
  'card:summon': [],
  'card:release': [],
  'network:hint': [true],
  'setup:read': [],
  'setup:save': [form],
  'setup:test': ['line', form],
  'setup:import': ['{ "version": 1 }'],
  'setup:answer-provisioning': ['apply'],
  'setup:close': [],
  'status:read': [],
  'status:try-now': [],
  'status:open-settings': [],
};

export const goodResults: { readonly [N in RequestName]: RequestResult<N> } = {
  'calls:read': snapshot,
  'calls:drawn': null,
  'calls:blank': null,
  'calls:lookup': lookup,
  'calls:send': null,
  'calls:send-to-number': null,
  'calls:fetch': null,
  'calls:note': null,
  'calls:have-it': null,
  'calls:hold': null,
  'calls:hide': null,
  'calls:decline': null,
  'calls:open-match': null,
  'colleagues:find': [
    {
      personId: '99',
      name: 'Anna Petrova',
      workday: { state: 'OPENED', asOfEpochMs: 1_794_999_900_000 },
      line: null,
      targets: [anna],
    },
  ],
  'colleagues:look': colleaguesSample,
  'card:resize': null,
  'card:summon': null,
  'card:release': null,
  'network:hint': null,
  'setup:read': setup,
  'setup:save': { problems: [] },
  'setup:test': [step],
  'setup:import': { form, problems: [] },
  'setup:answer-provisioning': setup,
  'setup:close': null,
  'status:read': status,
  'status:try-now': null,
  'status:open-settings': null,
};

export const goodEvents: { readonly [N in EventName]: EventPayload<N> } = {
  'colleagues:changed': colleaguesSample,
  'calls:changed': snapshot,
  'status:changed': status,
  'setup:changed': setup,
  'setup:step': step,
};
