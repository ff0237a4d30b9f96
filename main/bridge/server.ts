/** Answers the windows' requests by the contract, and tells them its events. */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import * as v from 'valibot';
import { events, type EventName, type EventPayload } from './contract/events.ts';
import {
  requests,
  type Reply,
  type RequestArgs,
  type RequestName,
  type RequestResult,
  type Requests,
} from './contract/requests.ts';
import { err, type Result } from '../model/result.ts';
import type { WindowName } from '../model/window.ts';
import { admit, type Refusal } from './sender-policy.ts';

/** What a handler gives back: the channel's result, or one of its own error codes. */
export type Answer<N extends RequestName> = Result<RequestResult<N>, Requests[N]['errors'][number]>;
/** A missing handler does not compile. */
export type Handlers = {
  readonly [N in RequestName]: (...args: RequestArgs<N>) => Answer<N> | Promise<Answer<N>>;
};

export interface ServerParts {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly handlers: Handlers;
  /** That every window is loaded from: `app://ringside`. */
  readonly origin: string;
  /** A refused sender is written down: no window of ours is ever refused. */
  readonly onRefused: (channel: RequestName, refusal: Refusal) => void;
  /** A handler that threw is a bug; the window is told so, and no more. */
  readonly onBug: (error: unknown) => void;
}

/** The windows that exist, by name. */
export class Windows {
  readonly #byName = new Map<WindowName, WebContents>();

  /** @returns forgets the window */
  add(name: WindowName, contents: WebContents): () => void {
    this.#byName.set(name, contents);
    return () => {
      if (this.#byName.get(name) === contents) this.#byName.delete(name);
    };
  }

  nameOf(webContentsId: number): WindowName | undefined {
    return [...this.#byName].find(([, contents]) => contents.id === webContentsId)?.[0];
  }

  /** Tells an event to the windows that the contract lists and that exist. */
  tell<N extends EventName>(event: N, payload: EventPayload<N>): void {
    for (const name of events[event].windows) {
      const contents = this.#byName.get(name);
      if (contents !== undefined && !contents.isDestroyed()) contents.send(event, payload);
    }
  }
}

/** Serves every channel of the contract.
 *  @returns stops serving */
export function serve(parts: ServerParts, windows: Windows): () => void {
  const channels = Object.keys(requests) as RequestName[];
  for (const channel of channels) {
    parts.ipcMain.handle(channel, (event, ...args: unknown[]) => answer(channel, event, args, parts, windows));
  }
  return () => {
    for (const channel of channels) parts.ipcMain.removeHandler(channel);
  };
}

async function answer<N extends RequestName>(
  channel: N,
  event: IpcMainInvokeEvent,
  args: readonly unknown[],
  { handlers, origin, onRefused, onBug }: ServerParts,
  windows: Windows,
): Promise<Reply<N>> {
  const { senderFrame, sender } = event;
  const frame = senderFrame && { url: senderFrame.url, isMain: senderFrame.parent === null };
  const allowed = requests[channel].windows;
  const admitted = admit({ webContentsId: sender.id, frame }, (id) => windows.nameOf(id), { allowed, origin });
  if ('refusal' in admitted) {
    onRefused(channel, admitted.refusal);
    return err({ code: 'refused-sender' });
  }
  const parsed = v.safeParse(v.strictTuple([...requests[channel].args]), args);
  if (!parsed.success) return err({ code: 'bad-arguments' });
  try {
    // Parsed by the very schemas that the handler's argument types are derived from.
    const given = await handlers[channel](...(parsed.output as RequestArgs<N>));
    return given.ok ? given : err({ code: given.error });
  } catch (error) {
    onBug(error);
    return err({ code: 'internal-error' });
  }
}
