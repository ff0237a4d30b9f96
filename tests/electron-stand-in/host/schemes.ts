/**
 * The app's own schemes (`app://`), which Chromium cannot be taught from outside: pages live under an https address that
 * only the stand-in answers, and every address that the app sees is turned back.
 */
import { strict } from './strict.ts';

const suffix = '.stand-in.test';
/** What Fetch.enable intercepts for them. */
export const webPattern = `https://*${suffix}/*`;

type Handler = (request: Request) => Response | Promise<Response>;

/** `app://bundle/a.html` → `https://bundle.app.stand-in.test/a.html`; other addresses stay, and `isOwn` says which. */
function toWeb(url: string, isOwn: (scheme: string) => boolean): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/.exec(url) ?? [];
  return isOwn(scheme) ? `https://${host}.${scheme}${suffix}${rest.startsWith('/') ? rest : `/${rest}`}` : url;
}

export function fromWeb(url: string): string {
  const [, host, scheme, rest = ''] = /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.stand-in\.test(.*)$/.exec(url) ?? [];
  return host === undefined || scheme === undefined ? url : `${scheme}://${host}${rest}`;
}

export class Schemes {
  readonly #handlers = new Map<string, Handler>();
  readonly #privileged = new Set<string>();
  readonly #isReady: () => boolean;

  constructor(isReady: () => boolean) {
    this.#isReady = isReady;
  }

  toWeb(url: string): string {
    return toWeb(url, (scheme) => this.#privileged.has(scheme));
  }

  /** The handler of an address as the app sees it. */
  handlerOf(url: string): Handler | undefined {
    return this.#handlers.get(new URL(url).protocol.slice(0, -1));
  }

  /** Electron's `protocol`. */
  asProtocol(): Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'> {
    return strict('protocol', {
      registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
        if (this.#isReady()) {
          throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
        }
        for (const { scheme } of schemes) this.#privileged.add(scheme);
      },
      handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
        if (!this.#privileged.has(scheme)) {
          throw new Error(`Electron stand-in: protocol.handle needs ${scheme} registered as privileged`);
        }
        if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
        this.#handlers.set(scheme, handler);
      },
      unhandle: (scheme: string) => {
        this.#handlers.delete(scheme);
      },
      isProtocolHandled: (scheme: string) => this.#handlers.has(scheme),
    }) satisfies Partial<Electron.Protocol>;
  }
}
