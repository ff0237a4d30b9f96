/** Every state that the set-up window can be in, from the unions of its views: a new member without a scene does not compile. */
import type { TestStep } from '../../../main/bridge/contract/setup-views.ts';
import type { SetupRefusal, StepWarning } from '../../../renderer/i18n/setup-words.ts';
import type { PlainPage } from './plain-page.ts';
import { connectRefusals, connectScenes } from './setup-app-states.ts';
import { everyFormProblem } from './setup-problems.ts';
import { click, sceneOf, type SetupScene } from './setup-scene.ts';
import { filledForm, firstView, provisioningFile, provisioningText, viewOf } from './setup-samples.ts';
import { everyStoredProblem, lineProblems, lines, statusOf } from './status-samples.ts';

type Outcome = TestStep['outcome'];
const saved = async (shown: PlainPage, channel: 'value' | 'refusal', answer: unknown): Promise<void> => {
  await click(shown, 'Save');
  if (channel === 'value') await shown.reply('setup:save', { problems: answer });
  else await shown.refuse('setup:save', String(answer));
};

const refusedBy = (act: SetupScene['act'], changes: Partial<SetupScene> = {}): SetupScene =>
  sceneOf({ ...changes, act });
const refusedSave = (code: SetupRefusal): SetupScene => refusedBy((shown) => saved(shown, 'refusal', code));
const refusedAnswer = (button: string, code: SetupRefusal): SetupScene =>
  refusedBy(
    async (shown) => {
      await click(shown, button);
      await shown.refuse('setup:answer-provisioning', code);
    },
    {
      view: viewOf({
        pendingProvisioning: { file: provisioningFile, problems: [], canApply: true },
        appliedProvisioningFile: provisioningFile,
      }),
    },
  );

export const pick = (shown: PlainPage, text: string): Promise<void> =>
  shown.page
    .getByLabel('Import a file…')
    .setInputFiles({ name: 'provision.json', mimeType: 'application/json', buffer: Buffer.from(text) });

const refusals = {
  ...connectRefusals,
  'no-keyring': refusedSave('no-keyring'),
  'not-written': refusedSave('not-written'),
  'refused-sender': refusedSave('refused-sender'),
  'bad-arguments': refusedSave('bad-arguments'),
  'internal-error': refusedSave('internal-error'),
  'already-running': refusedBy(async (shown) => {
    await click(shown, 'Test the line');
    await shown.refuse('setup:test', 'already-running');
  }),
  'nothing-pending': refusedAnswer('Ignore', 'nothing-pending'),
  'not-applied': refusedAnswer('Apply', 'not-applied'),
  'not-deleted': refusedAnswer('Delete the file', 'not-deleted'),
  'file-too-large': refusedBy((shown) => pick(shown, ' '.repeat(262_145))),
  'file-unreadable': refusedBy((shown) =>
    // A file that is gone by the time it is read.
    shown.page.evaluate(() => {
      File.prototype.text = () => Promise.reject(new DOMException('', 'NotReadableError'));
      const data = new DataTransfer();
      data.items.add(new File(['{}'], 'provision.json'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data }));
    }),
  ),
} as const satisfies Record<SetupRefusal, SetupScene>;

const outcomes = {
  running: { kind: 'running' },
  ok: { kind: 'ok', detail: 'portal.example.com' },
  'ok-beside-others': { kind: 'ok-beside-others', otherContacts: 1 },
  warning: { kind: 'warning', warning: 'names-not-allowed', detail: 'user_basic' },
  'form-problems': {
    kind: 'form-problems',
    problems: [{ path: 'crm.webhook', message: 'The webhook is not filled in yet.' }],
  },
  'line-problem': { kind: 'line-problem', problem: lineProblems.unreachable },
  'crm-problem': { kind: 'crm-problem', code: 'scope-missing', detail: 'telephony' },
  skipped: { kind: 'skipped' },
} as const satisfies { [K in Outcome['kind']]: Extract<Outcome, { kind: K }> };

const warnings = {
  'portal-moved': 'webhook',
  'names-not-allowed': 'names',
  'self-not-found': 'self',
  'crm-not-allowed': 'crm',
  'workdays-not-allowed': 'workdays',
  'records-not-allowed': 'records',
  'records-not-told': 'records',
} as const;
const warningSteps = Object.entries(warnings satisfies Record<StepWarning, TestStep['step']>).map(
  ([warning, step]): TestStep => ({
    half: 'crm',
    step,
    outcome: { kind: 'warning', warning: warning as StepWarning, detail: '101' },
  }),
);

const lineSteps: TestStep[] = [
  { half: 'line', step: 'address', outcome: outcomes.ok },
  { half: 'line', step: 'connect', outcome: { kind: 'ok', detail: null } },
  { half: 'line', step: 'register', outcome: outcomes['ok-beside-others'] },
  { half: 'line', step: 'options', outcome: outcomes.running },
];
const failedSteps: TestStep[] = [
  { half: 'line', step: 'address', outcome: { kind: 'ok', detail: null } },
  { half: 'line', step: 'connect', outcome: outcomes['line-problem'] },
  { half: 'line', step: 'register', outcome: outcomes.skipped },
  { half: 'line', step: 'options', outcome: outcomes.skipped },
];
const crmSteps: TestStep[] = [
  { half: 'crm', step: 'address', outcome: outcomes.ok },
  { half: 'crm', step: 'scopes', outcome: outcomes['crm-problem'] },
  { half: 'crm', step: 'telephony', outcome: outcomes.skipped },
  // A step has one outcome: the last two are outcomes of the same.
  ...warningSteps.slice(0, -1),
];

