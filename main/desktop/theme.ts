/** Light or dark: the settings' word, or the system's. */
import { nativeTheme } from 'electron';
import type { DesktopSettings } from '../model/settings.ts';

/** Makes every page's `prefers-color-scheme` follow the setting; open windows change at once. */
export function applyTheme(theme: DesktopSettings['theme']): void {
  nativeTheme.themeSource = theme;
}
