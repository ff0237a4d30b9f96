import { expect, it } from 'vitest';
import { linkTo, type LinkNeeds } from '../../../main/crm/link.ts';
import type { TokenSource } from '../../../main/crm/oauth/token-source.ts';
import { err } from '../../../main/model/result.ts';
import { crmError } from '../../../main/crm/bitrix24/errors.ts';
import { SETTINGS } from './desk.ts';
import { FakeClock } from './fake-clock.ts';
import { result, ScriptedPortal, WEBHOOK } from './scripted-portal.ts';

const PORTAL = 'https://app.example.com';
const tokens: TokenSource = {
  accessToken: () => 'access-token',
  refreshed: () => Promise.resolve(err(crmError('token-expired', null, 0))),
};

/** What is asked through a link, and what it says of itself. */
async function through(more: Partial<LinkNeeds>) {
  const clock = new FakeClock();
  const portal = new ScriptedPortal(() => result(true));
  const needs = { settings: SETTINGS, webhook: WEBHOOK, oauth: null, http: portal.send, clock };
  const { client, isSetUp, host, portal: pages } = linkTo({ ...needs, ...more });
  const reply = await client.call('profile', {}, new AbortController().signal);
  return { asked: portal.asked.map(({ href }) => new URL(href).host), isSetUp, host, pages: pages?.href, reply };
}

it('A webhook is the way to the portal where no app is set up', async () => {
  expect(await through({})).toMatchObject({
    asked: ['portal.example.com'],
    isSetUp: true,
    host: 'portal.example.com',
    pages: 'https://portal.example.com/',
  });
});

it('An app goes before a webhook that is still there', async () => {
  expect(await through({ oauth: { portal: PORTAL, tokens } })).toMatchObject({
    asked: ['app.example.com'],
    isSetUp: true,
    host: 'app.example.com',
    pages: 'https://app.example.com/',
    reply: { kind: 'answered' },
  });
});

it.each([
  ['an app that nobody has connected', { oauth: { portal: PORTAL, tokens: null } }, 'app.example.com'],
  ['an app on http', { oauth: { portal: 'http://app.example.com', tokens } }, null],
  ['no address', { webhook: null }, null],
] as const)('By %s nobody is asked, and it is said why', async (_, more, host) => {
  expect(await through(more)).toMatchObject({
    asked: [],
    isSetUp: false,
    host,
    reply: { kind: 'failed', error: { code: 'not-set-up', detail: expect.any(String) as string } },
  });
});
