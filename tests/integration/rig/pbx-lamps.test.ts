import { afterEach, expect, test } from 'vitest';
import { readDialogInfo } from '../../../main/sip/lamps/dialog-info.ts';
import { readPresence } from '../../../main/sip/lamps/presence-info.ts';
import { createPbx, createPhone, headerOf, type Pbx } from '../../rig/pbx/index.ts';
import { connectCompanion, type Companion } from './pbx-companion.ts';

const users = ['101', '102'].map((user) => ({ user, password: 'secret' }));

let pbx: Pbx;
let companion: Companion;

const start = async (): Promise<void> => {
  pbx = await createPbx({ users });
  companion = await connectCompanion(pbx, '101');
};

afterEach(async () => {
  companion.socket.terminate();
  await pbx.close();
});

/** State and body of the n-th NOTIFY. */
const notified = async (nth: number): Promise<readonly [state: string, body: string]> => {
  const notify = await companion.whenRequest('NOTIFY', nth);
  companion.answer(notify, 200, 'OK');
  return [headerOf(notify, 'subscription-state') ?? '', notify.body];
};

test('a dialog lamp follows the calls of its line, with a version for each NOTIFY', async () => {
  await start();
  const phone = await createPhone({ pbx, ...{ user: '102', password: 'secret' } });
  const granted = await companion.subscribe('102', 'dialog');
  const told = [await notified(1)];
  pbx.call({ to: '102' });
  told.push(await notified(2));
  phone.answer();
  told.push(await notified(3));
  phone.hangUp();
  told.push(await notified(4));
  await phone.close();
  const read = told.map(([, body]) => readDialogInfo(body));
  expect([granted.status, headerOf(granted, 'expires'), told[0]?.[0], read]).toMatchObject([
    200,
    '600',
    'active;expires=600',
    [
      { version: 0, dialogs: [{ id: '102', state: 'terminated' }] },
      { version: 1, dialogs: [{ id: '102', state: 'early' }] },
      { version: 2, dialogs: [{ id: '102', state: 'confirmed', remote: null }] },
      { version: 3, dialogs: [{ id: '102', state: 'terminated' }] },
    ],
  ]);
});

test('a presence lamp tells an extension that is not registered from one that is free', async () => {
  await start();
  await companion.subscribe('102', 'presence');
  const [, absent] = await notified(1);
  const phone = await createPhone({ pbx, user: '102', password: 'secret' });
  const [, free] = await notified(2);
  await phone.close();
  expect([readPresence(absent), readPresence(free)]).toEqual([
    { basic: 'closed', note: 'Unavailable', activities: [] },
    { basic: 'open', note: 'Ready', activities: [] },
  ]);
});

test.each([
  ['a line that nobody has', '999', 'dialog', 404],
  ['a lamp of another kind', '102', 'conference', 489],
])('%s is refused', async (_what, user, event, status) => {
  await start();
  expect((await companion.subscribe(user, event)).status).toBe(status);
});

test('a subscription for no time is ended with a last NOTIFY', async () => {
  await start();
  await companion.subscribe('102', 'dialog', 0);
  const [state] = await notified(1);
  expect([state, pbx.lamps.count]).toEqual(['terminated;reason=timeout', 0]);
});
