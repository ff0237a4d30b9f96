import { describe, expect, it } from 'vitest';
import { testCrm, type CrmTestStep } from '../../../main/crm/connection-test.ts';
import { SETTINGS } from './desk.ts';
import { FakeClock } from './fake-clock.ts';
import {
  networkFailure,
  refusal,
  reply,
  result,
  ScriptedPortal,
  SECRET,
  WEBHOOK,
  type Answer,
} from './scripted-portal.ts';
import { MARA, SEARCH } from './sample-rows.ts';

const GOOD: Readonly<Record<string, Answer>> = {
  profile: result({ ID: '1', ADMIN: true, NAME: 'Renée', LAST_NAME: 'Ünal', TIME_ZONE: '' }),
  scope: result(['telephony', 'user_basic', 'crm', 'timeman']),
  [SEARCH]: result([]),
  'user.get': result([MARA]),
  'method.get': result({ isExisting: true, isAvailable: true }),
};

const OTHER = { oauth: null, clock: new FakeClock() };

interface Change {
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly webhook?: string | null;
  readonly employeeId?: string;
  readonly ownExtension?: string | null;
}

/** Each step as `name: outcome`, its detail or code behind it; the steps told along the way are the same. */
async function run({ answers = {}, webhook = WEBHOOK, employeeId, ownExtension = '101' }: Change) {
  const portal = new ScriptedPortal(({ method }) => ({ ...GOOD, ...answers })[method] ?? refusal(404, 'unexpected'));
  const settings = { ...SETTINGS, employeeId: employeeId ?? null };
  const told: CrmTestStep[] = [];
  const needs = { ...OTHER, settings, webhook, ownExtension, http: portal.send };
  const steps = await testCrm(needs, (step) => told.push(step));
  expect(told).toEqual(steps);
  return steps.map(line);
}

function line({ step, result: outcome }: CrmTestStep): string {
  switch (outcome.kind) {
    case 'ok':
      return `${step}: ok ${outcome.detail ?? ''}`.trim();
    case 'warning':
      return `${step}: warning ${outcome.warning} ${outcome.detail ?? ''}`.trim();
    case 'problem':
      return `${step}: problem ${outcome.error.code}`;
    case 'skipped':
      return `${step}: skipped`;
  }
}

const ALL_GOOD = [
  'address: ok portal.example.com',
  'connect: ok portal.example.com',
  'webhook: ok Renée Ünal',
  'scopes: ok',
  'telephony: ok',
  'names: ok',
  'self: ok Mara Klein',
  'crm: ok',
  'workdays: ok',
  'records: warning records-not-told',
];
const skippedFrom = (index: number): readonly string[] =>
  ALL_GOOD.slice(index).map((text) => `${text.replace(/:.*/, '')}: skipped`);

