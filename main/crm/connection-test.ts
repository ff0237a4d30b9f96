/** The settings' test of the CRM half, in named steps: where it breaks, why, and what still works. */
import * as v from 'valibot';
import type { CrmError } from '../model/crm.ts';
import type { CrmSettings } from '../model/settings.ts';
import { createClient, type PortalClient, type PortalReply } from './bitrix24/client.ts';
import { listEmployees, type EmployeeFilter } from './bitrix24/employees.ts';
import { crmError } from './bitrix24/errors.ts';
import { digitsOf, textField } from './bitrix24/fields.ts';
import type { HttpPort } from './bitrix24/http.ts';
import { searchEntities } from './bitrix24/search.ts';
import { parseWebhook, type Webhook } from './bitrix24/webhook.ts';
import type { Clock } from '../model/clock.ts';
import { ownerOf } from './self.ts';

/** In the order in which they are told. */
const CRM_TEST_STEPS = ['address', 'connect', 'webhook', 'scopes', 'telephony', 'names', 'self'] as const;
type CrmTestStepName = (typeof CRM_TEST_STEPS)[number];

type CrmTestWarning =
  /** Connect: another host answered; the detail names it. The webhook's address should be renewed. */
  | 'portal-moved'
  /** Scopes, names: employees are shown by number only. */
  | 'names-not-allowed'
  /** Self: no single active employee has this extension (or this id): own clients cannot be told. */
  | 'self-not-found';

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

export interface CrmTestNeeds {
  readonly settings: CrmSettings;
  readonly webhook: string | null;
  readonly ownExtension: string | null;
  readonly http: HttpPort;
  readonly clock: Clock;
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

async function testScopes(client: PortalClient, signal: AbortSignal): Promise<CrmTestResult> {
  const reply = await client.call('scope', {}, signal);
  if (reply.kind === 'aborted') return { kind: 'skipped' };
  if (reply.kind === 'failed') return problem(reply.error);
  const scopes = v.safeParse(v.array(v.string()), reply.result);
  if (!scopes.success) return problem(crmError('unreadable-reply', 'the scopes are unreadable', reply.atEpochMs));
  if (!scopes.output.includes('telephony')) return problem(crmError('scope-missing', 'telephony', reply.atEpochMs));
  return NAME_SCOPES.some((scope) => scopes.output.includes(scope)) ? okay() : warn('names-not-allowed', 'user_basic');
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
  webhook: Webhook,
  needs: CrmTestNeeds,
  tell: (step: CrmTestStepName, result: CrmTestResult) => CrmTestResult,
  signal: AbortSignal,
): Promise<void> {
  const { timeoutMs, allowInsecure } = needs.settings;
  const client = createClient({ webhook, timeoutMs, allowInsecure, http: needs.http, clock: needs.clock });
  const profile = await client.call('profile', {}, signal);
  if (profile.kind === 'aborted') return;
  if (profile.kind === 'failed') {
    tell('connect', profile.wasReached ? okay(webhook.base.host) : problem(profile.error));
    if (profile.wasReached) tell('webhook', problem(profile.error));
    return;
  }
  const { host } = profile;
  tell('connect', host === webhook.base.host ? okay(host) : warn('portal-moved', host));
  if (tell('webhook', readOwner(profile)).kind === 'problem') return;
  tell('scopes', await testScopes(client, signal));
  tell('telephony', await testTelephony(client, signal));
  const { names, self } = await testEmployees(client, needs, signal);
  tell('names', names);
  tell('self', self);
}

/** Runs the steps one after the other: at most five requests. No result holds the secret. Never rejects.
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
  const webhook = parseWebhook(needs.webhook, needs.settings.allowInsecure);
  if (webhook.ok) {
    tell('address', okay(webhook.value.base.host));
    await askPortal(webhook.value, needs, tell, signal);
  } else {
    tell('address', problem(crmError('not-set-up', webhook.error, needs.clock.nowEpochMs())));
  }
  for (const step of CRM_TEST_STEPS.slice(done.length)) tell(step, { kind: 'skipped' });
  return done;
}
