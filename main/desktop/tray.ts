/** The icon in the tray: a shape, a tooltip and a menu that are always read fresh. */
import { Menu, Tray } from 'electron';
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import { plainLine } from './menu-text.ts';
import type { TrayIntent, TrayItem, TrayView } from './tray-menu.ts';
import { trayMenu } from './tray-menu.ts';
import type { TrayState } from './tray-state.ts';
import type { DesktopWords } from './words.ts';

export interface AppTrayNeeds {
  /** `loadTrayIcons` */
  readonly icons: ReadonlyMap<TrayState, NativeImage>;
  readonly platform: NodeJS.Platform;
  readonly words: DesktopWords;
  /** Read at each refresh, and when the pointer or a click comes, so that "12 s ago" is true. */
  readonly view: () => TrayView;
  readonly onIntent: (intent: TrayIntent) => void;
}

export class AppTray {
  readonly #needs: AppTrayNeeds;
  #tray: Tray | null = null;
  #shownState: TrayState | null = null;
  #shownWords = '';
  #shownTitle = '';
  #shownMenu = '';

  constructor(needs: AppTrayNeeds) {
    this.#needs = needs;
  }

  /** Puts the icon into the tray. Needs a ready app.
   *  @returns takes it away */
  start(): () => void {
    const view = this.#needs.view();
    const tray = new Tray(this.#iconOf(view.state));
    this.#tray = tray;
    this.#shownState = view.state;
    if (this.#needs.platform !== 'linux') this.#openMenuFresh(tray);
    this.refresh();
    return () => {
      this.#tray = null;
      if (!tray.isDestroyed()) tray.destroy();
    };
  }

  /** Shows what `view` says now; changes only what differs. */
  refresh(): void {
    const tray = this.#tray;
    if (tray === null) return;
    const view = this.#needs.view();
    if (view.state !== this.#shownState) {
      tray.setImage(this.#iconOf(view.state));
      this.#shownState = view.state;
    }
    const words = [...(view.missed === 0 ? [] : [this.#needs.words.missed(view.missed)]), view.words].join(' · ');
    if (words !== this.#shownWords) {
      tray.setToolTip(plainLine(`Ringside · ${words}`));
      this.#shownWords = words;
    }
    // Beside the icon in the menu bar: a tray app has no icon in the Dock that could carry a badge.
    const title = view.missed === 0 ? '' : String(view.missed);
    if (this.#needs.platform === 'darwin' && title !== this.#shownTitle) {
      tray.setTitle(title, { fontType: 'monospacedDigit' });
      this.#shownTitle = title;
    }
    // Linux desktops keep the menu themselves, and a new one closes the open one.
    if (this.#needs.platform === 'linux') this.#setMenu(tray, view);
  }

  #openMenuFresh(tray: Tray): void {
    const popUp = (): void => {
      tray.popUpContextMenu(Menu.buildFromTemplate(this.#template(trayMenu(this.#needs.view(), this.#needs.words))));
    };
    tray.on('mouse-move', () => {
      this.refresh();
    });
    tray.on('right-click', popUp);
    tray.on('click', () => {
      if (this.#needs.platform === 'darwin') popUp();
      else this.#needs.onIntent({ kind: 'open-status' });
    });
  }

  #setMenu(tray: Tray, view: TrayView): void {
    const items = trayMenu(view, this.#needs.words);
    const shown = JSON.stringify(items);
    if (shown === this.#shownMenu) return;
    tray.setContextMenu(Menu.buildFromTemplate(this.#template(items)));
    this.#shownMenu = shown;
  }

  #template(items: readonly TrayItem[]): MenuItemConstructorOptions[] {
    return items.map((item) => this.#itemOf(item));
  }

  #itemOf(item: TrayItem): MenuItemConstructorOptions {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'words':
        return { label: item.label, enabled: false };
      case 'action':
        return { label: item.label, click: this.#ask(item.intent) };
      case 'choice':
        return { label: item.label, type: 'checkbox', checked: item.isOn, click: this.#ask(item.intent) };
    }
  }

  #ask(intent: TrayIntent): () => void {
    return () => {
      this.#needs.onIntent(intent);
    };
  }

  #iconOf(state: TrayState): NativeImage {
    const icon = this.#needs.icons.get(state);
    if (icon === undefined) throw new Error(`No tray icon for ${state}`);
    return icon;
  }
}
