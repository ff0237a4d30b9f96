/** The CRM's half of the set-up window: the app in place of the webhook, call records, what is kept. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlain, type PlainPage } from './plain-page.ts';
import { appForm, appView, filledForm, viewOf } from './setup-samples.ts';
import { crmOf, nowEpochMs, statusOf } from './status-samples.ts';

let shown: PlainPage;

beforeAll(async () => {
  shown = await openPlain('setup', { width: 760, height: 820 });
});
afterAll(() => shown.close());

const field = (label: string): Locator => shown.page.getByLabel(label, { exact: true });
const button = (name: string): Locator => shown.page.getByRole('button', { name, exact: true });
const unfold = (heading: string): Promise<void> => shown.page.getByText(heading, { exact: true }).click();
const records = (): Locator => field('Enter calls into the portal’s statistics');
const refusing = statusOf({
  crm: crmOf({ recordsRefused: { code: 'wrong-auth-type', detail: null, atEpochMs: nowEpochMs - 60_000 } }),
});
const inCrm = (crm: Partial<typeof filledForm.crm>): object => ({ ...filledForm, crm: { ...filledForm.crm, ...crm } });

test('plan, days and call records are handed on', async () => {
  await shown.show(statusOf(), viewOf());
  await unfold('More CRM settings');
  await field('The portal’s plan').selectOption('self-hosted');
  await field('Keep what the CRM told').fill('7');
  await records().check();
  await button('Save').click();
  expect(await shown.asked('setup:save')).toEqual([
    [inCrm({ plan: 'self-hosted', keepLookupsDays: 7, callRecords: true })],
  ]);
});

test('days that are no number are handed on as a value that no setting allows', async () => {
  await shown.show(statusOf(), viewOf());
  await unfold('More CRM settings');
  await field('Keep what the CRM told').fill('soon');
  await button('Save').click();
  expect(await shown.asked('setup:save')).toEqual([[inCrm({ keepLookupsDays: -1 })]]);
});

describe('call records at a portal that takes them from apps only', () => {
  test('cannot be switched on, and the switch says why', async () => {
    await shown.show(refusing, viewOf());
    await unfold('More CRM settings');
    expect(await records().isDisabled()).toBe(true);
    expect(await shown.page.locator('#crm-callRecords-hint').innerText()).toBe(
      'This portal takes call records from apps only, not from webhooks.',
    );
  });
  test('can still be switched off', async () => {
    await shown.show(refusing, viewOf({ form: { ...filledForm, crm: { ...filledForm.crm, callRecords: true } } }));
    await unfold('More CRM settings');
    await records().uncheck();
    await button('Save').click();
    expect(await shown.asked('setup:save')).toEqual([[inCrm({ callRecords: false })]]);
  });
});

describe('an app in place of the webhook', () => {
  test('is folded away for whom it does not concern, and names the address to type into the portal', async () => {
    await shown.show(statusOf(), viewOf());
    expect(await field('Application ID (client_id)').isVisible()).toBe(false);
    await unfold('An app in place of the webhook');
    await shown.page.getByText('http://127.0.0.1:47624/ringside/connected').waitFor();
    expect(await button('Connect with the portal').count()).toBe(0);
    await shown.page.getByText('Save first, then connect with the portal.').waitFor();
  });

  test('is handed on as it was typed', async () => {
    await shown.show(statusOf(), viewOf({ hasWebhook: false }));
    await unfold('An app in place of the webhook');
    await field('Portal').fill('https://portal.example.com/');
    await field('Application ID (client_id)').fill('local.573ad8a0346747.09223434');
    await field('Application key (client_secret)').fill('LJSl0lNB');
    await button('Save').click();
    const oauth = { ...appForm.crm.oauth, clientSecret: 'LJSl0lNB' };
    expect(await shown.asked('setup:save')).toEqual([[inCrm({ oauth })]]);
  });

  test('is connected by a click: the window waits for the browser, and can give up', async () => {
    await shown.show(statusOf(), appView('not-connected'));
    await button('Connect with the portal').click();
    await shown.page.getByText('The portal asks in the browser…').waitFor();
    await button('Give up').click();
    await shown.refuse('setup:connect', 'cancelled');
    await shown.page.getByText('Given up.').waitFor();
    expect(await shown.asked('setup:cancel-connect')).toEqual([[]]);
  });

  test('that is connected says so as soon as it is told', async () => {
    await shown.show(statusOf(), appView('not-connected'));
    await button('Connect with the portal').click();
    await shown.reply('setup:connect', { isKept: true, problem: null });
    await shown.page.evaluate((told) => {
      window.stage.emit('setup:changed', told);
    }, appView('connected'));
    await shown.page.getByText('Connected with the portal.').waitFor();
  });

  test('that the portal’s server refuses is told with its own words', async () => {
    await shown.show(statusOf(), appView('not-connected'));
    await button('Connect with the portal').click();
    await shown.reply('setup:connect', {
      isKept: false,
      problem: { code: 'webhook-rejected', detail: 'invalid_client' },
    });
    await shown.page.getByText('The portal does not accept the webhook or the app.').waitFor();
    await shown.page.getByText('invalid_client').waitFor();
  });
});
