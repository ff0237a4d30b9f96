/** Electron's `ipcMain`: handlers of invocations, listeners of messages. */
import { makeCodec } from './page/codec.ts';
import type { FromPage, ToPage } from './page/messages.ts';
import { StrictEmitter, strict } from './strict.ts';
import type { WebFrame } from './frames.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];
const codec = makeCodec();

export class IpcMain
  extends StrictEmitter
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args: unknown[]): unknown => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** A message from a page to the listeners of its channel. */
  deliver(message: FromPage & { op: 'send' }, sender: object, frame: WebFrame): void {
    this.emit(message.channel, eventOf(sender, frame), ...(codec.decode(message.args) as unknown[]));
  }

  /** @returns what the page is to be told; a handler's error as Electron tells it, by its text */
  async invoke(message: FromPage & { op: 'invoke' }, sender: object, frame: WebFrame): Promise<ToPage> {
    const { id, channel } = message;
    try {
      const handler = this.#handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const args = codec.decode(message.args) as unknown[];
      const value: unknown = await handler(eventOf(sender, frame) as Electron.IpcMainInvokeEvent, ...args);
      return { op: 'done', id, value: encodeResult(value) };
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      return { op: 'failed', id, message: String(error) };
    }
  }
}

function encodeResult(value: unknown): unknown {
  try {
    return codec.encode(structuredClone(value));
  } catch (cause) {
    throw new Error('An object could not be cloned.', { cause });
  }
}

function eventOf(sender: object, frame: WebFrame): object {
  return strict('IpcMainEvent', {
    sender,
    processId: frame.processId,
    frameId: frame.routingId,
    type: 'frame',
    ports: [],
    defaultPrevented: false,
    preventDefault: () => undefined,
    /** Null as soon as the frame has gone, even where the event is older. */
    get senderFrame(): WebFrame | null {
      return frame.detached ? null : frame;
    },
    reply: (channel: string, ...args: unknown[]) => {
      frame.send(channel, ...args);
    },
  });
}
