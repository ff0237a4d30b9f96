/** Good examples of what the set-up and status windows say and are told. */
import type { SetupForm, SetupView, StatusView, TestStep } from '../../main/bridge/contract/setup-views.ts';

export const form: SetupForm = {
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
  crm: {
    webhook: null,
    oauth: { portal: 'https://portal.example.com', clientId: 'local.1', clientSecret: null },
    cardBase: '',
    employeeId: '',
    timeoutMs: 4000,
    allowInsecure: false,
    plan: 'standard',
    callRecords: false,
    keepLookupsDays: 30,
  },
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
    dialUrl: 'tel:{number}',
  },
};

export const setup: SetupView = {
  form,
  isSetUp: true,
  hasPassword: true,
  hasWebhook: true,
  hasAppSecret: false,
  connection: 'none',
  handlerAddress: 'http://127.0.0.1:47624/ringside/connected',
  problems: [],
  pendingProvisioning: null,
  appliedProvisioningFile: null,
  version: '0.1.0',
};

export const step: TestStep = { half: 'crm', step: 'webhook', outcome: { kind: 'ok', detail: 'portal.example.com' } };

export const status: StatusView = {
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
    recordsRefused: null,
    kept: { kind: 'on-disk', days: 30 },
  },
  outbox: { waiting: 2, needsAnswer: 1, problem: null },
  isDoNotDisturb: false,
  takenShortcuts: [],
  problems: [],
  theme: 'system',
};
