/** Structured-clone values as JSON and back. Sent to pages as text too, so that nothing here may close over anything. */

export interface Codec {
  /** @throws Error "An object could not be cloned." for functions and symbols, as Electron says it */
  encode: (value: unknown) => unknown;
  decode: (wire: unknown) => unknown;
}

/** JSON's own values stand for themselves; all else is `{ $: kind, v: content }`, plain objects too (kind `o`). */
export function makeCodec(): Codec {
  interface Tagged {
    $: string;
    v: unknown;
    c?: string;
  }
  type Entry = readonly [string, unknown];
  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

  const encodeObject = (value: object): unknown => {
    if (Array.isArray(value)) return value.map(encode);
    if (value instanceof Date) return { $: 'd', v: value.getTime() };
    if (value instanceof RegExp) return { $: 'r', v: [value.source, value.flags] };
    if (value instanceof Map) return { $: 'm', v: [...value].map(encode) };
    if (value instanceof Set) return { $: 's', v: [...value].map(encode) };
    if (value instanceof ArrayBuffer) return { $: 'a', v: toBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      const name = value.constructor.name;
      return { $: 't', c: name === 'Buffer' ? 'Uint8Array' : name, v: toBase64(bytesOf(value)) };
    }
    if (value instanceof Error) return { $: 'e', v: [value.name, value.message, value.stack ?? ''] };
    return { $: 'o', v: Object.entries(value).map(([key, entry]): Entry => [key, encode(entry)]) };
  };
  const encode = (value: unknown): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return value;
    if (typeof value === 'number') return { $: 'n', v: Object.is(value, -0) ? '-0' : String(value) };
    if (value === undefined) return { $: 'u' };
    if (typeof value === 'bigint') return { $: 'b', v: String(value) };
    if (typeof value === 'object') return encodeObject(value);
    throw new Error('An object could not be cloned.');
  };

  const decodeError = ([name, message, stack]: string[]): Error =>
    Object.assign(new Error(message), { name, ...(stack ? { stack } : {}) });
  const decodeView = (name: string, text: string): unknown => {
    const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[name];
    if (!View) throw new Error(`An object could not be cloned: ${name}.`);
    return new View(fromBase64(text).buffer);
  };
  const decodeTagged = ({ $: kind, v, c }: Tagged): unknown => {
    const text = v as string;
    const list = v as unknown[];
    if (kind === 'o') return Object.fromEntries((v as Entry[]).map(([key, entry]) => [key, decode(entry)]));
    if (kind === 'u') return undefined;
    if (kind === 'n') return Number(text);
    if (kind === 'b') return BigInt(text);
    if (kind === 'd') return new Date(v as number);
    if (kind === 'r') return new RegExp(String(list[0]), String(list[1]));
    if (kind === 'm') return new Map(list.map((entry) => decode(entry) as [unknown, unknown]));
    if (kind === 's') return new Set(list.map(decode));
    if (kind === 'a') return fromBase64(text).buffer;
    if (kind === 't') return decodeView(c ?? '', text);
    return decodeError(v as string[]);
  };
  const decode = (wire: unknown): unknown => {
    if (wire === null || typeof wire !== 'object') return wire;
    return Array.isArray(wire) ? wire.map(decode) : decodeTagged(wire as Tagged);
  };
  return { encode, decode };
}
