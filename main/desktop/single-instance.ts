/** One Ringside per user: two would register the same contact and fight for it. */
import { app } from 'electron';

export interface SecondStart {
  /** Its whole command line: `--provision=FILE` may be in it. */
  readonly argv: readonly string[];
  /** What its relative paths are relative to. */
  readonly workingDirectory: string;
}

/** Claims this user's data folder. Call it first of all; when it gives null, `app.quit()` and do nothing more.
 *  @param onSecondStart somebody started the app again while it runs
 *  @returns gives the claim up; null when another instance has it */
export function claimSingleInstance(onSecondStart: (start: SecondStart) => void): (() => void) | null {
  if (!app.requestSingleInstanceLock()) return null;
  const onSecond = (_event: unknown, argv: string[], workingDirectory: string): void => {
    onSecondStart({ argv, workingDirectory });
  };
  app.on('second-instance', onSecond);
  return () => {
    app.off('second-instance', onSecond);
    app.releaseSingleInstanceLock();
  };
}
