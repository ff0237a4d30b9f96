/** What the set-up and status windows are told and may say. Stored secrets never cross: `null` means "keep what is stored". */
import * as v from 'valibot';
import { crmErrorCode } from './client-views.ts';

const field = v.pipe(v.string(), v.maxLength(1024));
const epochMs = v.number();

/** The form: the configuration's own shape, so that errors name the same paths. Values are checked by the settings' schema. */
export const setupForm = v.strictObject({
  sip: v.strictObject({
    servers: v.pipe(v.array(field), v.maxLength(8)),
    aor: field,
    extension: field,
    authorizationUser: field,
    pbx: v.picklist(['asterisk', 'kamailio', 'generic']),
    password: v.nullable(field),
    caFile: field,
    allowInsecure: v.boolean(),
    ringingTransfer: v.picklist(['redirect', 'take']),
    pickupPrefix: field,
    companionPattern: field,
  }),
  crm: v.strictObject({
    webhook: v.nullable(field),
    /** A local app in place of the webhook; empty: none. */
    oauth: v.strictObject({ portal: field, clientId: field, clientSecret: v.nullable(field) }),
    cardBase: field,
    employeeId: field,
    timeoutMs: v.number(),
    allowInsecure: v.boolean(),
    plan: v.picklist(['standard', 'enterprise', 'self-hosted']),
    callRecords: v.boolean(),
    keepLookupsDays: v.number(),
  }),
  numbers: v.strictObject({
    country: field,
    dialFormat: v.picklist(['e164-plus', 'e164', 'international-00', 'national']),
    outsidePrefix: field,
    privateNumbers: v.picklist(['shown', 'masked', 'hidden']),
  }),
  routing: v.strictObject({
    whenPaused: v.picklist(['mobile-first', 'extension-first', 'queue-first']),
    whenClosed: v.picklist(['queue-first', 'mobile-first']),
    whenBusy: v.picklist(['same-person', 'next-person']),
    declineTo: field,
    queues: v.pipe(v.array(v.strictObject({ number: field, name: field })), v.maxLength(50)),
  }),
  desktop: v.strictObject({
    startAtLogin: v.boolean(),
    theme: v.picklist(['system', 'light', 'dark']),
    transferShortcut: field,
    summonShortcut: field,
    corner: v.picklist(['system', 'top-right', 'bottom-right']),
    /** Empty: no button that calls back. */
    dialUrl: field,
  }),
});

/** A value that cannot be taken; `path` is the form's own: `sip.aor`, `routing.queues.0.number`. */
export const formProblem = v.object({ path: field, message: field });

/** What went wrong with what is stored, told once a window is open. */
export const storedProblem = v.object({
  kind: v.picklist([
    'config-set-aside',
    'config-newer',
    'config-not-writable',
    'secrets-unreadable',
    'no-keyring',
    /** The history cannot be written, or was damaged and set aside. */
    'history',
    'log',
    'start-at-login',
    'ca-file',
    /** A bug of ours that nobody caught. */
    'crash',
  ]),
  detail: field,
});

export const setupView = v.object({
  form: setupForm,
  isSetUp: v.boolean(),
  hasPassword: v.boolean(),
  hasWebhook: v.boolean(),
  hasAppSecret: v.boolean(),
  /** Of the app that is saved (`crm.oauth`) with its portal; `none`: no app is. */
  connection: v.picklist(['none', 'not-connected', 'connected']),
  /** Where the browser comes back to: what the app's page in the portal has to name. */
  handlerAddress: field,
  problems: v.array(storedProblem),
  /** A provisioning file that waits for a yes, and what is wrong with it or with applying it. */
  pendingProvisioning: v.nullable(
    v.object({
      file: field,
      problems: v.array(formProblem),
      /** False where the file itself has mistakes. */
      canApply: v.boolean(),
    }),
  ),
  /** A provisioning file that was applied and still holds secrets. */
  appliedProvisioningFile: v.nullable(field),
  version: field,
});

const lineProblem = v.variant('kind', [
  v.object({ kind: v.literal('credentials-rejected'), status: v.number(), reason: field }),
  v.object({ kind: v.literal('refused'), status: v.number(), reason: field }),
  v.object({ kind: v.literal('displaced') }),
  v.object({ kind: v.literal('unreachable'), code: field, server: field }),
]);

