/** The set-up window's tests of line and CRM, and files from an administrator. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SetupView, TestStep } from '../../../main/bridge/contract/setup-views.ts';
import { openPlain, type PlainPage } from './plain-page.ts';
import { filledForm, firstView, provisioningFile, provisioningText, viewOf } from './setup-samples.ts';
import { pick } from './setup-states.ts';
import { lineProblems, statusOf } from './status-samples.ts';

let shown: PlainPage;

beforeAll(async () => {
  shown = await openPlain('setup', { width: 760, height: 820 });
});
afterAll(() => shown.close());

const field = (label: string): Locator => shown.page.getByLabel(label, { exact: true });
const button = (name: string): Locator => shown.page.getByRole('button', { name, exact: true });
const tell = (step: TestStep): Promise<void> =>
  shown.page.evaluate((told) => {
    window.stage.emit('setup:step', told);
  }, step);
const change = (view: SetupView): Promise<void> =>
  shown.page.evaluate((told) => {
    window.stage.emit('setup:changed', told);
  }, view);
const steps = (): Promise<string[]> =>
  shown.page.getByRole('region', { name: 'Line' }).getByRole('listitem').allInnerTexts();

describe('the test of a half', () => {
  test('tries the form as it stands, and each step appears as it goes', async () => {
    await shown.show(statusOf(), viewOf());
    await field('Own extension').fill('102');
    await button('Test the line').click();
    expect(await shown.asked('setup:test')).toEqual([
      ['line', { ...filledForm, sip: { ...filledForm.sip, extension: '102' } }],
    ]);
    await tell({ half: 'line', step: 'address', outcome: { kind: 'running' } });
    expect(await steps()).toEqual(['Address\nTrying…']);
    await tell({ half: 'line', step: 'address', outcome: { kind: 'ok', detail: null } });
    const failed: TestStep = {
      half: 'line',
      step: 'connect',
      outcome: { kind: 'line-problem', problem: lineProblems.unreachable },
    };
    await tell(failed);
    expect((await steps()).slice(0, 2)).toEqual([
      'Address\nOK',
      'Connection\nFailed\n\nNothing listens at the server’s address (ECONNREFUSED).\n\nCheck the port (often 8089 for wss://, 5061 for tls://), and that the PBX runs and listens there.',
    ]);
    await shown.reply('setup:test', [failed]);
    await button('Test the line').waitFor();
    expect(await shown.asked('setup:save')).toEqual([]);
  });

  test('a step of the other half is not mixed in', async () => {
    await shown.show(statusOf(), viewOf());
    await button('Test the line').click();
    await tell({ half: 'crm', step: 'scopes', outcome: { kind: 'skipped' } });
    expect(await steps()).toEqual(['Trying…']);
  });

  test('values that stand in the way are marked at their fields', async () => {
    await shown.show(statusOf(), firstView);
    await button('Test the line').click();
    const problems = [{ path: 'sip.servers', message: 'The line is not filled in yet.' }];
    await shown.reply('setup:test', [{ half: 'line', step: 'form', outcome: { kind: 'form-problems', problems } }]);
    await shown.page.locator('#sip-servers-0[aria-invalid="true"]').waitFor();
  });
});

describe('a file from an administrator', () => {
  test('is filled in by the button, and stored only once it is saved', async () => {
    await shown.show(statusOf(), firstView);
    await pick(shown, provisioningText);
    await shown.reply('setup:import', { form: filledForm, problems: [] });
    await shown.page.getByRole('alert').getByText('Nothing is stored until it is saved.').waitFor();
    expect(await shown.asked('setup:import')).toEqual([[provisioningText]]);
    expect(await field('Address of record').inputValue()).toBe('sip:101c@pbx.example.com');
    expect(await shown.asked('setup:save')).toEqual([]);
  });

  test('is filled in when it is dropped anywhere', async () => {
    await shown.show(statusOf(), firstView);
    await shown.page.evaluate((text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'provision.json'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    }, provisioningText);
    await shown.reply('setup:import', { form: filledForm, problems: [] });
    await shown.page.getByText('Not saved yet.').waitFor();
    expect(await shown.asked('setup:import')).toEqual([[provisioningText]]);
  });

  test('that is no configuration changes nothing that was typed', async () => {
    await shown.show(statusOf(), viewOf());
    await field('Own extension').fill('102');
    await pick(shown, 'no JSON');
    await shown.reply('setup:import', {
      form: null,
      problems: [{ path: '', message: 'The file is not valid JSON.' }],
    });
    await shown.page.getByRole('alert').getByText('The file is not valid JSON.').waitFor();
    expect(await field('Own extension').inputValue()).toBe('102');
  });

  test('that changed is applied on a click, and its settings replace what is shown', async () => {
    await shown.show(
      statusOf(),
      viewOf({ pendingProvisioning: { file: provisioningFile, problems: [], canApply: true } }),
    );
    await field('Own extension').fill('102');
    await shown.page.getByText('What was typed here and not saved is replaced.').waitFor();
    await button('Apply').click();
    const form = { ...filledForm, sip: { ...filledForm.sip, extension: '103' } };
    await shown.reply('setup:answer-provisioning', viewOf({ form, appliedProvisioningFile: provisioningFile }));
    await shown.page.getByText('still holds passwords').waitFor();
    expect(await field('Own extension').inputValue()).toBe('103');
    expect(await shown.asked('setup:answer-provisioning')).toEqual([['apply']]);
  });

  test('that changed and is ignored leaves what was typed', async () => {
    await shown.show(
      statusOf(),
      viewOf({ pendingProvisioning: { file: provisioningFile, problems: [], canApply: true } }),
    );
    await field('Own extension').fill('102');
    await button('Ignore').click();
    await shown.reply('setup:answer-provisioning', viewOf());
    await button('Ignore').waitFor({ state: 'detached' });
    expect(await field('Own extension').inputValue()).toBe('102');
  });

  test('that has mistakes cannot be applied', async () => {
    const problems = [{ path: 'sip.aor', message: 'sip.aor is missing.' }];
    await shown.show(
      statusOf(),
      viewOf({ pendingProvisioning: { file: provisioningFile, problems, canApply: false } }),
    );
    await shown.page.getByText('sip.aor is missing.').waitFor();
    expect([await button('Apply').count(), await button('Ignore').count()]).toEqual([0, 1]);
  });

  test('that could not be applied says why, and can be tried again', async () => {
    const problems = [{ path: '', message: 'This computer has no keyring.' }];
    await shown.show(statusOf(), viewOf({ pendingProvisioning: { file: provisioningFile, problems, canApply: true } }));
    await shown.page.getByText('The file could not be applied:').waitFor();
    await shown.page.getByText('This computer has no keyring.').waitFor();
    await button('Apply').click();
    expect(await shown.asked('setup:answer-provisioning')).toEqual([['apply']]);
  });

  test('that holds secrets is deleted on a click; one that cannot be deleted is told', async () => {
    await shown.show(statusOf(), viewOf({ appliedProvisioningFile: provisioningFile }));
    await button('Delete the file').click();
    await shown.refuse('setup:answer-provisioning', 'not-deleted');
    await shown.page.getByRole('alert').getByText('Please delete it by hand').waitFor();
    expect(await shown.asked('setup:answer-provisioning')).toEqual([['delete-file']]);
  });
});

describe('what changes while the window is open', () => {
  const changed = viewOf({
    form: { ...filledForm, sip: { ...filledForm.sip, aor: 'sip:103c@pbx.example.com', extension: '103' } },
    hasPassword: false,
    problems: [{ kind: 'secrets-unreadable', detail: 'Please enter the SIP password again.' }],
    pendingProvisioning: { file: provisioningFile, problems: [], canApply: true },
  });

  test('is shown at once, and nothing that was typed is lost', async () => {
    await shown.show(statusOf(), viewOf());
    await field('Own extension').fill('102');
    await field('Password').fill('half a pass');
    await button('Add a queue').click();
    await change(changed);
    await shown.page.getByText('Your administrator’s file has changed.').waitFor();
    await shown.page.getByText('Please enter the SIP password again.').waitFor();
    expect([
      await field('Own extension').inputValue(),
      await field('Password').inputValue(),
      await field('Address of record').inputValue(),
      await field('Queue number').count(),
    ]).toEqual(['102', 'half a pass', 'sip:103c@pbx.example.com', 3]);
    await shown.page.getByText('Not saved yet.').waitFor();
  });

  test('goes again when it no longer holds', async () => {
    await shown.show(statusOf(), changed);
    await button('Apply').waitFor();
    await change(viewOf());
    await button('Apply').waitFor({ state: 'detached' });
    expect(await shown.page.getByText('Please enter the SIP password again.').count()).toBe(0);
    expect(await field('Own extension').inputValue()).toBe('101');
  });

  test('by a save of this window leaves it saved', async () => {
    await shown.show(statusOf(), viewOf());
    await field('Password').fill('new word');
    await button('Save').click();
    const form = { ...filledForm, sip: { ...filledForm.sip, authorizationUser: '101' } };
    await change(viewOf({ form }));
    await shown.reply('setup:save', { problems: [] });
    await shown.reply('setup:read', viewOf({ form }));
    await shown.page.getByText('Saved. It counts from the next call on.').waitFor();
    expect([await field('Password').inputValue(), await field('Authorization user').inputValue()]).toEqual(['', '101']);
  });
});
