/** A member that the stand-in lacks is an error where it is touched, never a silent undefined. */
import { EventEmitter } from 'node:events';

/** Names that JavaScript itself, Node's inspector or Playwright look for on any object. */
const asked = new Set([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'nodeType',
  'tagName',
  'asymmetricMatch',
  'default',
]);

/** Name of the nearest class that has one. */
function nameOf(receiver: object): string {
  const parent = Object.getPrototypeOf(receiver) as { constructor?: { name?: string } } | null;
  if (!parent) return 'an object';
  return Object.hasOwn(parent, 'constructor') && parent.constructor?.name ? parent.constructor.name : nameOf(parent);
}

/** The last link of a prototype chain: what none of the links before has, throws. */
function lastLink(parent: object, name?: string): object {
  return new Proxy(Object.create(parent) as object, {
    get(target, key, receiver): unknown {
      if (key in target || typeof key === 'symbol' || asked.has(key)) return Reflect.get(target, key, receiver);
      const owner = name ?? nameOf(receiver as object);
      throw new Error(`Electron stand-in: ${owner}.${key} is not implemented (tests/electron-stand-in)`);
    },
  });
}

/** Makes every member that `members` does not have throw on access. @returns the same object */
export function strict<T extends object>(name: string, members: T): T {
  return Object.setPrototypeOf(members, lastLink(Object.prototype, name)) as T;
}

/** Base of the stand-in's classes that emit events. */
export class StrictEmitter extends EventEmitter {
  static {
    Object.setPrototypeOf(this.prototype, lastLink(EventEmitter.prototype));
  }
}

/** Base of the stand-in's classes that do not. */
export class StrictObject {
  static {
    Object.setPrototypeOf(this.prototype, lastLink(Object.prototype));
  }

  get [Symbol.toStringTag](): string {
    return nameOf(this);
  }
}
