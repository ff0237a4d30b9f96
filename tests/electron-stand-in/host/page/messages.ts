/** What a preload's world and the host say to each other. `args` and `value` are the codec's wire form. */

export type FromPage =
  | { op: 'send'; channel: string; args: unknown }
  | { op: 'invoke'; id: number; channel: string; args: unknown }
  | { op: 'open'; url: string; frameName: string; features: string }
  | { op: 'permission'; id: number; permission: string; mediaTypes: string[] }
  | { op: 'check'; id: number; permission: string };

export type ToPage =
  | { op: 'event'; channel: string; args: unknown }
  | { op: 'done'; id: number; value: unknown }
  | { op: 'failed'; id: number; message: string };

/** Name of the isolated world that preloads run in, as Electron names it. */
export const preloadWorldName = 'Electron Isolated Context';
/** The function of that world by which a page speaks to the host. */
export const bindingName = '__electronStandIn';
/** The function of that world by which the host speaks to a page. */
export const deliverName = '__electronStandInDeliver';
