/** Tells by a notification what no card and no window tells; a click on it opens the status. */
import { noticeText, type Notice } from '../desktop/notices.ts';
import { Notifications } from '../desktop/notifications.ts';
import type { DesktopWords } from '../desktop/words.ts';
import type { Log } from '../diagnostics/log.ts';

export interface NotifierParts {
  readonly words: DesktopWords;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
  readonly openStatus: () => void;
}

export class Notifier {
  readonly #parts: NotifierParts;
  readonly #notifications = new Notifications();

  constructor(parts: NotifierParts) {
    this.#parts = parts;
  }

  tell(notice: Notice): void {
    const { words, platform, log, openStatus } = this.#parts;
    const told = this.#notifications.notify({ ...noticeText(notice, words, platform), onClick: openStatus });
    if (!told.ok) log.warn('notification-not-shown', { notice: notice.kind });
  }

  /** Takes all away, as at the end of the app. */
  stop(): void {
    this.#notifications.stop();
  }
}
