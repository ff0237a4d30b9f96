import { expect, it } from 'vitest';
import type { HttpReply } from '../../../../main/crm/bitrix24/http.ts';
import { testCrm } from '../../../../main/crm/connection-test.ts';
import { createCrm } from '../../../../main/crm/crm.ts';
import type { LookupOutcome } from '../../../../main/model/crm.ts';
import { SETTINGS } from '../desk.ts';
import { FakeClock } from '../fake-clock.ts';
import { networkFailure, refusal, reply, ScriptedPortal, WEBHOOK, type Answer } from '../scripted-portal.ts';

/** A secret that is spelt differently when escaped. */
const ESCAPED = 'k%C3%A9y7';
const UNESCAPED = 'kéy7';
const ADDRESS = `https://portal.example.com/rest/1/${ESCAPED}/`;

const page = (more: Partial<HttpReply>): HttpReply => reply(502, `<html>${ADDRESS}</html>`, more);
const echo = (status: number, code: string): HttpReply =>
  refusal(status, code, `${ADDRESS} ${UNESCAPED} ${encodeURIComponent(ESCAPED)} ${'x'.repeat(280)}${ADDRESS}`);

/** Every way in which a server or Node could hand our own address back to us. */
const ECHOES: readonly Answer[] = [
  ...['NO_AUTH_FOUND', 'insufficient_scope', 'ACCESS_DENIED', 'OVERLOAD_LIMIT', 'ERROR_CORE', ''].map((code) =>
    echo(401, code),
  ),
  refusal(400, ADDRESS, ADDRESS),
  page({}),
  page({ contentType: `text/html; url=${ADDRESS}` }),
  reply(302, '', { location: `http://elsewhere.example.com/rest/1/${ESCAPED}/profile.json` }),
  reply(302, '', { location: `https://elsewhere.example.com/${ESCAPED}` }),
  reply(302, '', { location: `https://${ESCAPED}` }),
  reply(302, '', { location: `${ESCAPED}:x` }),
  reply(200, JSON.stringify({ result: ADDRESS })),
  networkFailure('connection', `ENOTFOUND ${ADDRESS}`),
  networkFailure('certificate', `CERT ${ADDRESS}`),
  networkFailure('cut-off', ADDRESS),
];

async function everythingSaid(answer: Answer): Promise<string> {
  const portal = new ScriptedPortal(() => answer);
  const clock = new FakeClock();
  const needs = {
    settings: SETTINGS,
    webhook: ADDRESS,
    ownExtension: '101',
    http: portal.send,
    clock,
    random01: () => 0,
    oauth: null,
    country: 'US',
    kept: null,
  };
  const crm = createCrm(needs);
  const outcomes: LookupOutcome[] = [];
  const stop = crm.start();
  crm.hold({ kind: 'outside', e164: null, asked: ['1'], shown: '1', country: null }, (one) => outcomes.push(one));
  const colleagues = await crm.findColleagues('Anna');
  const steps = await testCrm(needs, () => undefined);
  await clock.advance(60_000);
  stop();
  return JSON.stringify([outcomes, colleagues, steps, crm.status, crm.host, crm.cardUrl({ type: 'LEAD', id: '1' })]);
}

it.each(ECHOES)('The webhook’s secret is in nothing that is told after %j', async (answer) => {
  const said = (await everythingSaid(answer)).toLowerCase();
  expect(said).toContain('"kind":"failed"');
  const spellings = [ESCAPED, UNESCAPED, encodeURIComponent(ESCAPED), '/rest/1/k'].map((one) => one.toLowerCase());
  expect(spellings.filter((spelling) => said.includes(spelling))).toEqual([]);
});

it('A webhook address that cannot be used is not repeated in the failure', async () => {
  const clock = new FakeClock();
  const http = new ScriptedPortal(() => 'hang').send;
  const webhook = WEBHOOK.replace('https', 'http');
  const steps = await testCrm(
    { settings: SETTINGS, webhook, oauth: null, ownExtension: '101', http, clock },
    () => undefined,
  );
  expect(steps[0]).toEqual({
    step: 'address',
    result: {
      kind: 'problem',
      error: {
        code: 'not-set-up',
        detail: 'Only https is allowed',
        atEpochMs: clock.nowEpochMs(),
        retryAtEpochMs: null,
      },
    },
  });
});
