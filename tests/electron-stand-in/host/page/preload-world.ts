/** What a sandboxed preload sees: `electron`, `process` and `require`. Sent to pages as text: it may close over nothing. */
import type { MakeBridgeEnd } from './bridge-end.ts';
import type { Codec } from './codec.ts';
import type { HostApi } from './main-world.ts';
import type { FromPage, ToPage } from './messages.ts';

export interface PreloadEnvironment {
  channel: string;
  hostKey: string;
  bindingName: string;
  deliverName: string;
  process: { platform: string; arch: string; versions: Record<string, string | undefined> };
}

type Require = (name: string) => unknown;
export type PreloadScript = (
  require: Require,
  module: { exports: object },
  exports: object,
  process: PreloadEnvironment['process'],
) => void;

/** Runs the preload in its isolated world, with the bridge to the page and the line to the host laid. */
export function preloadWorld(
  makeEnd: MakeBridgeEnd,
  codec: Codec,
  environment: PreloadEnvironment,
  preload: PreloadScript,
): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  interface Settle {
    resolve: (value: unknown) => void;
    reject: (reason: unknown) => void;
  }
  const world = globalThis as unknown as Record<string, unknown>;
  const binding = world[environment.bindingName] as (payload: string) => void;
  const listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>();
  const waiting = new Map<number, Settle>();
  let lastId = 0;

  const post = (message: FromPage): void => {
    binding(JSON.stringify(message));
  };
  const ask = (message: (id: number) => FromPage): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      post(message(id));
    });
  const wire = (args: unknown[]): unknown => {
    try {
      return codec.encode(structuredClone(args));
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };
  const missing = (owner: string, members: object): object =>
    new Proxy(members, {
      get(target, key, receiver): unknown {
        if (key in target || typeof key === 'symbol') return Reflect.get(target, key, receiver);
        throw new Error(`Electron stand-in: ${owner}.${key} is not implemented (tests/electron-stand-in)`);
      },
    });

  const add = (channel: string, listener: Listener, isOnce: boolean): object => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener): object => {
    const kept = listeners.get(channel) ?? [];
    const at = kept.findLastIndex((entry) => entry.listener === listener);
    listeners.set(channel, kept.toSpliced(at, at < 0 ? 0 : 1));
    return ipcRenderer;
  };
  const invoke = async (channel: string, ...args: unknown[]): Promise<unknown> => {
    const wired = wire(args);
    try {
      return await ask((id) => ({ op: 'invoke', id, channel, args: wired }));
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
    }
  };
  const ipcRenderer = missing('ipcRenderer', {
    invoke,
    send: (channel: string, ...args: unknown[]) => {
      post({ op: 'send', channel, args: wire(args) });
    },
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
  });

  const emit = (channel: string, args: unknown[]): void => {
    for (const { listener, isOnce } of listeners.get(channel) ?? []) {
      if (isOnce) remove(channel, listener);
      try {
        listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args);
      } catch (error) {
        // As an uncaught error of the page, where the inspector would swallow it.
        reportError(error);
      }
    }
  };
  world[environment.deliverName] = (text: string): void => {
    const message = JSON.parse(text) as ToPage;
    if (message.op === 'event') {
      emit(message.channel, codec.decode(message.args) as unknown[]);
      return;
    }
    const settling = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.op === 'done') settling?.resolve(codec.decode(message.value));
    // A string, as what Electron tells of a handler's error is its text alone.
    else settling?.reject(message.message);
  };

  const end = makeEnd(codec, `${environment.channel}m`, `${environment.channel}i`, () => undefined);
  const host: HostApi = {
    open: (url, frameName, features) => {
      post({ op: 'open', url, frameName, features });
    },
    permission: (permission, mediaTypes) =>
      ask((id) => ({ op: 'permission', id, permission, mediaTypes })) as Promise<boolean>,
    check: (permission) => ask((id) => ({ op: 'check', id, permission })) as Promise<boolean>,
  };
  end.expose(environment.hostKey, host);

  const electron = missing('electron', {
    contextBridge: missing('contextBridge', { exposeInMainWorld: end.expose }),
    ipcRenderer,
  });
  const require: Require = (name) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  const process = { ...environment.process, type: 'renderer', sandboxed: true, contextIsolated: true };
  preload(require, module, module.exports, process);
}
