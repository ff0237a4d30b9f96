/** The part of a window that has nothing to do with its page: bounds, title, and how it stands on the desktop. */
import { StrictEmitter } from './strict.ts';

type Options = Electron.BrowserWindowConstructorOptions;
type Note = (call: string, args: unknown[]) => void;
type Level = Parameters<Electron.BrowserWindow['setAlwaysOnTop']>[1];

export class WindowFrame
  extends StrictEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'getBounds'
      | 'setBounds'
      | 'getContentBounds'
      | 'getNormalBounds'
      | 'getSize'
      | 'setSize'
      | 'getContentSize'
      | 'setContentSize'
      | 'getPosition'
      | 'setPosition'
      | 'setMinimumSize'
      | 'setResizable'
      | 'center'
      | 'setAlwaysOnTop'
      | 'isAlwaysOnTop'
      | 'setVisibleOnAllWorkspaces'
      | 'setSkipTaskbar'
      | 'setBackgroundColor'
      | 'setIgnoreMouseEvents'
      | 'setContentProtection'
      | 'flashFrame'
      | 'setIcon'
      | 'setMenu'
      | 'removeMenu'
      | 'setMenuBarVisibility'
      | 'setOverlayIcon'
      | 'setTitle'
      | 'getTitle'
    >
{
  readonly #note: Note;
  #bounds: Electron.Rectangle;
  #title: string;
  #isOnTop: boolean;

  constructor(options: Options, appName: string, note: Note) {
    super();
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#note = note;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? appName;
    this.#isOnTop = options.alwaysOnTop ?? false;
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  /** The stand-in draws no frame: the page has the whole window. */
  getContentBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.note('setBounds', bounds);
    this.#move(bounds);
  }

  getSize(): [number, number] {
    return [this.#bounds.width, this.#bounds.height];
  }

  setSize(width: number, height: number): void {
    this.note('setSize', width, height);
    this.#move({ width, height });
  }

  getContentSize(): [number, number] {
    return this.getSize();
  }

  setContentSize(width: number, height: number): void {
    this.note('setContentSize', width, height);
    this.#move({ width, height });
  }

  getPosition(): [number, number] {
    return [this.#bounds.x, this.#bounds.y];
  }

  setPosition(x: number, y: number): void {
    this.note('setPosition', x, y);
    this.#move({ x, y });
  }

  setMinimumSize(width: number, height: number): void {
    this.note('setMinimumSize', width, height);
  }

  setResizable(isResizable: boolean): void {
    this.note('setResizable', isResizable);
  }

  center(): void {
    this.note('center');
  }

  setAlwaysOnTop(isOnTop: boolean, level?: Level): void {
    this.note('setAlwaysOnTop', isOnTop, level);
    this.#isOnTop = isOnTop;
  }

  isAlwaysOnTop(): boolean {
    return this.#isOnTop;
  }

  setVisibleOnAllWorkspaces(isVisible: boolean, options?: Electron.VisibleOnAllWorkspacesOptions): void {
    this.note('setVisibleOnAllWorkspaces', isVisible, options);
  }

  setSkipTaskbar(isSkipped: boolean): void {
    this.note('setSkipTaskbar', isSkipped);
  }

  setBackgroundColor(color: string): void {
    this.note('setBackgroundColor', color);
  }

  setIgnoreMouseEvents(isIgnored: boolean): void {
    this.note('setIgnoreMouseEvents', isIgnored);
  }

  setContentProtection(isProtected: boolean): void {
    this.note('setContentProtection', isProtected);
  }

  flashFrame(isFlashing: boolean): void {
    this.note('flashFrame', isFlashing);
  }

  setIcon(): void {
    this.note('setIcon');
  }

  setMenu(): void {
    this.note('setMenu');
  }

  removeMenu(): void {
    this.note('removeMenu');
  }

  setMenuBarVisibility(isVisible: boolean): void {
    this.note('setMenuBarVisibility', isVisible);
  }

  setOverlayIcon(overlay: Electron.NativeImage | null, description: string): void {
    this.note('setOverlayIcon', overlay === null ? null : overlay.getSize(), description);
  }

  setTitle(title: string): void {
    this.note('setTitle', title);
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  /** The page's own title has become the window's. */
  protected retitle(title: string): void {
    this.#title = title;
  }

  protected note(call: string, ...args: unknown[]): void {
    this.#note(
      call,
      args.filter((arg) => arg !== undefined),
    );
  }

  #move(to: Partial<Electron.Rectangle>): void {
    const from = this.#bounds;
    this.#bounds = { ...from, ...to };
    const { x, y, width, height } = this.#bounds;
    if (width !== from.width || height !== from.height) {
      this.emit('resize');
      this.emit('resized');
    }
    if (x !== from.x || y !== from.y) {
      this.emit('move');
      this.emit('moved');
    }
  }
}
