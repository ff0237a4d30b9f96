/** What a step of a test came to, as a result, a detail and a remedy. Pure. */
import type { TestStep } from '../../main/bridge/contract/setup-views.ts';
import type { Advice } from '../i18n/line-words.ts';
import type { StepResult } from '../i18n/setup-words.ts';
import { assertNever } from '../ui/assert-never.ts';
import { problemCode } from '../ui/problem-code.ts';
import type { WindowWords } from './setup-words.ts';

export interface StepView {
  readonly result: StepResult;
  /** Empty where there is nothing to add. */
  readonly detail: string;
  readonly remedy: string;
}

const plain = (result: StepResult, detail: string | null = null): StepView => ({
  result,
  detail: detail ?? '',
  remedy: '',
});

/** @param own the other side's own words or code, behind ours */
const advised = (result: StepResult, { what, remedy }: Advice, own: string | null): StepView => ({
  result,
  detail: own === null || own === '' ? what : `${what.replace(/\.$/, '')} (${own}).`,
  remedy,
});

export function stepView(outcome: TestStep['outcome'], words: WindowWords): StepView {
  switch (outcome.kind) {
    case 'running':
    case 'skipped':
      return plain(outcome.kind);
    case 'ok':
      return plain('ok', outcome.detail);
    case 'ok-beside-others':
      return plain('ok', words.setup.besideOthers(outcome.otherContacts));
    case 'warning':
      return advised('warning', words.setup.warnings[outcome.warning], outcome.detail);
    case 'form-problems':
      return plain('failed', words.setup.wrongValues);
    case 'line-problem': {
      const { problem } = outcome;
      return advised('failed', words.line.lineProblem(problem), problemCode(problem) ?? '');
    }
    case 'crm-problem':
      return advised('failed', words.line.crmProblems[outcome.code], outcome.detail);
    default:
      return assertNever(outcome);
  }
}