/** What a step of a connection test came to; the window words it, with what to do about it. */
const testOutcome = v.variant('kind', [
  v.object({ kind: v.literal('running') }),
  /** `detail`: something to show, e.g. the portal's host or the employee found. */
  v.object({ kind: v.literal('ok'), detail: v.nullable(field) }),
  /** Contacts of the AOR besides ours: with a phone of its own there, that is what is wanted. */
  v.object({ kind: v.literal('ok-beside-others'), otherContacts: v.number() }),
  v.object({
    kind: v.literal('warning'),
    warning: v.picklist([
      'portal-moved',
      'names-not-allowed',
      'self-not-found',
      'crm-not-allowed',
      'workdays-not-allowed',
      'records-not-allowed',
      'records-not-told',
    ]),
    detail: v.nullable(field),
  }),
  /** The form's values cannot be tried as they are. */
  v.object({ kind: v.literal('form-problems'), problems: v.array(formProblem) }),
  v.object({ kind: v.literal('line-problem'), problem: lineProblem }),
  v.object({ kind: v.literal('crm-problem'), code: crmErrorCode, detail: v.nullable(field) }),
  v.object({ kind: v.literal('skipped') }),
]);

export const testStep = v.object({
  half: v.picklist(['line', 'crm']),
  step: v.picklist([
    'form',
    'address',
    'connect',
    'register',
    'options',
    'webhook',
    'scopes',
    'telephony',
    'names',
    'self',
    'crm',
    'workdays',
    'records',
  ]),
  outcome: testOutcome,
});

export const lineView = v.variant('kind', [
  v.object({ kind: v.literal('not-set-up') }),
  v.object({
    kind: v.literal('registering'),
    server: field,
    problem: v.nullable(lineProblem),
    sinceEpochMs: epochMs,
    nextTryEpochMs: v.nullable(epochMs),
  }),
  v.object({ kind: v.literal('registered'), server: field, sinceEpochMs: epochMs, checkedEpochMs: epochMs }),
  v.object({ kind: v.literal('suspended'), sinceEpochMs: epochMs }),
  v.object({ kind: v.literal('stopped'), sinceEpochMs: epochMs }),
]);

const crmErrorView = v.object({ code: crmErrorCode, detail: v.nullable(field), atEpochMs: epochMs });

export const statusView = v.object({
  sequence: v.number(),
  nowEpochMs: epochMs,
  line: lineView,
  lastLineProblem: v.nullable(v.object({ problem: lineProblem, atEpochMs: epochMs })),
  /** The last time in which no call could reach this desk. */
  lastDeaf: v.nullable(v.object({ fromEpochMs: epochMs, untilEpochMs: v.nullable(epochMs) })),
  /** Whether the own line's busy lamp is told: else "I have it" stands in its place. */
  isLampTold: v.boolean(),
  /** `absent`: on an Address of Record that the desk phone shares, it is not registered beside us. */
  phone: v.picklist(['not-told', 'present', 'absent']),
  crm: v.object({
    isSetUp: v.boolean(),
    host: v.nullable(field),
    lastAnswerEpochMs: v.nullable(epochMs),
    lastError: v.nullable(crmErrorView),
    /** Why employees are shown by number only; no failure of the look-up. */
    namesRefused: v.nullable(crmErrorView),
    /** The last reply with entries that could not be read. */
    unreadable: v.nullable(v.object({ rows: v.number(), atEpochMs: epochMs })),
    /** Why the portal takes no call records; null while it takes them, or was not asked. */
    recordsRefused: v.nullable(crmErrorView),
    /** Where earlier answers are kept for when the portal is away. `days`: on disk, encrypted, for so long. */
    kept: v.variant('kind', [
      v.object({ kind: v.literal('on-disk'), days: v.number() }),
      /** `why`: nothing protects a key on this computer, the disk cannot be written, or the settings say so. */
      v.object({ kind: v.literal('memory-only'), why: v.picklist(['no-keyring', 'no-storage', 'as-set']) }),
    ]),
  }),
  /** What has not reached the CRM; `problem`: why it cannot be kept on disk. */
  outbox: v.object({ waiting: v.number(), needsAnswer: v.number(), problem: v.nullable(field) }),
  isDoNotDisturb: v.boolean(),
  /** Shortcuts that another program holds. */
  takenShortcuts: v.array(field),
  problems: v.array(storedProblem),
  theme: v.picklist(['system', 'light', 'dark']),
});

export type SetupForm = v.InferOutput<typeof setupForm>;
export type SetupView = v.InferOutput<typeof setupView>;
export type FormProblem = v.InferOutput<typeof formProblem>;
export type StoredProblem = v.InferOutput<typeof storedProblem>;
export type TestStep = v.InferOutput<typeof testStep>;
export type StatusView = v.InferOutput<typeof statusView>;
export type LineView = v.InferOutput<typeof lineView>;
