/** The tray's menu as data, so that what it offers can be tested without a desktop. */
import type { CallId } from '../model/call.ts';
import { menuText } from './menu-text.ts';
import type { TrayState } from './tray-state.ts';
import type { DesktopWords } from './words.ts';

export interface TrayView {
  readonly state: TrayState;
  /** The state in words, plain: `trayWords`. */
  readonly words: string;
  /** The last calls, newest first; the label ready for a menu: `recentLabel`. */
  readonly recent: readonly { readonly id: CallId; readonly label: string }[];
  readonly isDoNotDisturb: boolean;
  /** Calls that were missed since the history was last looked at. */
  readonly missed: number;
  /** What has not reached the CRM yet. */
  readonly waiting: number;
}

/** What the agent asked for in the tray. */
export type TrayIntent =
  | { readonly kind: 'open-status' }
  | { readonly kind: 'open-settings' }
  | { readonly kind: 'open-colleagues' }
  | { readonly kind: 'open-recent'; readonly id: CallId }
  | { readonly kind: 'open-history' }
  | { readonly kind: 'open-outbox' }
  | { readonly kind: 'set-do-not-disturb'; readonly isOn: boolean }
  | { readonly kind: 'quit' };

export type TrayItem =
  | { readonly kind: 'separator' }
  | { readonly kind: 'words'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly intent: TrayIntent }
  | { readonly kind: 'choice'; readonly label: string; readonly isOn: boolean; readonly intent: TrayIntent };

/** How many past calls the menu lists. */
const recentInMenu = 5;

/** The menu from top to bottom. */
export function trayMenu(view: TrayView, words: DesktopWords): readonly TrayItem[] {
  const recent = view.recent.slice(0, recentInMenu);
  return [
    { kind: 'words', label: menuText(view.words) },
    { kind: 'separator' },
    ...(recent.length === 0
      ? [{ kind: 'words', label: words.noCalls } as const]
      : recent.map(({ id, label }) => ({ kind: 'action', label, intent: { kind: 'open-recent', id } }) as const)),
    {
      kind: 'action',
      label: view.missed === 0 ? words.calls : words.callsMissed(view.missed),
      intent: { kind: 'open-history' },
    },
    ...(view.waiting === 0
      ? []
      : [{ kind: 'action', label: words.waitingForCrm(view.waiting), intent: { kind: 'open-outbox' } } as const]),
    { kind: 'separator' },
    {
      kind: 'choice',
      label: words.doNotDisturb,
      isOn: view.isDoNotDisturb,
      intent: { kind: 'set-do-not-disturb', isOn: !view.isDoNotDisturb },
    },
    { kind: 'separator' },
    { kind: 'action', label: words.colleagues, intent: { kind: 'open-colleagues' } },
    { kind: 'action', label: words.status, intent: { kind: 'open-status' } },
    { kind: 'action', label: words.settings, intent: { kind: 'open-settings' } },
    { kind: 'separator' },
    { kind: 'action', label: words.quit, intent: { kind: 'quit' } },
  ];
}
