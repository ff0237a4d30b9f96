/** The bridge between a sandboxed window and main: the contract's names, and nothing else. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';

/** Filled in by the build from the contract, whose schemas stay in main. */
declare const __REQUESTS__: readonly string[];
declare const __EVENTS__: readonly string[];

const request =
  (channel: string) =>
  (...args: unknown[]): Promise<unknown> =>
    ipcRenderer.invoke(channel, ...args);

/** Electron's event object never crosses; the only way to stop listening is the function given back. */
const event =
  (channel: string) =>
  (listener: (payload: unknown) => void): (() => void) => {
    const relay = (_event: IpcRendererEvent, payload: unknown): void => {
      listener(payload);
    };
    ipcRenderer.on(channel, relay);
    return () => {
      ipcRenderer.removeListener(channel, relay);
    };
  };

contextBridge.exposeInMainWorld('ringside', {
  ...Object.fromEntries(__REQUESTS__.map((channel) => [channel, request(channel)])),
  on: Object.fromEntries(__EVENTS__.map((channel) => [channel, event(channel)])),
});