const testing =
  (half: 'line' | 'crm', steps: readonly TestStep[], isOver: boolean): SetupScene['act'] =>
  async (shown) => {
    await click(shown, half === 'line' ? 'Test the line' : 'Test the CRM');
    for (const step of steps) {
      await shown.page.evaluate((told) => {
        window.stage.emit('setup:step', told);
      }, step);
    }
    if (isOver) await shown.reply('setup:test', steps);
  };

const noKeyring = { path: '', message: 'This computer has no keyring that Ringside could keep passwords in.' };

const openAll = (shown: PlainPage): Promise<void> =>
  shown.page.locator('details').evaluateAll((all) => {
    for (const details of all) details.setAttribute('open', '');
  });

const drag = (shown: PlainPage): Promise<void> =>
  shown.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['{}'], 'provision.json'));
    window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data }));
  });

const entries = (name: string, scenes: Readonly<Record<string, SetupScene>>): [string, SetupScene][] =>
  Object.entries(scenes).map(([kind, scene]) => [`${name} ${kind}`, scene]);

export const setupScenes: readonly (readonly [name: string, scene: SetupScene])[] = [
  ['first start', sceneOf({ view: firstView, status: statusOf({ line: lines['not-set-up'] }) })],
  ['set up', sceneOf()],
  ['set up, all unfolded', sceneOf({ act: openAll })],
  [
    'calls are answered first, with notes',
    sceneOf({
      view: viewOf({
        form: {
          ...filledForm,
          sip: { ...filledForm.sip, ringingTransfer: 'take', pickupPrefix: '**', companionPattern: '{ext}c' },
        },
      }),
    }),
  ],
  ...entries(
    'line',
    Object.fromEntries(Object.entries(lines).map(([kind, line]) => [kind, sceneOf({ status: statusOf({ line }) })])),
  ),
  ['stored problems', sceneOf({ view: viewOf({ problems: everyStoredProblem }) })],
  ['every value wrong', sceneOf({ act: (shown) => saved(shown, 'value', everyFormProblem) })],
  [
    'saved',
    sceneOf({
      act: async (shown) => {
        await shown.page.getByLabel('Own extension').fill('102');
        await saved(shown, 'value', []);
        await shown.reply(
          'setup:read',
          viewOf({ form: { ...filledForm, sip: { ...filledForm.sip, extension: '102' } } }),
        );
      },
    }),
  ],
  ['not saved yet', sceneOf({ act: (shown) => shown.page.getByLabel('Own extension').fill('102') })],
  ['saving', sceneOf({ act: (shown) => click(shown, 'Save') })],
  ['webhook to be removed', sceneOf({ act: (shown) => click(shown, 'Remove Bitrix24 inbound webhook') })],
  ...entries('refused', refusals),
  ['test of the line goes on', sceneOf({ act: testing('line', lineSteps, false) })],
  ['test of the line failed', sceneOf({ act: testing('line', failedSteps, true) })],
  ['test of the CRM goes on', sceneOf({ act: testing('crm', [crmSteps[0] ?? fail()], false) })],
  ['test of the CRM is over', sceneOf({ act: testing('crm', crmSteps, true) })],
  ['test of the CRM with other limits', sceneOf({ act: testing('crm', warningSteps.slice(-1), true) })],
  [
    'test finds wrong values',
    sceneOf({ act: testing('crm', [{ half: 'crm', step: 'form', outcome: outcomes['form-problems'] }], true) }),
  ],
  ['file hovers', sceneOf({ act: drag })],
  [
    'imported',
    sceneOf({
      view: firstView,
      act: async (shown) => {
        await pick(shown, provisioningText);
        await shown.reply('setup:import', { form: filledForm, problems: [] });
      },
    }),
  ],
  [
    'not imported',
    sceneOf({
      act: async (shown) => {
        await pick(shown, 'no JSON');
        await shown.reply('setup:import', {
          form: null,
          problems: [{ path: '', message: 'The file is not valid JSON.' }],
        });
      },
    }),
  ],
  [
    'file waits',
    sceneOf({ view: viewOf({ pendingProvisioning: { file: provisioningFile, problems: [], canApply: true } }) }),
  ],
  [
    'file with mistakes waits',
    sceneOf({
      view: viewOf({
        pendingProvisioning: { file: provisioningFile, problems: everyFormProblem.slice(0, 3), canApply: false },
      }),
    }),
  ],
  [
    'file could not be applied',
    sceneOf({
      view: viewOf({ pendingProvisioning: { file: provisioningFile, problems: [noKeyring], canApply: true } }),
    }),
  ],
  ...entries('app', connectScenes),
  ['file holds secrets', sceneOf({ view: viewOf({ appliedProvisioningFile: provisioningFile }) })],
];

function fail(): never {
  throw new Error('There are no steps.');
}
