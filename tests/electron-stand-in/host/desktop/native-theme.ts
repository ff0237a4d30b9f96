/** Electron's `nativeTheme`: the app's choice and the system's, shown to every page as media features. */
import { StrictEmitter } from '../strict.ts';

type Source = Electron.NativeTheme['themeSource'];

export class NativeTheme
  extends StrictEmitter
  implements
    Pick<
      Electron.NativeTheme,
      'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'inForcedColorsMode'
    >
{
  readonly #onChange: () => void;
  #source: Source = 'system';
  #system = { isDark: false, isHighContrast: false };

  /** @param onChange called where pages must be told of new media features */
  constructor(onChange: () => void) {
    super();
    this.#onChange = onChange;
  }

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    this.#source = source;
    this.#changed();
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#system.isDark : this.#source === 'dark';
  }

  get shouldUseHighContrastColors(): boolean {
    return this.#system.isHighContrast;
  }

  get inForcedColorsMode(): boolean {
    return this.#system.isHighContrast;
  }

  setSystem(theme: { isDark: boolean; isHighContrast: boolean }): void {
    this.#system = theme;
    this.#changed();
  }

  mediaFeatures(): { name: string; value: string }[] {
    return [
      { name: 'prefers-color-scheme', value: this.shouldUseDarkColors ? 'dark' : 'light' },
      { name: 'forced-colors', value: this.inForcedColorsMode ? 'active' : 'none' },
    ];
  }

  #changed(): void {
    this.#onChange();
    this.emit('updated');
  }
}
