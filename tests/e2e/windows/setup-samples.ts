/** Forms and views to show in the set-up window. */
import type { SetupForm, SetupView } from '../../../main/bridge/contract/setup-views.ts';

export const emptyForm: SetupForm = {
  sip: {
    servers: [],
    aor: '',
    extension: '',
    authorizationUser: '',
    pbx: 'generic',
    password: null,
    caFile: '',
    allowInsecure: false,
    ringingTransfer: 'redirect',
    pickupPrefix: '',
    companionPattern: '',
  },
  crm: {
    webhook: null,
    oauth: { portal: '', clientId: '', clientSecret: null },
    cardBase: '',
    employeeId: '',
    timeoutMs: 4000,
    allowInsecure: false,
    plan: 'standard',
    callRecords: false,
    keepLookupsDays: 30,
  },
  numbers: { country: 'GB', dialFormat: 'e164', outsidePrefix: '', privateNumbers: 'masked' },
  routing: {
    whenPaused: 'mobile-first',
    whenClosed: 'queue-first',
    whenBusy: 'same-person',
    declineTo: '',
    queues: [],
  },
  desktop: {
    startAtLogin: false,
    theme: 'system',
    transferShortcut: 'CommandOrControl+Shift+F9',
    summonShortcut: 'CommandOrControl+Shift+F8',
    corner: 'system',
    dialUrl: '',
  },
};

export const filledForm: SetupForm = {
  ...emptyForm,
  sip: {
    ...emptyForm.sip,
    servers: ['wss://pbx.example.com:8089/ws'],
    aor: 'sip:101c@pbx.example.com',
    extension: '101',
    authorizationUser: '101c',
  },
  numbers: { country: 'DE', dialFormat: 'international-00', outsidePrefix: '0', privateNumbers: 'masked' },
  routing: {
    ...emptyForm.routing,
    declineTo: '600',
    queues: [
      { number: '600', name: 'Sales' },
      { number: '610', name: 'Support' },
    ],
  },
};

export const firstView: SetupView = {
  form: emptyForm,
  isSetUp: false,
  hasPassword: false,
  hasWebhook: false,
  hasAppSecret: false,
  connection: 'none',
  handlerAddress: 'http://127.0.0.1:47624/ringside/connected',
  problems: [],
  pendingProvisioning: null,
  appliedProvisioningFile: null,
  version: '0.1.0',
};

export const viewOf = (changes: Partial<SetupView> = {}): SetupView => ({
  ...firstView,
  form: filledForm,
  isSetUp: true,
  hasPassword: true,
  hasWebhook: true,
  ...changes,
});

/** A file as an administrator hands it out; the page only passes its text on. */
export const provisioningText = JSON.stringify({ version: 1, numbers: { country: 'DE' } });
export const provisioningFile = 'C:\\ProgramData\\Ringside\\provision.json';

/** An app is saved in place of the webhook. */
export const appForm: SetupForm = {
  ...filledForm,
  crm: {
    ...filledForm.crm,
    oauth: { portal: 'https://portal.example.com/', clientId: 'local.573ad8a0346747.09223434', clientSecret: null },
  },
};
export const appView = (connection: SetupView['connection']): SetupView =>
  viewOf({ form: appForm, hasWebhook: false, hasAppSecret: true, connection });
