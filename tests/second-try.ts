/** Names every test that passed at its second try only: a retry is never silent. */
import type { Reporter, TestCase } from 'vitest/node';

export class SecondTries implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const retries = test.diagnostic()?.retryCount ?? 0;
    if (retries > 0 && test.ok()) console.log(`SECOND TRY ${test.module.relativeModuleId} > ${test.fullName}`);
  }
}