describe('The test of the CRM half', () => {
  it('goes through all its steps', async () => {
    expect(await run({})).toEqual(ALL_GOOD);
  });

  it('stops at an address that is none', async () => {
    expect(await run({ webhook: 'https://portal.example.com/' })).toEqual([
      'address: problem not-set-up',
      ...skippedFrom(1),
    ]);
  });

  it.each([
    [networkFailure('connection', 'ECONNREFUSED'), 'unreachable'],
    [networkFailure('certificate', 'CERT_HAS_EXPIRED'), 'untrusted-certificate'],
  ])('stops at a portal that cannot be reached: %j', async (profile, code) => {
    expect(await run({ answers: { profile } })).toEqual([ALL_GOOD[0], `connect: problem ${code}`, ...skippedFrom(2)]);
  });

  it.each([
    [refusal(401, 'INVALID_CREDENTIALS'), 'webhook-rejected'],
    [reply(200, '<html>', { contentType: 'text/html' }), 'unreadable-reply'],
    [reply(302, '', { location: 'https://elsewhere.example.com/' }), 'redirect-refused'],
    [result('text'), 'unreadable-reply'],
  ])('stops at a webhook that does not work: %j', async (profile, code) => {
    expect(await run({ answers: { profile } })).toEqual([
      ...ALL_GOOD.slice(0, 2),
      `webhook: problem ${code}`,
      ...skippedFrom(3),
    ]);
  });

  it('names the scope that is missing, and goes on', async () => {
    const answers = { scope: result(['crm', 'user_basic', 'timeman']), [SEARCH]: refusal(403, 'insufficient_scope') };
    expect((await run({ answers })).slice(3)).toEqual([
      'scopes: problem scope-missing',
      'telephony: problem scope-missing',
      ...ALL_GOOD.slice(5),
    ]);
  });

  it('warns where names may not be read: everything else works', async () => {
    const answers = { scope: result(['telephony']), 'user.get': refusal(403, 'insufficient_scope') };
    expect((await run({ answers })).slice(3, 7)).toEqual([
      'scopes: warning names-not-allowed user_basic',
      'telephony: ok',
      'names: warning names-not-allowed insufficient_scope',
      'self: skipped',
    ]);
  });

  it.each([
    [refusal(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!'), 'method-missing'],
    [refusal(400, '', 'CRM is not installed.'), 'crm-not-installed'],
  ])('finds out that the look-up itself does not work: %j', async (answer, code) => {
    expect((await run({ answers: { [SEARCH]: answer } }))[4]).toBe(`telephony: problem ${code}`);
  });

  it('warns where nobody has the extension', async () => {
    expect((await run({ ownExtension: '199' }))[6]).toBe('self: warning self-not-found 199');
  });

  it('looks for the employee the settings name', async () => {
    expect((await run({ employeeId: '7' }))[6]).toBe('self: ok Mara Klein');
    expect((await run({ employeeId: '8' }))[6]).toBe('self: warning self-not-found 8');
  });

  it('does not look for anybody while no line is set up', async () => {
    expect((await run({ ownExtension: null })).slice(5, 7)).toEqual(['names: ok', 'self: skipped']);
  });

  it('tells that the portal was renamed', async () => {
    const location = `https://renamed.example.com/rest/1/${SECRET}/profile.json`;
    const portal = new ScriptedPortal(({ method, href }) =>
      method === 'profile' && href.startsWith(WEBHOOK)
        ? reply(302, '', { location })
        : (GOOD[method] ?? refusal(404, 'unexpected')),
    );
    const needs = { ...OTHER, settings: SETTINGS, webhook: WEBHOOK, ownExtension: '101', http: portal.send };
    const steps = await testCrm(needs, () => undefined);
    expect(steps.map(line)[1]).toBe('connect: warning portal-moved renamed.example.com');
  });

  it('ends without a word more when the window is closed', async () => {
    const leave = new AbortController();
    const portal = new ScriptedPortal(() => 'hang');
    const needs = { ...OTHER, settings: SETTINGS, webhook: WEBHOOK, ownExtension: '101', http: portal.send };
    const steps = testCrm(needs, () => undefined, leave.signal);
    leave.abort();
    expect((await steps).map(line)).toEqual([ALL_GOOD[0], ...skippedFrom(1)]);
  });

  it('tells what is allowed beyond the look-up, and none of it is a problem', async () => {
    const answers = {
      scope: result(['telephony', 'user_basic']),
      'method.get': result({ isExisting: true, isAvailable: false }),
    };
    expect((await run({ answers })).slice(3)).toEqual([
      ...ALL_GOOD.slice(3, 7),
      'crm: warning crm-not-allowed crm',
      'workdays: warning workdays-not-allowed timeman',
      'records: warning records-not-allowed telephony',
    ]);
  });

  it.each([
    [result({ isExisting: false, isAvailable: false }), 'records: warning records-not-allowed'],
    [refusal(404, 'ERROR_METHOD_NOT_FOUND'), 'records: skipped'],
    [result([]), 'records: skipped'],
  ])('does not guess where the portal does not tell of call records: %j', async (answer, told) => {
    expect((await run({ answers: { 'method.get': answer } }))[9]).toBe(told);
  });

  it('says nothing of scopes that it could not read', async () => {
    const answers = { scope: refusal(500, 'INTERNAL_SERVER_ERROR') };
    expect((await run({ answers })).slice(7, 9)).toEqual(['crm: skipped', 'workdays: skipped']);
  });

  it('asks for nothing but reading', async () => {
    const portal = new ScriptedPortal(({ method }) => GOOD[method] ?? refusal(404, 'unexpected'));
    const needs = { ...OTHER, settings: SETTINGS, webhook: WEBHOOK, ownExtension: '101', http: portal.send };
    await testCrm(needs, () => undefined);
    expect(portal.asked.map(({ method }) => method)).toEqual([
      ...['profile', 'scope', SEARCH, 'user.get', 'method.get'],
    ]);
  });

  it('waits for an app that is not connected yet', async () => {
    const portal = new ScriptedPortal(() => 'hang');
    const oauth = { portal: 'https://portal.example.com', tokens: null };
    const needs = { ...OTHER, oauth, settings: SETTINGS, webhook: null, ownExtension: null, http: portal.send };
    expect((await testCrm(needs, () => undefined)).map(line)).toEqual([
      'address: problem not-set-up',
      ...skippedFrom(1),
    ]);
    expect(portal.asked).toEqual([]);
  });
});
