/** Electron's `app`: life of the process, paths, single instance, login item. */
import { cancelable } from './event.ts';
import { knownPath, type PathContext } from './app-paths.ts';
import type { Browser } from './browser.ts';
import type { Windows } from './host.ts';
import { jsonOnly, type Recorder } from './recorder.ts';
import { SingleInstance } from './single-instance.ts';
import { StrictEmitter, strict } from './strict.ts';

export interface AppPackage {
  name: string;
  productName?: string;
  version: string;
  main: string;
}

export interface AppPorts {
  browser: Browser;
  windows: Windows;
  recorder: Recorder;
}

export class App
  extends StrictEmitter
  implements
    Pick<
      Electron.App,
      | 'isPackaged'
      | 'name'
      | 'isReady'
      | 'getName'
      | 'getVersion'
      | 'getAppPath'
      | 'getLocale'
      | 'getLocaleCountryCode'
      | 'getSystemLocale'
      | 'getPreferredSystemLanguages'
      | 'getPath'
      | 'setPath'
      | 'requestSingleInstanceLock'
      | 'hasSingleInstanceLock'
      | 'releaseSingleInstanceLock'
      | 'setAppUserModelId'
      | 'setBadgeCount'
      | 'getBadgeCount'
      | 'quit'
      | 'exit'
      | 'enableSandbox'
      | 'disableHardwareAcceleration'
    >
{
  readonly isPackaged = false;
  readonly name: string;
  /** Undefined off macOS, as in Electron. */
  readonly dock = undefined;
  readonly commandLine: Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'>;
  readonly #root: string;
  readonly #version: string;
  readonly #ports: AppPorts;
  readonly #paths = new Map<string, string>();
  readonly #switches: Map<string, string>;
  readonly #whenReady = Promise.withResolvers<unknown>();
  readonly #instance: SingleInstance;
  #isReady = false;
  #isQuitting = false;

  constructor(root: string, description: AppPackage, switches: Map<string, string>, ports: AppPorts) {
    super();
    this.name = description.productName ?? description.name;
    this.#root = root;
    this.#version = description.version;
    this.#switches = switches;
    this.#ports = ports;
    this.#instance = new SingleInstance((argv, cwd, data) =>
      this.emit('second-instance', cancelable({}), argv, cwd, data),
    );
    const userData = switches.get('user-data-dir');
    if (userData) this.#paths.set('userData', userData);
    this.commandLine = strict('app.commandLine', {
      appendSwitch: (name: string, value = '') => void switches.set(name, value),
      hasSwitch: (name: string) => switches.has(name),
      getSwitchValue: (name: string) => switches.get(name) ?? '',
      removeSwitch: (name: string) => void switches.delete(name),
    });
    ports.windows.onAllClosed(() => {
      this.#allClosed();
    });
  }

  get isQuitting(): boolean {
    return this.#isQuitting;
  }

  /** Called once Chromium runs. */
  becomeReady(): void {
    this.#isReady = true;
    const event = cancelable({});
    this.#whenReady.resolve(event);
    this.emit('will-finish-launching');
    this.emit('ready', event, {});
  }

  whenReady(): Promise<unknown> {
    return this.#whenReady.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  getName(): string {
    return this.name;
  }

  getVersion(): string {
    return this.#version;
  }

  getAppPath(): string {
    return this.#root;
  }

  /** The region of the locale: `US`; empty where it names none, as in Electron. */
  getLocaleCountryCode(): string {
    return new Intl.Locale(this.getLocale()).region ?? '';
  }

  getLocale(): string {
    return this.#switches.get('lang') ?? 'en-US';
  }

  getSystemLocale(): string {
    return this.getLocale();
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }

  /** @throws Error for a name that the stand-in does not know */
  getPath(name: string): string {
    const context: PathContext = { appName: this.name, userData: this.#paths.get('userData') };
    const path = this.#paths.get(name) ?? knownPath(name, context);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(data: Record<string, unknown> = {}): boolean {
    return this.#instance.request(this.getPath('userData'), data);
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.isHeld;
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release();
  }

  setAppUserModelId(id: string): void {
    this.#ports.recorder.appUserModelId = id;
  }

  setBadgeCount(count: number): boolean {
    this.#ports.recorder.badgeCount = count;
    return true;
  }

  getBadgeCount(): number {
    return this.#ports.recorder.badgeCount;
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    this.#ports.recorder.loginItem = jsonOnly(settings);
  }

  getLoginItemSettings(): Pick<Electron.LoginItemSettings, 'openAtLogin'> {
    const isSet = this.#ports.recorder.loginItem?.['openAtLogin'] === true;
    return strict('LoginItemSettings', { openAtLogin: isSet });
  }

  focus(): void {
    this.#ports.recorder.focusCalls.push({ call: 'app.focus', windowId: null });
  }

  enableSandbox(): void {
    // Windows without a sandbox are refused in any case.
  }

  disableHardwareAcceleration(): void {
    // Chromium runs without a GPU in any case.
  }

  quit(): void {
    if (this.#isQuitting || !this.#goesOn('before-quit')) return;
    this.#isQuitting = true;
    for (const window of [...this.#ports.windows.all]) window.close();
    // A window that stayed open, or a listener, has called it off.
    if (this.#ports.windows.all.size > 0 || !this.#goesOn('will-quit')) this.#isQuitting = false;
    else this.exit(0);
  }

  exit(code = 0): void {
    this.#isQuitting = true;
    for (const window of [...this.#ports.windows.all]) window.destroy();
    this.emit('quit', cancelable({}), code);
    void Promise.all([this.#ports.browser.close(), this.#instance.told]).then(() => process.exit(code));
  }

  #goesOn(name: 'before-quit' | 'will-quit'): boolean {
    const event = cancelable({});
    this.emit(name, event);
    return !event.defaultPrevented;
  }

  #allClosed(): void {
    if (this.#isQuitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }
}
