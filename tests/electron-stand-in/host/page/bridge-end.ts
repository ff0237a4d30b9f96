/** The context bridge between a page's two JavaScript worlds. Sent to pages as text: nothing here may close over anything. */
import type { Codec } from './codec.ts';

export interface BridgeEnd {
  expose: (key: string, api: unknown) => void;
}

export type MakeBridgeEnd = typeof makeBridgeEnd;

/**
 * One end of the bridge. Two of these, one per world, speak over synchronous DOM events: functions travel as numbers,
 * promises settle later, everything else is copied.
 * @param outgoing name of the event that the other end listens to; a secret of the two worlds, as is `incoming`
 */
export function makeBridgeEnd(
  codec: Codec,
  outgoing: string,
  incoming: string,
  onExpose: (key: string, api: unknown) => void,
): BridgeEnd {
  type Callable = (...args: unknown[]) => unknown;
  type Wrapped = { f: number } | { p: number } | { l: Wrapped[] } | { o: [string, Wrapped][] } | { v: unknown };
  type Message =
    | { op: 'answer'; ok: boolean; value: Wrapped }
    | { op: 'settle'; id: number; ok: boolean; value: Wrapped }
    | { op: 'expose'; key: string; value: Wrapped }
    | { op: 'call'; fn: number; args: Wrapped[] };
  interface Settle {
    resolve: (value: unknown) => void;
    reject: (reason: unknown) => void;
  }
  // Kept from the start, so that a page that changes these afterwards changes nothing here.
  const dispatch = document.dispatchEvent.bind(document);
  const DetailEvent = CustomEvent;
  const clone = structuredClone;
  const target = document;
  const functions = new Map<number, Callable>();
  const numbers = new Map<Callable, number>();
  const waiting = new Map<number, Settle>();
  let lastId = 0;
  let answer: (Message & { op: 'answer' }) | undefined;

  const send = (message: Message): void => {
    dispatch(new DetailEvent(outgoing, { detail: JSON.stringify(message) }));
  };
  const numberOf = (fn: Callable): number => {
    const known = numbers.get(fn);
    if (known !== undefined) return known;
    functions.set(++lastId, fn);
    numbers.set(fn, lastId);
    return lastId;
  };
  const wrapPromise = (promise: Promise<unknown>): Wrapped => {
    const id = ++lastId;
    const settle = (ok: boolean) => (value: unknown) => {
      send({ op: 'settle', id, ok, value: wrap(value) });
    };
    promise.then(settle(true), settle(false));
    return { p: id };
  };
  const wrapParts = (value: object): Wrapped => {
    const isArray = Array.isArray(value);
    const parts = Object.entries(value).map(([key, entry]): [string, Wrapped] => [key, wrap(entry)]);
    // No function and no promise in it, and yet it could not be cloned: a Proxy, such as Svelte's $state.
    if (parts.every(([, part]) => 'v' in part)) throw new Error('An object could not be cloned.');
    return isArray ? { l: parts.map(([, part]) => part) } : { o: parts };
  };
  const cloned = (value: object): { v: unknown } | undefined => {
    try {
      return { v: codec.encode(clone(value)) };
    } catch {
      return undefined;
    }
  };
  function wrap(value: unknown): Wrapped {
    if (typeof value === 'function') return { f: numberOf(value as Callable) };
    if (value instanceof Promise) return wrapPromise(value);
    if (value === null || typeof value !== 'object') return { v: codec.encode(value) };
    return cloned(value) ?? wrapParts(value);
  }
  const callOther = (fn: number, args: unknown[]): unknown => {
    send({ op: 'call', fn, args: args.map(wrap) });
    if (!answer) throw new Error('Electron stand-in: the other world did not answer');
    const { ok, value } = answer;
    answer = undefined;
    if (ok) return unwrap(value);
    throw unwrap(value);
  };
  function unwrap(wrapped: Wrapped): unknown {
    if ('f' in wrapped) return (...args: unknown[]) => callOther(wrapped.f, args);
    if ('p' in wrapped) {
      return new Promise((resolve, reject) => {
        waiting.set(wrapped.p, { resolve, reject });
      });
    }
    if ('l' in wrapped) return wrapped.l.map(unwrap);
    if ('o' in wrapped) return Object.fromEntries(wrapped.o.map(([key, entry]) => [key, unwrap(entry)]));
    return codec.decode(wrapped.v);
  }
  const settle = ({ id, ok, value }: Message & { op: 'settle' }): void => {
    const settling = waiting.get(id);
    waiting.delete(id);
    if (ok) settling?.resolve(unwrap(value));
    else settling?.reject(unwrap(value));
  };
  const callOwn = ({ fn, args }: Message & { op: 'call' }): Message => {
    try {
      return { op: 'answer', ok: true, value: wrap(functions.get(fn)?.(...args.map(unwrap))) };
    } catch (error) {
      return { op: 'answer', ok: false, value: { v: codec.encode(error) } };
    }
  };
  const deepFreeze = (value: unknown): unknown => {
    if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(deepFreeze);
    return value;
  };

  target.addEventListener(incoming, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as Message;
    if (message.op === 'answer') answer = message;
    else if (message.op === 'settle') settle(message);
    else if (message.op === 'expose') onExpose(message.key, deepFreeze(unwrap(message.value)));
    else send(callOwn(message));
  });
  return {
    expose: (key, api) => {
      send({ op: 'expose', key, value: wrap(api) });
    },
  };
}
