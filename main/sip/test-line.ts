/** The "Test" button of the settings: tries a line in named steps, and leaves nothing behind at the server. */
import { lookup } from 'node:dns/promises';
import type { LineProblem } from '../model/line.ts';
import type { LineOptions } from './line-options.ts';
import type { RegisterAnswer } from './own-requests.ts';
import { problemOf } from './register-problem.ts';
import { NO_CALLS } from './no-calls.ts';
import { usableServer } from './server-url.ts';
import { SipEndpoint } from './sip-endpoint.ts';
import { errorCode } from './trust.ts';

type LineTestStepName = 'address' | 'connect' | 'register' | 'options';

export type LineTestResult =
  | { readonly kind: 'running' }
  | { readonly kind: 'ok' }
  /** It works, with so many contacts of the AOR besides ours: a binding of our own was then not added, lest it throw one out. */
  | { readonly kind: 'ok-beside-others'; readonly otherContacts: number }
  | { readonly kind: 'failed'; readonly problem: LineProblem }
  /** A step before it failed. */
  | { readonly kind: 'skipped' };

export interface LineTestStep {
  readonly step: LineTestStepName;
  readonly result: LineTestResult;
}

type Problem = LineProblem | null;

const STEPS: readonly LineTestStepName[] = ['address', 'connect', 'register', 'options'];
/** Short, so that a test that is broken off leaves nothing that rings. */
const LIFETIME_SEC = 60;

/** Tries the first server. Each step is told as it starts and as it ends.
 *  @throws TypeError where the AOR is no SIP URI: the settings' schema refuses such */
export async function testLine(options: LineOptions, onStep: (step: LineTestStep) => void): Promise<void> {
  const { settings, deps } = options;
  const server = settings.servers[0] ?? '';
  const unreachable = (code: string): LineProblem => ({ kind: 'unreachable', code, server });
  const link = Promise.withResolvers<Problem>();
  const lost = Promise.withResolvers<Problem>();
  const endpoint = new SipEndpoint(
    { ...settings, password: options.password, identity: options.identity, clock: deps.clock, timing: deps.timing },
    {
      ...NO_CALLS,
      onOpen: () => {
        link.resolve(null);
      },
      onLost: (code) => {
        link.resolve(unreachable(code));
        lost.resolve(unreachable(code));
      },
      onFault: deps.onFault,
    },
  );
  const inTime = async (delayMs: number, code: string, work: Promise<Problem>): Promise<Problem> => {
    const late = Promise.withResolvers<Problem>();
    const cancel = deps.clock.after(delayMs, () => {
      late.resolve(unreachable(code));
    });
    const problem = await Promise.race([work, late.promise, lost.promise]);
    cancel();
    return problem;
  };
  const register = (lifetimeSec: number | null): Promise<RegisterAnswer> =>
    new Promise((resolve) => {
      endpoint.requests.register(lifetimeSec, resolve);
    });
  let otherContacts = 0;
  const registered = async (): Promise<Problem> => {
    // Asking first is what keeps the desk phone: at a full AOR a new contact throws an old one out.
    const asked = await register(null);
    if (asked.kind === 'failed') return problemOf(asked);
    otherContacts = asked.otherContacts;
    if (asked.ownContacts + asked.otherContacts > 0) return null;
    const added = await register(LIFETIME_SEC);
    if (added.kind === 'failed') return problemOf(added);
    await register(0);
    return null;
  };
  const run: Readonly<Record<LineTestStepName, () => Promise<Problem>>> = {
    address: async () => {
      const address = usableServer(server, settings.allowInsecure);
      const code = address.ok ? await unresolved(address.value.host) : address.error;
      return code === null ? null : unreachable(code);
    },
    connect: () => {
      endpoint.open(server);
      return inTime(deps.timing.connectMs, 'connect-timeout', link.promise);
    },
    register: () => inTime(deps.timing.answerMs, 'no-answer', registered()),
    options: () =>
      inTime(
        deps.timing.answerMs,
        'no-answer',
        new Promise((resolve) => {
          endpoint.requests.options(() => {
            resolve(null);
          });
        }),
      ),
  };

  let hasFailed = false;
  for (const step of STEPS) {
    if (hasFailed) {
      onStep({ step, result: { kind: 'skipped' } });
      continue;
    }
    onStep({ step, result: { kind: 'running' } });
    const problem = await run[step]();
    hasFailed = problem !== null;
    const isBesideOthers = step === 'register' && otherContacts > 0;
    const done: LineTestResult = isBesideOthers ? { kind: 'ok-beside-others', otherContacts } : { kind: 'ok' };
    onStep({ step, result: problem === null ? done : { kind: 'failed', problem } });
  }
  endpoint.close();
}

/** @returns the resolver's error code, or null where the host has an address */
async function unresolved(host: string): Promise<string | null> {
  try {
    await lookup(host);
    return null;
  } catch (error) {
    return errorCode(error);
  }
}
