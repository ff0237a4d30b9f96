/** Answers the set-up and status windows' requests. */
import type { Handlers, Windows } from '../bridge/server.ts';
import type { SetupForm, StatusView, TestStep } from '../bridge/contract/setup-views.ts';
import type { NodeHttp } from '../crm/bitrix24/node-http.ts';
import { testCrm, type CrmTestStep } from '../crm/connection-test.ts';
import { err, ok } from '../model/result.ts';
import type { Secrets, SipSettings } from '../model/settings.ts';
import type { LineTestResult, LineTestStep } from '../sip/test-line.ts';
import type { Clock } from '../model/clock.ts';
import type { Configuration } from './configuration.ts';

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
}

export function setupHandlers(parts: SetupHandlerParts): Pick<Handlers, SetupChannel> {
  const { configuration } = parts;
  let isTesting = false;
  return {
    'setup:read': () => ok(configuration.view()),
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
    'setup:close': () => {
      parts.closeSetup();
      return ok(null);
    },
    'status:read': () => ok(parts.status()),
    'status:try-now': () => {
      parts.tryNow();
      return ok(null);
    },
    'status:open-settings': () => {
      parts.openSettings();
      return ok(null);
    },
  };
}

/** @returns each step's last word, in the order in which they were tried */
async function test(half: 'line' | 'crm', form: SetupForm, parts: SetupHandlerParts): Promise<TestStep[]> {
  const steps = new Map<TestStep['step'], TestStep>();
  const tell = (step: TestStep['step'], outcome: TestStep['outcome']): void => {
    const told = { half, step, outcome };
    steps.set(step, told);
    parts.windows.tell('setup:step', told);
  };
  const read = parts.configuration.read(form);
  // The other half may be unfinished: only this half's problems stand in the way.
  const problems = read.ok ? [] : read.error.filter(({ path }) => isOfHalf(path, half));
  if (!read.ok) {
    tell('form', { kind: 'form-problems', problems: problems.length > 0 ? problems : read.error });
    return [...steps.values()];
  }
  const { settings, secrets } = read.value;
  if ((half === 'line' ? settings.sip : settings.crm) === null) {
    const path = half === 'line' ? 'sip.servers' : 'crm.webhook';
    const message = half === 'line' ? 'The line is not filled in yet.' : 'The webhook is not filled in yet.';
    tell('form', { kind: 'form-problems', problems: [{ path, message }] });
    return [...steps.values()];
  }
  if (half === 'line' && settings.sip !== null) await testSip(settings.sip, secrets, parts, tell);
  if (half === 'crm' && settings.crm !== null) {
    const http = parts.openHttp(settings.sip?.caFile ?? null);
    await testCrm(
      {
        settings: settings.crm,
        webhook: secrets.webhook,
        ownExtension: settings.sip?.extension ?? null,
        http: http.send,
        clock: parts.clock,
      },
      ({ step, result }) => {
        tell(step, crmOutcome(result));
      },
    );
    http.close();
  }
  return [...steps.values()];
}

function testSip(
  sip: SipSettings,
  { sipPassword }: Secrets,
  { testLine }: SetupHandlerParts,
  tell: (step: TestStep['step'], outcome: TestStep['outcome']) => void,
): Promise<void> {
  return testLine(sip, sipPassword ?? '', ({ step, result }) => {
    tell(step, lineOutcome(result));
  });
}

const isOfHalf = (path: string, half: 'line' | 'crm'): boolean => path.startsWith(half === 'line' ? 'sip' : 'crm');

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
