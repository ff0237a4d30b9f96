import { describe, expect, test } from 'vitest';
import type { TrayView } from '../../../main/desktop/tray-menu.ts';
import { trayMenu } from '../../../main/desktop/tray-menu.ts';
import { englishWords } from '../../../main/desktop/words.ts';
import type { CallId } from '../../../main/model/call.ts';

const words = englishWords('UTC');
const call = (n: number): TrayView['recent'][number] => ({ id: `call-${n}` as CallId, label: `call ${n}` });
const view = (more: Partial<TrayView>): TrayView => ({
  state: 'ready',
  words: 'Reachable, checked 12 s ago',
  recent: [],
  isDoNotDisturb: false,
  missed: 0,
  waiting: 0,
  ...more,
});

describe('the tray’s menu', () => {
  test('has the state, the calls, the history, do not disturb, colleagues, status, settings and quit, in this order', () => {
    expect(trayMenu(view({ recent: [call(1)] }), words)).toEqual([
      { kind: 'words', label: 'Reachable, checked 12 s ago' },
      { kind: 'separator' },
      { kind: 'action', label: 'call 1', intent: { kind: 'open-recent', id: 'call-1' } },
      { kind: 'action', label: 'Calls…', intent: { kind: 'open-history' } },
      { kind: 'separator' },
      { kind: 'choice', label: 'Do not disturb', isOn: false, intent: { kind: 'set-do-not-disturb', isOn: true } },
      { kind: 'separator' },
      { kind: 'action', label: 'Colleagues…', intent: { kind: 'open-colleagues' } },
      { kind: 'action', label: 'Status…', intent: { kind: 'open-status' } },
      { kind: 'action', label: 'Settings…', intent: { kind: 'open-settings' } },
      { kind: 'separator' },
      { kind: 'action', label: 'Quit Ringside', intent: { kind: 'quit' } },
    ]);
  });

  test('lists the newest five calls', () => {
    const items = trayMenu(view({ recent: [1, 2, 3, 4, 5, 6].map(call) }), words);
    expect(items.slice(2, 9).map((item) => ('label' in item ? item.label : item.kind))).toEqual([
      'call 1',
      'call 2',
      'call 3',
      'call 4',
      'call 5',
      'Calls…',
      'separator',
    ]);
  });

  test('says how many were missed, and what waits for the CRM only where something does', () => {
    const items = trayMenu(view({ missed: 2, waiting: 3 }), words);
    expect(items.slice(3, 5)).toEqual([
      { kind: 'action', label: 'Calls… (2 missed)', intent: { kind: 'open-history' } },
      { kind: 'action', label: 'Waiting for the CRM (3)…', intent: { kind: 'open-outbox' } },
    ]);
  });

  test('says that there were no calls, and that do not disturb is on and can be switched off', () => {
    const items = trayMenu(view({ isDoNotDisturb: true }), words);
    expect(items).toContainEqual({ kind: 'words', label: 'No calls yet' });
    expect(items).toContainEqual({
      kind: 'choice',
      label: 'Do not disturb',
      isOn: true,
      intent: { kind: 'set-do-not-disturb', isOn: false },
    });
  });
});
