/** Electron's `Tray` and `Notification`: written down, and clicked by tests. */
import { cancelable } from '../event.ts';
import type { Recorder } from '../recorder.ts';
import { StrictEmitter } from '../strict.ts';
import type { TrayRecord } from '../../record.ts';
import type { Menu } from './menu.ts';
import { NativeImage } from './native-image.ts';

export class Tray
  extends StrictEmitter
  implements Pick<Electron.Tray, 'setToolTip' | 'setTitle' | 'getTitle' | 'isDestroyed' | 'destroy' | 'getBounds'>
{
  #image: NativeImage;
  #menu: Menu | null = null;
  #toolTip = '';
  #title = '';
  #isDestroyed = false;

  constructor(recorder: Recorder, image: NativeImage | string) {
    super();
    this.#image = NativeImage.of(image);
    recorder.trays.push(this);
  }

  get menu(): Menu | null {
    return this.#menu;
  }

  setImage(image: NativeImage | string): void {
    this.#image = NativeImage.of(image);
  }

  setContextMenu(menu: Menu | null): void {
    this.#menu = menu;
  }

  setToolTip(toolTip: string): void {
    this.#toolTip = toolTip;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  getBounds(): Electron.Rectangle {
    return { x: 1880, y: 1048, width: 24, height: 24 };
  }

  popUpContextMenu(): void {
    this.emit('menu-will-show');
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  destroy(): void {
    this.#isDestroyed = true;
  }

  describe(): TrayRecord {
    return {
      image: this.#image.describe(),
      toolTip: this.#toolTip,
      title: this.#title,
      menu: this.#menu?.describe() ?? null,
      isDestroyed: this.#isDestroyed,
    };
  }
}

export class Notification
  extends StrictEmitter
  implements Pick<Electron.Notification, 'title' | 'body' | 'show' | 'close'>
{
  title: string;
  body: string;
  silent: boolean;
  readonly #recorder: Recorder;
  #record: Recorder['notifications'][number] | undefined;

  constructor(recorder: Recorder, options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.#recorder = recorder;
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
  }

  show(): void {
    this.#record = { title: this.title, body: this.body, isSilent: this.silent, isClosed: false };
    this.#recorder.notifications.push(this.#record);
    queueMicrotask(() => this.emit('show', cancelable({})));
  }

  close(): void {
    if (!this.#record || this.#record.isClosed) return;
    this.#record.isClosed = true;
    this.emit('close', cancelable({}));
  }
}
