/** Electron's `Menu` and `MenuItem`: kept as the app made them; a test clicks. */
import type { MenuItemRecord } from '../../record.ts';
import { StrictEmitter, StrictObject } from '../strict.ts';

type Options = Electron.MenuItemConstructorOptions;
type Click = (item: MenuItem, window: undefined, event: Electron.KeyboardEvent) => void;

export class MenuItem extends StrictObject {
  readonly id: string;
  readonly type: NonNullable<Options['type']>;
  readonly role: string | undefined;
  readonly accelerator: string | null;
  readonly submenu: Menu | undefined;
  readonly click: () => void;
  readonly icon: unknown;
  readonly toolTip: string;
  readonly sublabel: string;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;

  constructor(options: Options) {
    super();
    const { submenu, click, role } = options;
    this.id = options.id ?? '';
    this.role = role;
    this.label = options.label ?? role ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.icon = options.icon;
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    this.accelerator = options.accelerator ?? null;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as Menu | undefined);
    this.click = () => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (!click && role) throw new Error(`Electron stand-in: a menu item's role (${role}) is not carried out`);
      (click as Click | undefined)?.(this, undefined, {});
    };
  }

  describe(): MenuItemRecord {
    return {
      id: this.id,
      label: this.label,
      type: this.type,
      isEnabled: this.enabled,
      isVisible: this.visible,
      isChecked: this.checked,
      submenu: this.submenu?.describe() ?? null,
    };
  }
}

export class Menu extends StrictEmitter {
  items: MenuItem[] = [];

  static buildFromTemplate(template: (Options | MenuItem)[]): Menu {
    const menu = new Menu();
    menu.items = template.map((item) => (item instanceof MenuItem ? item : new MenuItem(item)));
    return menu;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found) return found;
    }
    return null;
  }

  /** @throws Error with the labels there are */
  find(labels: readonly string[]): MenuItem {
    const [label, ...rest] = labels;
    const item = this.items.find((candidate) => candidate.label === label);
    if (!item) {
      throw new Error(`No menu item "${label ?? ''}" among: ${this.items.map((other) => other.label).join(', ')}`);
    }
    if (rest.length === 0) return item;
    if (!item.submenu) throw new Error(`The menu item "${item.label}" has no submenu`);
    return item.submenu.find(rest);
  }

  describe(): MenuItemRecord[] {
    return this.items.map((item) => item.describe());
  }
}
