/** Answers the set-up and status windows' requests. */
import type { Handlers, Windows } from '../bridge/server.ts';
import type { FormProblem, SetupForm, StatusView, TestStep } from '../bridge/contract/setup-views.ts';
import type { NodeHttp } from '../crm/bitrix24/node-http.ts';
import { testCrm, type CrmTestStep } from '../crm/connection-test.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { SipSettings } from '../model/settings.ts';
import type { LineTestResult, LineTestStep } from '../sip/test-line.ts';
import type { Clock } from '../model/clock.ts';
import type { Configuration } from './configuration.ts';
import type { PortalLogin } from './portal-login.ts';

type SetupChannel = Extract<keyof Handlers, `setup:${string}` | `status:${string}`>;

export interface SetupHandlerParts {
  readonly configuration: Configuration;
  readonly windows: Windows;
  readonly clock: Clock;
  readonly openHttp: (caFile: string | null) => NodeHttp;
  readonly testLine: (sip: SipSettings, password: string, onStep: (step: LineTestStep) => void) => Promise<void>;
  readonly status: () => StatusView;
  readonly tryNow: () => void;
  readonly openSettings: () => void;
  readonly closeSetup: () => void;
  readonly login: Pick<PortalLogin, 'connect' | 'cancel' | 'tokensOf'>;
  /** Forgets whatever the CRM told, and every pick, on disk too. */
  readonly forgetClients: () => Promise<Result<null, 'not-forgotten'>>;
}

export function setupHandlers(parts: SetupHandlerParts): Pick<Handlers, SetupChannel> {
  const { configuration } = parts;
  let isTesting = false;
  return {
    'setup:read': () => ok(configuration.readAnew()),
    'setup:save': async (form) => {
      const saved = await configuration.save(form);
      return saved.ok ? ok({ problems: saved.value }) : saved;
    },
    'setup:test': async (half, form) => {
      if (isTesting) return err('already-running');
      isTesting = true;
      try {
        return ok(await test(half, form, parts));
      } finally {
        isTesting = false;
      }
    },
    'setup:import': (text) => ok(configuration.import(text)),
    'setup:answer-provisioning': (answer) => configuration.answerProvisioning(answer),
    'setup:connect': async () => connectionOutcome(await parts.login.connect()),
    'setup:cancel-connect': () => {
      parts.login.cancel();
      return ok(null);
    },
    'setup:close': () => {
      parts.closeSetup();
      return ok(null);
    },
    'status:read': () => ok(parts.status()),
    'status:try-now': () => {
      parts.tryNow();
      return ok(null);
    },
    'status:forget-clients': () => parts.forgetClients(),
    'status:open-settings': () => {
      parts.openSettings();
      return ok(null);
    },
  };
}

function connectionOutcome(
  connected: Awaited<ReturnType<PortalLogin['connect']>>,
): Awaited<ReturnType<Handlers['setup:connect']>> {
  if (connected.ok) return ok({ isKept: connected.value.isKept, problem: null });
  const { error: failure } = connected;
  if (failure.kind !== 'refused') return err(failure.kind);
  const { code, detail } = failure.error;
  return ok({ isKept: false, problem: { code, detail } });
}

/** @returns each step's last word, in the order in which they were tried */
async function test(half: 'line' | 'crm', form: SetupForm, parts: SetupHandlerParts): Promise<TestStep[]> {
  const steps = new Map<TestStep['step'], TestStep>();
  const tell: Tell = (step, outcome) => {
    const told = { half, step, outcome };
    steps.set(step, told);
    parts.windows.tell('setup:step', told);
  };
  const problems = half === 'line' ? await tryLine(form, parts, tell) : await tryCrm(form, parts, tell);
  if (problems.length > 0) tell('form', { kind: 'form-problems', problems: [...problems] });
  return [...steps.values()];
}

type Tell = (step: TestStep['step'], outcome: TestStep['outcome']) => void;

/** @returns values of this half that cannot be tried; the other half may be unfinished */
async function tryLine(form: SetupForm, parts: SetupHandlerParts, tell: Tell): Promise<readonly FormProblem[]> {
  const read = parts.configuration.readLine(form);
  if (!read.ok) return read.error;
  await parts.testLine(read.value.sip, read.value.password ?? '', ({ step, result }) => {
    tell(step, lineOutcome(result));
  });
  return [];
}

/** As `tryLine`. */
async function tryCrm(form: SetupForm, parts: SetupHandlerParts, tell: Tell): Promise<readonly FormProblem[]> {
  const read = parts.configuration.readCrm(form);
  if (!read.ok) return read.error;
  const { crm: settings, webhook, ownExtension, caFile } = read.value;
  const http = parts.openHttp(caFile);
  // What is typed is not connected yet, unless it is what is saved.
  const oauth = settings.oauth && { portal: settings.oauth.portal, tokens: parts.login.tokensOf(settings.oauth) };
  await testCrm({ settings, webhook, oauth, ownExtension, http: http.send, clock: parts.clock }, ({ step, result }) => {
    tell(step, crmOutcome(result));
  });
  http.close();
  return [];
}

function lineOutcome(result: LineTestResult): TestStep['outcome'] {
  switch (result.kind) {
    case 'running':
    case 'skipped':
    case 'ok-beside-others':
      return result;
    case 'ok':
      return { kind: 'ok', detail: null };
    case 'failed':
      return { kind: 'line-problem', problem: result.problem };
  }
}

function crmOutcome(result: CrmTestStep['result']): TestStep['outcome'] {
  switch (result.kind) {
    case 'ok':
    case 'warning':
    case 'skipped':
      return result;
    case 'problem':
      return { kind: 'crm-problem', code: result.error.code, detail: result.error.detail };
  }
}
