/** The set-up window as its user meets it: typing, saving, what is wrong, by mouse and by keyboard. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlain, type PlainPage } from './plain-page.ts';
import { emptyForm, filledForm, firstView, viewOf } from './setup-samples.ts';
import { lines, nowEpochMs, registered, statusOf } from './status-samples.ts';

let shown: PlainPage;

beforeAll(async () => {
  shown = await openPlain('setup', { width: 760, height: 820 });
});
afterAll(() => shown.close());

const field = (label: string): Locator => shown.page.getByLabel(label, { exact: true });
const button = (name: string): Locator => shown.page.getByRole('button', { name, exact: true });
const focusedId = (): Promise<string | undefined> => shown.page.evaluate(() => document.activeElement?.id);
const settings = (): Promise<void> => shown.show(statusOf(), viewOf());

describe('saving', () => {
  test('what was typed is handed on, blank rows dropped, and untouched secrets stay where they are', async () => {
    await shown.show(statusOf({ line: lines['not-set-up'] }), firstView);
    await field('SIP server').fill('wss://pbx.example.com:8089/ws');
    await field('Address of record').fill('sip:101c@pbx.example.com');
    await field('Own extension').fill('101');
    await field('Password').fill('secret word');
    await button('Add a queue').click();
    await button('Add another server').click();
    await button('Save').click();
    const sip = { servers: ['wss://pbx.example.com:8089/ws'], aor: 'sip:101c@pbx.example.com', extension: '101' };
    expect(await shown.asked('setup:save')).toEqual([
      [{ ...emptyForm, sip: { ...emptyForm.sip, ...sip, password: 'secret word' } }],
    ]);
  });

  test('the kind of PBX says what it claims, and is handed on', async () => {
    await settings();
    await shown.page.getByText('More line settings').click();
    const kind = field('Kind of PBX');
    const claim = (): Promise<string> => shown.page.locator('#sip-pbx-hint').innerText();
    const claims = [await claim()];
    for (const profile of ['asterisk', 'kamailio']) {
      await kind.selectOption(profile);
      claims.push(await claim());
    }
    expect(claims).toEqual([
      expect.stringMatching(/^Claims least/),
      expect.stringMatching(/^Set up as docs\/pbx tells, with queues that run without option C/),
      expect.stringMatching(
        /^Set up as docs\/pbx tells: says as well that somebody else answered\. That a caller hung up is never told/,
      ),
    ]);
    await button('Save').click();
    expect(await shown.asked('setup:save')).toEqual([[{ ...filledForm, sip: { ...filledForm.sip, pbx: 'kamailio' } }]]);
  });

  test('"Saved." stands beside the live state of the line, and the password leaves the window', async () => {
    await settings();
    await field('Password').fill('new word');
    await button('Save').click();
    await shown.reply('setup:save', { problems: [] });
    await shown.reply('setup:read', viewOf());
    await shown.page.getByText('Saved. It counts from the next call on.').waitFor();
    expect(await field('Password').inputValue()).toBe('');
    await shown.tell(statusOf({ line: { ...registered, checkedEpochMs: nowEpochMs - 1000 } }));
    await shown.page.getByText(/^Reachable, checked [12]\u00a0s ago$/).waitFor();
    await field('Own extension').fill('102');
    await shown.page.getByText('Not saved yet.').waitFor();
  });

  test('values that cannot be taken are told beside their fields, the first one has the focus, also in a folded group', async () => {
    await settings();
    await button('Save').click();
    await shown.reply('setup:save', {
      problems: [
        { path: 'crm.timeoutMs', message: 'crm.timeoutMs is outside the range that is allowed.' },
        { path: 'routing.queues.1.number', message: 'routing.queues.1.number may contain only digits.' },
      ],
    });
    await shown.page.getByRole('alert').getByText('2 values need attention').waitFor();
    expect(await focusedId()).toBe('crm-timeoutMs');
    const described = await field('Time-out of a request').evaluate((input) =>
      (input.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.innerText.trim()),
    );
    expect(described).toEqual(['Is outside the range that is allowed.', '0.5 to 15; 4 is usual.']);
    await shown.page.getByRole('link', { name: 'Queues' }).click();
    expect(await focusedId()).toBe('routing-queues-1-number');
  });

  test('once a wrong value is changed, its words go', async () => {
    await settings();
    await button('Save').click();
    await shown.reply('setup:save', { problems: [{ path: 'sip.aor', message: 'sip.aor is wrong.' }] });
    await shown.page.getByRole('alert').getByText('1 value needs attention').waitFor();
    await field('Address of record').fill('sip:102c@pbx.example.com');
    await shown.page.getByRole('alert').getByText('1 value needs attention').waitFor({ state: 'detached' });
    expect(await field('Address of record').getAttribute('aria-invalid')).toBe('false');
  });

  test('without a keyring nothing is lost, and the window says what to do', async () => {
    await settings();
    await field('Password').fill('new word');
    await button('Save').click();
    await shown.refuse('setup:save', 'no-keyring');
    await shown.page.getByRole('alert').getByText('GNOME Keyring or KWallet').waitFor();
    expect(await field('Password').inputValue()).toBe('new word');
  });

  test('removing the webhook sends an empty one, typing and clearing keeps what is stored', async () => {
    await settings();
    await field('Bitrix24 inbound webhook').fill('https://other.example.com/rest/1/x/');
    await field('Bitrix24 inbound webhook').fill('');
    await button('Save').click();
    await shown.reply('setup:save', { problems: [] });
    await shown.reply('setup:read', viewOf());
    await button('Remove Bitrix24 inbound webhook').click();
    await button('Save').click();
    const sent = (await shown.asked('setup:save')) as [typeof filledForm][];
    expect(sent.map(([form]) => form.crm.webhook)).toEqual([null, '']);
  });

  test('seconds are typed with a comma as well, and arrive as milliseconds', async () => {
    await settings();
    await shown.page.getByText('More CRM settings').click();
    await field('Time-out of a request').fill('2,5');
    await button('Save').click();
    expect(await shown.asked('setup:save')).toEqual([[{ ...filledForm, crm: { ...filledForm.crm, timeoutMs: 2500 } }]]);
  });
});

test('Enter in a row of the queues saves, and the focus stays in that row', async () => {
  await settings();
  await shown.page.locator('#routing-queues-1-name').press('Enter');
  await shown.reply('setup:save', { problems: [] });
  await shown.reply('setup:read', viewOf());
  await shown.page.getByText('Saved. It counts from the next call on.').waitFor();
  expect(await focusedId()).toBe('routing-queues-1-name');
});

test('what takes the focus by the keyboard is never under the footer', async () => {
  await settings();
  const hidden: string[] = [];
  for (let step = 0; step < 30; step += 1) {
    await shown.page.keyboard.press('Tab');
    hidden.push(
      ...(await shown.page.evaluate(() => {
        const footer = document.querySelector('footer');
        const focused = document.activeElement;
        if (footer === null || focused === null || footer.contains(focused)) return [];
        const isUnder = focused.getBoundingClientRect().bottom > footer.getBoundingClientRect().top;
        return isUnder ? [focused.outerHTML] : [];
      })),
    );
  }
  expect(hidden).toEqual([]);
});

describe('fields', () => {
  test('a secret is dots until it is shown', async () => {
    await settings();
    await field('Password').fill('new word');
    expect(await field('Password').getAttribute('type')).toBe('password');
    await button('Show Password').click();
    expect(await field('Password').getAttribute('type')).toBe('text');
  });

  test('the example of what is dialled follows country, format and prefix', async () => {
    await settings();
    const example = shown.page.locator('[data-dial-example]');
    expect(await example.innerText()).toBe('For example +49 30 901820 is dialled as 0004930901820');
    await field('Country').selectOption({ label: 'United Kingdom' });
    await field('Outside numbers are dialled').selectOption({ label: 'As within the country' });
    await field('Outside prefix').fill('9');
    expect(await example.innerText()).toBe('For example +44 20 7946 0123 is dialled as 902079460123');
  });

  test('a shortcut is taken from the keys that are pressed; Ctrl + Alt is refused with the reason', async () => {
    await settings();
    await shown.page.getByText('More desk settings').click();
    const shortcut = field('Shortcut: transfer');
    await shortcut.press('Control+Shift+F7');
    expect(await shortcut.inputValue()).toBe('Ctrl ⇧ F7');
    await shortcut.press('Control+Alt+F6');
    await shown.page.getByText('Ctrl + Alt types letters on many keyboards.').waitFor();
    expect(await shortcut.inputValue()).toBe('Ctrl ⇧ F7');
    await shortcut.press('Backspace');
    expect(await shortcut.inputValue()).toBe('');
  });

  test('queues are added and removed by keyboard, and the focus stays among them', async () => {
    await settings();
    await button('Add a queue').press('Enter');
    expect(await focusedId()).toBe('routing-queues-2-number');
    await shown.page.keyboard.type('620');
    await button('Remove queue Sales').press('Enter');
    expect(await focusedId()).toBe('routing-queues-0-number');
    await button('Save').click();
    const [[form] = []] = (await shown.asked('setup:save')) as [typeof filledForm][];
    expect(form?.routing.queues).toEqual([
      { number: '610', name: 'Support' },
      { number: '620', name: '' },
    ]);
  });
});

test('the keyboard alone: Tab passes every control in the order of the page, Enter in a field saves', async () => {
  await settings();
  const order: string[] = [];
  for (let step = 0; step < 12; step += 1) {
    await shown.page.keyboard.press('Tab');
    order.push(await shown.page.evaluate(() => document.activeElement?.id ?? ''));
  }
  const ids = ['sip-servers-0', 'sip-aor', 'sip-extension', 'sip-authorizationUser', 'sip-password', 'crm-webhook'];
  expect(order.filter((id) => id !== '')).toEqual(ids);
  await field('Own extension').press('Enter');
  expect(await shown.asked('setup:save')).toEqual([[filledForm]]);
});

test('Close asks main to close the window, and stores nothing', async () => {
  await settings();
  await field('Own extension').fill('102');
  await button('Cancel').click();
  expect([await shown.asked('setup:close'), await shown.asked('setup:save')]).toEqual([[[]], []]);
});
