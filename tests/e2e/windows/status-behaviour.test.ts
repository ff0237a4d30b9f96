/** The status window as its user meets it: words that count, remedies, and two buttons. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlain, type PlainPage } from './plain-page.ts';
import { crmOf, failing, lineProblems, lines, nowEpochMs, statusOf } from './status-samples.ts';

let shown: PlainPage;

beforeAll(async () => {
  shown = await openPlain('status', { width: 640, height: 640 });
});
afterAll(() => shown.close());

const line = (): ReturnType<PlainPage['page']['locator']> => shown.page.getByRole('region', { name: 'Line' });

describe('the line', () => {
  test('"checked … ago" counts on without being told anything', async () => {
    await shown.show(statusOf());
    await line()
      .getByText(/^Reachable, checked 12\u00a0s ago$/)
      .waitFor();
    await line()
      .getByText(/^Reachable, checked 14\u00a0s ago$/)
      .waitFor();
  });

  test('an outage that lasts is said once, as the state', async () => {
    const sinceEpochMs = nowEpochMs - 630_000;
    const server = 'wss://pbx.example.com:8089/ws';
    const problem = { kind: 'unreachable', code: 'ECONNREFUSED', server } as const;
    const line = { kind: 'registering', server, problem, sinceEpochMs, nextTryEpochMs: null } as const;
    await shown.show(statusOf({ line, lastDeaf: { fromEpochMs: sinceEpochMs, untilEpochMs: null } }));
    await shown.page
      .getByText(/Unreachable since/)
      .first()
      .waitFor();
    expect(await shown.page.getByText('Last outage').count()).toBe(0);
  });
  test('an outage that is over is told with both its times', async () => {
    await shown.show(statusOf({ lastDeaf: { fromEpochMs: nowEpochMs - 630_000, untilEpochMs: nowEpochMs - 210_000 } }));
    await line().getByText('You were unreachable 14:02–14:09').waitFor();
  });

  test('a failing line tells since when, why, and what to do about it', async () => {
    const { unreachable: problem } = lineProblems;
    await shown.show(
      statusOf({ line: failing(problem), lastLineProblem: { problem, atEpochMs: nowEpochMs - 600_000 } }),
    );
    const text = await line().innerText();
    expect(text).toContain('Unreachable since 14:02');
    expect(text).toContain('Nothing listens at the server’s address.\nCheck the port');
    expect(text).toContain('Code: ECONNREFUSED');
  });

  test('a desk phone that was thrown out is an alarm, with what to do about it', async () => {
    await shown.show(statusOf({ phone: 'absent' }));
    const text = await line().innerText();
    expect(text).toContain('Only Ringside is registered on this line: the desk phone was thrown out, or is off.');
    expect(text).toMatch(/max_contacts.*remove_existing=no.*docs\/pbx/);
  });

  test('whether the own phone’s lamp is told is said, and what stands in its place', async () => {
    const lamp = (): Promise<string> => line().getByText('Own phone’s lamp').locator('xpath=..').innerText();
    await shown.show(statusOf({ phone: 'present' }));
    expect((await lamp()).split('\n')).toEqual(['Own phone’s lamp', 'told']);
    expect(await line().innerText()).toContain('registered beside Ringside');
    await shown.tell(statusOf({ isLampTold: false }));
    await line().getByText('not told: the card offers “I have it” instead').waitFor();
    await shown.tell(statusOf({ line: lines.suspended, isLampTold: false }));
    expect(await line().getByText('lamp').count()).toBe(0);
  });

  test('a status that is older than the one shown changes nothing', async () => {
    await shown.show(statusOf());
    await shown.page.evaluate(
      (told) => {
        window.stage.emit('status:changed', told);
      },
      statusOf({ sequence: 0, line: { kind: 'not-set-up' } }),
    );
    expect(await line().getByText('Reachable').count()).toBe(1);
  });

  test('a newer status is shown at once', async () => {
    await shown.show(statusOf());
    await shown.tell(statusOf({ line: lines.suspended }));
    await line().getByText('Offline').waitFor();
  });
});

test('a shortcut that another program holds is named as on the keyboard', async () => {
  await shown.show(statusOf({ takenShortcuts: ['CommandOrControl+Shift+F9'] }));
  await shown.page.getByText('Ctrl ⇧ F9').waitFor();
});

test('the keyboard alone reaches all buttons: forget all, settings, then try now', async () => {
  await shown.show(statusOf());
  await shown.page.keyboard.press('Tab');
  await shown.page.keyboard.press('Tab');
  await shown.page.keyboard.press('Enter');
  await shown.reply('status:open-settings', null);
  await shown.page.keyboard.press('Tab');
  await shown.page.keyboard.press('Enter');
  await shown.reply('status:try-now', null);
  await shown.page.getByRole('status').getByText('Asked.').waitFor();
  expect([await shown.asked('status:open-settings'), await shown.asked('status:try-now')]).toEqual([[[]], [[]]]);
});

describe('what the CRM told', () => {
  const crm = (): ReturnType<PlainPage['page']['locator']> => shown.page.getByRole('region', { name: 'CRM' });
  const click = (name: string): Promise<void> => shown.page.getByRole('button', { name, exact: true }).click();

  test('is kept for as long as is set, encrypted, or in memory only, and the window says which', async () => {
    await shown.show(statusOf());
    await crm().getByText('kept for 30 days, encrypted').waitFor();
    await shown.tell(statusOf({ crm: crmOf({ kept: { kind: 'memory-only', why: 'no-keyring' } }) }));
    await crm().getByText('in memory only: this computer has no keyring for their key').waitFor();
  });

  test('is forgotten after a yes, and not before', async () => {
    await shown.show(statusOf());
    await click('Forget all');
    expect(await shown.asked('status:forget-clients')).toEqual([]);
    await click('Keep');
    await click('Forget all');
    await click('Forget');
    await shown.reply('status:forget-clients', null);
    await shown.page.getByRole('status').getByText('Forgotten.').waitFor();
    expect(await shown.asked('status:forget-clients')).toEqual([[]]);
  });

  test('the focus stays on the answer that changes nothing while it asks', async () => {
    await shown.show(statusOf());
    await click('Forget all');
    expect(await shown.page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Keep');
  });

  test('and what is on its way to it are told, with what a person has to decide about', async () => {
    await shown.show(statusOf({ outbox: { waiting: 4, needsAnswer: 1, problem: null } }));
    await crm().getByText('4 items; one needs an answer').waitFor();
  });
});

test('a request that is refused is told in words', async () => {
  await shown.show(statusOf());
  await shown.page.getByRole('button', { name: 'Try now' }).click();
  await shown.refuse('status:try-now', 'internal-error');
  await shown.page.getByRole('status').getByText('Something went wrong inside Ringside.').waitFor();
});
