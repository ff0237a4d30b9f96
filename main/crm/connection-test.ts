/** The settings' test of the CRM half, in named steps: where it breaks, why, and what still works. */
import * as v from 'valibot';
import type { CrmError } from '../model/crm.ts';
import type { PortalClient, PortalReply } from './bitrix24/client.ts';
import { listEmployees, type EmployeeFilter } from './bitrix24/employees.ts';
import { crmError } from './bitrix24/errors.ts';
import { digitsOf, textField } from './bitrix24/fields.ts';
import { searchEntities } from './bitrix24/search.ts';
import { linkTo, type LinkNeeds, type PortalLink } from './link.ts';
import { ownerOf } from './self.ts';

/** In the order in which they are told. The last three tell what is allowed beyond the look-up: none of them is ever a problem. */
const CRM_TEST_STEPS = [
  ...(['address', 'connect', 'webhook', 'scopes', 'telephony', 'names', 'self'] as const),
  ...(['crm', 'workdays', 'records'] as const),
] as const;
type CrmTestStepName = (typeof CRM_TEST_STEPS)[number];

type CrmTestWarning =
  /** Connect: another host answered; the detail names it. The webhook's address should be renewed. */
  | 'portal-moved'
  /** Scopes, names: employees are shown by number only. */
  | 'names-not-allowed'
  /** Self: no single active employee has this extension (or this id): own clients cannot be told. */
  | 'self-not-found'
  /** Without the scope `crm`: no deals, no search, no leads, no notes in the timeline. */
  | 'crm-not-allowed'
  /** Without the scope `timeman`: workdays are those of the last look-up. */
  | 'workdays-not-allowed'
  /** The portal has no call records for this webhook: scope or method is missing. */
  | 'records-not-allowed'
  /** The method is there, but only registering a call tells whether the portal takes that from a webhook. */
  | 'records-not-told';

type CrmTestResult =
  /** `detail` is something to show: the host, the webhook's owner, the employee found; null where there is nothing. */
  | { readonly kind: 'ok'; readonly detail: string | null }
  | { readonly kind: 'warning'; readonly warning: CrmTestWarning; readonly detail: string | null }
  | { readonly kind: 'problem'; readonly error: CrmError }
  /** Not asked, because an earlier step failed, or there is nothing to ask for (no extension is set). */
  | { readonly kind: 'skipped' };

export interface CrmTestStep {
  readonly step: CrmTestStepName;
  readonly result: CrmTestResult;
}

export interface CrmTestNeeds extends LinkNeeds {
  readonly ownExtension: string | null;
}

/** A number of the range that is kept for fiction: real enough to be asked for, nobody's. */
const HARMLESS_NUMBER = '12025550100';
const NAME_SCOPES = ['user_brief', 'user_basic', 'user'];

const okay = (detail: string | null = null): CrmTestResult => ({ kind: 'ok', detail });
const problem = (error: CrmError): CrmTestResult => ({ kind: 'problem', error });
const warn = (warning: CrmTestWarning, detail: string | null = null): CrmTestResult => ({
  kind: 'warning',
  warning,
  detail,
});

const profileSchema = v.object({ ID: textField, NAME: textField, LAST_NAME: textField });

/** Who the webhook belongs to: `profile` needs no scope. */
function readOwner(reply: PortalReply & { kind: 'answered' }): CrmTestResult {
  const profile = v.safeParse(profileSchema, reply.result);
  if (!profile.success) return problem(crmError('unreadable-reply', 'the profile is unreadable', reply.atEpochMs));
  const { NAME, LAST_NAME, ID } = profile.output;
  const name = [NAME, LAST_NAME].filter((part) => part !== null).join(' ');
  return okay(name === '' ? ID : name);
}

/** The scopes of this webhook or app; null where they cannot be read. */
async function readScopes(
  client: PortalClient,
  signal: AbortSignal,
): Promise<{ result: CrmTestResult; scopes: readonly string[] | null }> {
  const reply = await client.call('scope', {}, signal);
  if (reply.kind === 'aborted') return { result: { kind: 'skipped' }, scopes: null };
  if (reply.kind === 'failed') return { result: problem(reply.error), scopes: null };
  const read = v.safeParse(v.array(v.string()), reply.result);
  if (!read.success) {
    return {
      result: problem(crmError('unreadable-reply', 'the scopes are unreadable', reply.atEpochMs)),
      scopes: null,
    };
  }
  const scopes = read.output;
  if (!scopes.includes('telephony')) {
    return { result: problem(crmError('scope-missing', 'telephony', reply.atEpochMs)), scopes };
  }
  const mayName = NAME_SCOPES.some((scope) => scopes.includes(scope));
  return { result: mayName ? okay() : warn('names-not-allowed', 'user_basic'), scopes };
}

const byScope = (scopes: readonly string[] | null, scope: string, warning: CrmTestWarning): CrmTestResult => {
  if (scopes === null) return { kind: 'skipped' };
  return scopes.includes(scope) ? okay() : warn(warning, scope);
};

