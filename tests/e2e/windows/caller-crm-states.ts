/** Cards by what the CRM says: each way in which it fails, and each workday. A new member without a scene does not compile. */
import type { CallView, LookupView, PlanView } from '../../../main/bridge/contract/call-views.ts';
import { anna, foundOf, nowEpochMs, planOf, queuesOnly, sceneOf, type Scene } from './caller-samples.ts';

type Scenes<K extends string> = Record<K, Scene>;
type Workday = PlanView['people'][number]['workday'];

export const renee: Partial<CallView> = {
  displayName: 'Renée Ünal',
  number: { kind: 'outside', shown: '+49 30 901820', country: 'DE' },
  earlier: { lastSecondsAgo: 6, timesToday: 1, sentTo: null },
};
export const asOfEpochMs = nowEpochMs - 3800;
/** The CRM does not answer, since a minute and a half. */
export const failedWith = (
  code: Extract<LookupView, { kind: 'failed' }>['code'],
  isTryingAgain: boolean,
): LookupView => ({
  kind: 'failed',
  code,
  sinceEpochMs: nowEpochMs - 90_000,
  isTryingAgain,
  plan: queuesOnly('crm-failed'),
});

const error = (code: Extract<LookupView, { kind: 'failed' }>['code']): Scene => sceneOf(renee, failedWith(code, false));
export const errorScenes = {
  'not-set-up': error('not-set-up'),
  'timed-out': error('timed-out'),
  unreachable: error('unreachable'),
  'untrusted-certificate': error('untrusted-certificate'),
  'webhook-rejected': error('webhook-rejected'),
  'token-expired': error('token-expired'),
  'scope-missing': error('scope-missing'),
  'access-denied': error('access-denied'),
  'method-missing': error('method-missing'),
  'crm-not-installed': error('crm-not-installed'),
  'number-refused': error('number-refused'),
  'too-many-requests': error('too-many-requests'),
  blocked: error('blocked'),
  'operation-time-limit': error('operation-time-limit'),
  'portal-fault': error('portal-fault'),
  'unreadable-reply': error('unreadable-reply'),
  'redirect-refused': error('redirect-refused'),
  'wrong-auth-type': error('wrong-auth-type'),
  'not-found': error('not-found'),
  'field-refused': error('field-refused'),
  'unknown-error': error('unknown-error'),
} satisfies Scenes<Extract<LookupView, { kind: 'failed' }>['code']>;

const keeps = (workday: Workday): Scene =>
  sceneOf({}, foundOf(planOf({ reason: 'workday-not-known', people: [{ ...anna, workday }] })));
export const workdayScenes = {
  OPENED: keeps('OPENED'),
  PAUSED: keeps('PAUSED'),
  CLOSED: keeps('CLOSED'),
  EXPIRED: keeps('EXPIRED'),
  UNAVAILABLE: keeps('UNAVAILABLE'),
  NOT_INSTALLED: keeps('NOT_INSTALLED'),
  NOT_TOLD: keeps('NOT_TOLD'),
} satisfies Scenes<Workday>;
