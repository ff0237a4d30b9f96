import { describe, expect, it } from 'vitest';
import { createIdleClient } from '../../../../main/crm/bitrix24/client.ts';
import { nextTryDelayMs } from '../../../../main/crm/bitrix24/retry.ts';
import type { CrmErrorCode } from '../../../../main/model/crm.ts';
import { crmProblems } from '../../../../renderer/i18n/crm-problems-en.ts';
import { english } from '../../../../renderer/i18n/en.ts';
import { refusal, type Answer } from '../scripted-portal.ts';
import { ERRORS, OTHER_SPELLINGS } from './error-table.ts';
import { TIMEOUT_MS, wireTo } from './wire.ts';

const rows = Object.entries(ERRORS) as [CrmErrorCode, (typeof ERRORS)[CrmErrorCode]][];

async function failureAfter(answer: Answer | null) {
  const { client, clock, signal } = wireTo(() => answer ?? 'hang');
  const asked = (answer === null ? createIdleClient('Not set up', clock) : client).call('profile', {}, signal);
  await clock.advance(TIMEOUT_MS);
  const reply = await asked;
  if (reply.kind !== 'failed') throw new Error(`expected a failure, got ${reply.kind}`);
  return reply;
}

describe('Every error of the CRM', () => {
  it.each(rows)(
    '%s has its words for the agent and for the admin, and its own time to try again',
    async (code, row) => {
      const { error, isDoubtful = false } = await failureAfter(row.answer);
      const advice = crmProblems[error.code];
      const tries = [1, 2, 3].map((failures) => nextTryDelayMs(error, failures, 0, error.atEpochMs));
      expect({
        code: error.code,
        agent: english().crmErrors[error.code],
        admin: advice.what,
        remedy: advice.remedy.slice(0, row.remedy.length),
        again: tries,
        isDoubtful,
      }).toEqual({
        code,
        agent: row.agent,
        admin: row.admin,
        remedy: row.remedy,
        again: row.again,
        isDoubtful: row.isDoubtful,
      });
    },
  );

  it.each(OTHER_SPELLINGS)('%s, “%s”, is %s', async (named, description, code) => {
    expect((await failureAfter(refusal(400, named, description))).error.code).toBe(code);
  });
});