const methodSchema = v.object({ isExisting: v.boolean(), isAvailable: v.boolean() });

/** `method.get` proves that the method is there and that a scope opens it; nothing is registered to prove more. An app is who the
 *  vendor's page lets register calls. */
async function testRecords(client: PortalClient, isApp: boolean, signal: AbortSignal): Promise<CrmTestResult> {
  const reply = await client.call('method.get', { name: 'telephony.externalcall.register' }, signal);
  if (reply.kind !== 'answered') return { kind: 'skipped' };
  const method = v.safeParse(methodSchema, reply.result);
  if (!method.success) return { kind: 'skipped' };
  const { isExisting, isAvailable } = method.output;
  if (!isExisting || !isAvailable) return warn('records-not-allowed', isExisting ? 'telephony' : null);
  return isApp ? okay() : warn('records-not-told');
}

async function testTelephony(client: PortalClient, signal: AbortSignal): Promise<CrmTestResult> {
  const reply = await searchEntities(client, HARMLESS_NUMBER, signal);
  if (reply.kind === 'aborted') return { kind: 'skipped' };
  return reply.kind === 'failed' ? problem(reply.error) : okay();
}

/** One request for both: whether employees may be read, and whether one of them sits here. */
async function testEmployees(
  client: PortalClient,
  needs: CrmTestNeeds,
  signal: AbortSignal,
): Promise<{ names: CrmTestResult; self: CrmTestResult }> {
  const id = needs.settings.employeeId;
  const extension = digitsOf(needs.ownExtension ?? '');
  const isSelfNamed = id !== null || extension !== '';
  const bySelf = id === null ? { UF_PHONE_INNER: extension } : { ID: [id] };
  const filter: EmployeeFilter = isSelfNamed ? { ...bySelf, ACTIVE: true } : { ACTIVE: true };
  const reply = await listEmployees(client, filter, signal);
  if (reply.kind === 'aborted') return { names: { kind: 'skipped' }, self: { kind: 'skipped' } };
  if (reply.kind === 'failed') {
    return { names: warn('names-not-allowed', reply.error.detail), self: id === null ? { kind: 'skipped' } : okay(id) };
  }
  if (!isSelfNamed) return { names: okay(), self: { kind: 'skipped' } };
  const owner = id === null ? ownerOf(extension, reply.employees) : reply.employees.find((one) => one.id === id);
  return {
    names: okay(),
    self: owner == null ? warn('self-not-found', id ?? extension) : okay(owner.name ?? owner.id),
  };
}

async function askPortal(
  { client, host: ownHost }: PortalLink,
  needs: CrmTestNeeds,
  tell: (step: CrmTestStepName, result: CrmTestResult) => CrmTestResult,
  signal: AbortSignal,
): Promise<void> {
  const profile = await client.call('profile', {}, signal);
  if (profile.kind === 'aborted') return;
  if (profile.kind === 'failed') {
    tell('connect', profile.wasReached ? okay(ownHost) : problem(profile.error));
    if (profile.wasReached) tell('webhook', problem(profile.error));
    return;
  }
  const { host } = profile;
  tell('connect', host === ownHost ? okay(host) : warn('portal-moved', host));
  if (tell('webhook', readOwner(profile)).kind === 'problem') return;
  const { result, scopes } = await readScopes(client, signal);
  tell('scopes', result);
  tell('telephony', await testTelephony(client, signal));
  const { names, self } = await testEmployees(client, needs, signal);
  tell('names', names);
  tell('self', self);
  tell('crm', byScope(scopes, 'crm', 'crm-not-allowed'));
  tell('workdays', byScope(scopes, 'timeman', 'workdays-not-allowed'));
  tell('records', await testRecords(client, needs.oauth !== null, signal));
}

/** Why there is nobody to ask: the idle client's own word. */
async function whyIdle({ client }: PortalLink, signal: AbortSignal): Promise<CrmTestResult> {
  const reply = await client.call('profile', {}, signal);
  return reply.kind === 'failed' ? problem(reply.error) : { kind: 'skipped' };
}

/** Runs the steps one after the other: at most six requests. No result holds the secret. Never rejects.
 *  @param onStep told of each step as soon as it is decided, in order, every step once
 *  @returns the same steps */
export async function testCrm(
  needs: CrmTestNeeds,
  onStep: (step: CrmTestStep) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly CrmTestStep[]> {
  const done: CrmTestStep[] = [];
  const tell = (step: CrmTestStepName, result: CrmTestResult): CrmTestResult => {
    done.push({ step, result });
    onStep({ step, result });
    return result;
  };
  const link = linkTo(needs);
  if (link.isSetUp) {
    tell('address', okay(link.host));
    await askPortal(link, needs, tell, signal);
  } else {
    tell('address', await whyIdle(link, signal));
  }
  for (const step of CRM_TEST_STEPS.slice(done.length)) tell(step, { kind: 'skipped' });
  return done;
}
