/** The contract's server with an ipcMain that a test plays and handlers that write down what reaches them. */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { requests, type RequestName } from '../../main/bridge/contract/requests.ts';
import type { Refusal } from '../../main/bridge/sender-policy.ts';
import { type Handlers, serve, Windows } from '../../main/bridge/server.ts';
import { appOrigin } from '../../main/desktop/asset.ts';
import { ok } from '../../main/model/result.ts';
import { type WindowName, windowNames } from '../../main/model/window.ts';
import { goodResults } from './contract-samples.ts';

export const channels = Object.keys(requests) as RequestName[];

/** Who asks, as Electron tells it. */
export interface AskingFrame {
  readonly webContentsId: number;
  readonly frame: { readonly url: string; readonly parent: object | null } | null;
}

export interface Served {
  /** Answers as Electron would deliver it. @throws Error where nobody serves the channel */
  ask: (channel: RequestName, from: AskingFrame, args: readonly unknown[]) => Promise<unknown>;
  /** Handlers that were called, with their arguments. */
  readonly called: (readonly [RequestName, readonly unknown[]])[];
  readonly refused: (readonly [RequestName, Refusal])[];
  readonly bugs: unknown[];
  /** What each window was sent. */
  readonly sent: (readonly [WindowName, string, unknown])[];
  readonly windows: Windows;
  readonly served: ReadonlyMap<string, unknown>;
  stop: () => void;
}

const idOf = (name: WindowName): number => 1 + windowNames.indexOf(name);

/** A window's own page, asking. */
export const pageOf = (name: WindowName): AskingFrame => ({
  webContentsId: idOf(name),
  frame: { url: `${appOrigin}/${name}/index.html`, parent: null },
});

/** @param handle in place of handlers that succeed with the contract's good results */
export function serveContract(
  handle: (channel: RequestName) => unknown = (channel) => ok(goodResults[channel]),
): Served {
  const called: Served['called'] = [];
  const refused: Served['refused'] = [];
  const bugs: unknown[] = [];
  const sent: Served['sent'] = [];
  const listeners = new Map<string, Parameters<IpcMain['handle']>[1]>();
  const handlers = Object.fromEntries(
    channels.map((channel) => [
      channel,
      (...args: unknown[]) => {
        called.push([channel, args]);
        return handle(channel);
      },
    ]),
  ) as unknown as Handlers;

  const windows = new Windows();
  for (const name of windowNames)
    windows.add(
      name,
      fakeContents(name, (event, payload) => sent.push([name, event, payload])),
    );
  const stop = serve(
    {
      ipcMain: {
        handle: (channel, listener) => void listeners.set(channel, listener),
        removeHandler: (channel) => void listeners.delete(channel),
      },
      handlers,
      origin: appOrigin,
      onRefused: (channel, refusal) => refused.push([channel, refusal]),
      onBug: (error) => bugs.push(error),
    },
    windows,
  );
  return {
    ask: async (channel, { webContentsId, frame }, args) => {
      const listener = listeners.get(channel);
      if (listener === undefined) throw new Error(`Nobody serves ${channel}`);
      const event = { sender: { id: webContentsId }, senderFrame: frame } as unknown as IpcMainInvokeEvent;
      return (await listener(event, ...args)) as unknown;
    },
    called,
    refused,
    bugs,
    sent,
    windows,
    served: listeners,
    stop,
  };
}

/** As much of a page's contents as the server touches. */
export function fakeContents(
  name: WindowName,
  send: (event: string, payload: unknown) => void,
  isDestroyed = false,
): WebContents {
  return { id: idOf(name), send, isDestroyed: () => isDestroyed } as unknown as WebContents;
}
