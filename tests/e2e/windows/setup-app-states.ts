/** Every state of the app's connection with its portal, and of the switch for call records. */
import type { SetupRefusal } from '../../../renderer/i18n/setup-words.ts';
import { appForm, appView, filledForm, viewOf } from './setup-samples.ts';
import { click, sceneOf, type SetupScene } from './setup-scene.ts';
import { crmOf, nowEpochMs, statusOf } from './status-samples.ts';

type Act = SetupScene['act'];

const openAll: Act = (shown) =>
  shown.page.locator('details').evaluateAll((all) => {
    for (const details of all) details.setAttribute('open', '');
  });

const connecting: Act = (shown) => click(shown, 'Connect with the portal');
const connected =
  (answer: unknown): Act =>
  async (shown) => {
    await connecting(shown);
    await shown.reply('setup:connect', answer);
  };
const refused = (code: SetupRefusal): SetupScene =>
  sceneOf({
    view: appView('not-connected'),
    act: async (shown) => {
      await connecting(shown);
      await shown.refuse('setup:connect', code);
    },
  });

export const connectRefusals = {
  'no-app': refused('no-app'),
  'port-taken': refused('port-taken'),
  'no-browser': refused('no-browser'),
  denied: refused('denied'),
  'timed-out': refused('timed-out'),
  cancelled: refused('cancelled'),
} as const satisfies Partial<Record<SetupRefusal, SetupScene>>;

const recordsRefused = { code: 'wrong-auth-type', detail: 'WRONG_AUTH_TYPE', atEpochMs: nowEpochMs - 60_000 } as const;

export const connectScenes: Readonly<Record<string, SetupScene>> = {
  'not saved': sceneOf({ view: viewOf({ form: filledForm }), act: openAll }),
  'not connected': sceneOf({ view: appView('not-connected') }),
  connected: sceneOf({ view: appView('connected') }),
  connecting: sceneOf({ view: appView('not-connected'), act: connecting }),
  'beside a webhook': sceneOf({
    view: appView('connected'),
    act: async (shown) => {
      await click(shown, 'Save');
      const problems = [{ path: 'crm.oauth', message: 'crm.oauth and crm.webhook are two ways into the same portal.' }];
      await shown.reply('setup:save', { problems });
    },
  }),
  'refused by the vendor’s server': sceneOf({
    view: appView('not-connected'),
    act: connected({ isKept: false, problem: { code: 'webhook-rejected', detail: 'invalid_client' } }),
  }),
  'not kept by the keyring': sceneOf({
    view: appView('not-connected'),
    act: connected({ isKept: false, problem: null }),
  }),
  'without call records': sceneOf({
    view: viewOf({ form: appForm }),
    status: statusOf({ crm: crmOf({ recordsRefused }) }),
    act: openAll,
  }),
};
