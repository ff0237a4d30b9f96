/** Joins the computer and the app: sleep, theme, start at login, and the passing of time in the tray's words. */
import { applyStartAtLogin } from '../desktop/login-item.ts';
import { watchPower } from '../desktop/power.ts';
import { applyTheme } from '../desktop/theme.ts';
import type { Clock } from '../model/clock.ts';
import type { Configuration } from './configuration.ts';
import type { CurrentSession } from './current-session.ts';
import type { Problems } from './problems.ts';

/** "Checked 12 s ago" is told anew this often. */
const TICK_MS = 5_000;

export interface FollowDesktopParts {
  readonly configuration: Configuration;
  readonly current: CurrentSession;
  readonly problems: Problems;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  readonly onTick: () => void;
}

/** @returns stops following */
export function followDesktop({
  configuration,
  current,
  problems,
  clock,
  platform,
  onTick,
}: FollowDesktopParts): () => void {
  const apply = (): void => {
    const { theme, startAtLogin } = configuration.settings.desktop;
    applyTheme(theme);
    void applyStartAtLogin(startAtLogin, platform).then((applied) => {
      if (applied.ok) problems.clear('start-at-login');
      else problems.report('start-at-login', applied.error.detail);
    });
  };
  apply();
  const stopSettings = configuration.onChange(apply);
  const stopPower = watchPower((event) => {
    const { line } = current.session;
    switch (event) {
      case 'suspend':
        line?.suspend();
        return;
      case 'resume':
        line?.resume();
        return;
      case 'lock':
      case 'unlock':
        // A locked desk still has a phone that rings, and a card that waits behind the lock.
        return;
    }
  });
  let cancelTick = (): void => undefined;
  const tick = (): void => {
    onTick();
    cancelTick = clock.after(TICK_MS, tick);
  };
  cancelTick = clock.after(TICK_MS, tick);
  return () => {
    stopSettings();
    stopPower();
    cancelTick();
  };
}
