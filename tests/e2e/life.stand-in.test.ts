/** A call that rings while the app quits is not forgotten: the tray lists it after the next start. */
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { desktop } from '../electron-stand-in/record.ts';
import { cardWith, expectTexts } from './cards.ts';
import { agentUser } from './desk.ts';
import { trayLabels } from './tray.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();

test('a call that rings when the agent quits is in the menu after the next start', async () => {
  const { launched, pbx } = desk();
  const call = await desk().ring(desk().newClient('Quinn Quits'));
  await expectTexts(cardWith(await desk().callerPage(), 'Quinn Quits'), ['Anna Petrova']);
  const exit = once(launched.child, 'exit');
  desktop(desk().app)
    .clickTrayMenu('Quit Ringside')
    .catch(() => undefined);
  expect(await exit).toEqual([0, null]);
  expect(pbx.bindings(agentUser)).toEqual([]);
  expect(call.legOf('101')?.state).toBe('ringing');
  await desk().startApp();
  await pbx.whenRegistered(agentUser);
  await expect
    .poll(async () => (await trayLabels(desk().app))[1])
    .toMatch(/Quinn Quits · \+1 202 555 1001 · Ringside was ended meanwhile$/);
});
