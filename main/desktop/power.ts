/** Sleep and lock of this computer. Modern standby tells nothing: gaps between ticks are watched elsewhere. */
import { powerMonitor } from 'electron';

export type PowerEvent = 'suspend' | 'resume' | 'lock' | 'unlock';

/** Tells what happens to the computer from now on. Needs a ready app.
 *  @returns stops it */
export function watchPower(listener: (event: PowerEvent) => void): () => void {
  const suspend = (): void => {
    listener('suspend');
  };
  const resume = (): void => {
    listener('resume');
  };
  const lock = (): void => {
    listener('lock');
  };
  const unlock = (): void => {
    listener('unlock');
  };
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('resume', resume);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('unlock-screen', unlock);
  return () => {
    powerMonitor.off('suspend', suspend);
    powerMonitor.off('resume', resume);
    powerMonitor.off('lock-screen', lock);
    powerMonitor.off('unlock-screen', unlock);
  };
}
