/** What a page says to the host: messages and invocations for ipcMain, and what needs the app's leave. */
import type { Frames, WebFrame } from './frames.ts';
import type { Host } from './host.ts';
import type { FromPage } from './page/messages.ts';
import { fromWeb } from './schemes.ts';

export type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

export class Inbox {
  readonly #host: Host;
  readonly #contents: object;
  readonly #frames: Frames;
  readonly #openHandler: () => OpenHandler | undefined;

  constructor(host: Host, contents: object, frames: Frames, openHandler: () => OpenHandler | undefined) {
    this.#host = host;
    this.#contents = contents;
    this.#frames = frames;
    this.#openHandler = openHandler;
  }

  receive(message: FromPage, contextId: number): void {
    const frame = this.#frames.byContext(contextId);
    // Its document has gone: nobody is left to be answered.
    if (!frame) return;
    switch (message.op) {
      case 'send':
        this.#host.ipcMain.deliver(message, this.#contents, frame);
        break;
      case 'invoke':
        void this.#host.ipcMain.invoke(message, this.#contents, frame).then((answer) => {
          frame.answer(contextId, answer);
        });
        break;
      case 'open':
        this.#open(message, frame);
        break;
      case 'permission':
      case 'check':
        void this.#permission(message, frame, contextId);
    }
  }

  async #permission(
    message: FromPage & { op: 'permission' | 'check' },
    frame: WebFrame,
    contextId: number,
  ): Promise<void> {
    const { session } = this.#host;
    const value =
      message.op === 'check'
        ? session.check(this.#contents, frame, message.permission)
        : await session.request(this.#contents, frame, message.permission, message.mediaTypes);
    frame.answer(contextId, { op: 'done', id: message.id, value });
  }

  /** @throws Error where the app allows it: as an uncaught one it ends the app, and no test passes over it */
  #open({ url: webUrl, frameName, features }: FromPage & { op: 'open' }, frame: WebFrame): void {
    const url = fromWeb(webUrl);
    const answer = this.#openHandler()?.({
      url,
      frameName,
      features,
      disposition: features ? 'new-window' : 'foreground-tab',
      referrer: { url: frame.url, policy: 'strict-origin-when-cross-origin' },
    });
    if (answer?.action === 'deny') return;
    throw new Error(`Electron stand-in: ${frame.url} opened ${url}, and no window of the app may open another`);
  }
}
