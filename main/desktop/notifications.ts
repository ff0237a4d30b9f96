/** System notifications; what may be told by one is in notices.ts. */
import { Notification } from 'electron';
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';
import { plainLine } from './menu-text.ts';

export interface NotificationRequest {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
}

export class Notifications {
  /** Held, because a collected one forgets its click. */
  readonly #open = new Set<Notification>();

  /** Shows a notification, silently: the desk phone makes the noise.
   *  @returns takes it away again; `not-supported` where the desktop has no notifications. Never throws. */
  notify(request: NotificationRequest): Result<() => void, 'not-supported'> {
    if (!Notification.isSupported()) return err('not-supported');
    const shown = new Notification({ title: plainLine(request.title), body: request.body, silent: true });
    this.#open.add(shown);
    const forget = (): void => void this.#open.delete(shown);
    shown.on('click', () => {
      forget();
      request.onClick();
    });
    shown.on('close', forget);
    shown.on('failed', forget);
    shown.show();
    return ok(() => {
      shown.close();
      forget();
    });
  }

  /** Takes all away, as at the end of the app. */
  stop(): void {
    for (const shown of this.#open) shown.close();
    this.#open.clear();
  }
}
