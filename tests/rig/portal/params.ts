/** Reads a REST call: the webhook's path, and parameters from the query, a form body or a JSON body. */

import { isMap, type Wire, type WireMap } from './wire.ts';

/** The parts of `/rest/USER/SECRET/METHOD[.json]`; null where the path has none. */
export interface RestPath {
  readonly userId: string | null;
  readonly secret: string | null;
  /** Lower case: method names are case-insensitive in the portal. */
  readonly method: string;
}

/** @returns null where the path is not under /rest/ or names no method. */
export function parseRestPath(pathname: string): RestPath | null {
  const parts = pathname.split('/').filter((part) => part !== '');
  if (parts[0] !== 'rest') return null;
  const method = parts
    .at(-1)
    ?.replace(/\.json$/, '')
    .toLowerCase();
  if (parts.length < 2 || method === undefined) return null;
  const [, userId, secret] = parts;
  const hasCredentials = parts.length === 4;
  return { userId: hasCredentials ? (userId ?? null) : null, secret: hasCredentials ? (secret ?? null) : null, method };
}

type Node = Map<string, string | Node>;

/** PHP turns `a[b][]=1` into nested arrays; keys 0…n-1 make a list, `[]` takes the next free index. */
function put(node: Node, path: readonly string[], value: string): void {
  const [head, ...rest] = path;
  const key = head === undefined || head === '' ? String(node.size) : head;
  if (rest.length === 0) {
    node.set(key, value);
    return;
  }
  const child = node.get(key);
  const next: Node = child instanceof Map ? child : new Map<string, string | Node>();
  node.set(key, next);
  put(next, rest, value);
}

function toWire(node: Node): WireMap {
  return Object.fromEntries(
    [...node].map(([key, value]): [string, Wire] => [
      key,
      typeof value === 'string' ? value : listOrMap(toWire(value)),
    ]),
  );
}

function listOrMap(map: WireMap): Wire {
  const isList = Object.keys(map).every((key, index) => key === String(index));
  return isList ? Object.values(map) : map;
}

function parseForm(text: string): WireMap {
  const root: Node = new Map<string, string | Node>();
  for (const [name, value] of new URLSearchParams(text)) {
    const head = name.split('[', 1)[0] ?? name;
    const inner = [...name.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
    put(root, [head, ...inner], value);
  }
  return toWire(root);
}

/** A JSON body that is broken or no object counts as no parameters, as in the portal: no error tells the client. */
function parseJson(text: string): WireMap {
  try {
    const value = JSON.parse(text) as Wire;
    return isMap(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Query and body as one map; the body wins. The content type decides how the body is read; the default is a form. */
export function parseParams(search: string, contentType: string | undefined, body: string): WireMap {
  const type = (contentType ?? '').replace(/;.*$/, '').trim().toLowerCase();
  return { ...parseForm(search), ...(type === 'application/json' ? parseJson(body) : parseForm(body)) };
}
