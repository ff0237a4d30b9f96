/** A page's requests: the app's own scheme is answered by its handler, navigations pass the app's guards first. */
import { cancelable } from './event.ts';
import type { Frames, WebFrame } from './frames.ts';
import type { EventOf, Protocol } from './protocol.ts';
import { fromWeb, type Schemes } from './schemes.ts';

type Paused = EventOf<'Fetch.requestPaused'>;
type GuardName = 'will-navigate' | 'will-frame-navigate' | 'will-redirect';

export interface NavigationPorts {
  frames: Frames;
  schemes: Schemes;
  emit: (name: GuardName, event: object, url: string) => void;
  fulfill: (answer: Protocol.Fetch.fulfillRequestParameters) => void;
  proceed: (requestId: string) => void;
  refuse: (requestId: string, reason: Protocol.Network.ErrorReason) => void;
}

const withoutHash = (url: string): string => url.replace(/#.*/s, '');
/** Of these Chromium asks the stand-in before it loads; of all others it tells only that a page asked for them. */
const isIntercepted = (url: string): boolean => /^https?:/.test(url);

export class Navigation {
  readonly #ports: NavigationPorts;
  /** Addresses that a page asked for itself, by frame: what the host or a test loads passes no guard. */
  readonly #asked = new Map<string, string>();

  constructor(ports: NavigationPorts) {
    this.#ports = ports;
  }

  /** Page.frameRequestedNavigation: a click on a link, a script, a form or a refresh. */
  asked(frameId: string, url: string): void {
    if (isIntercepted(url)) this.#asked.set(frameId, withoutHash(url));
    else this.#isAllowed(frameId, url);
  }

  async intercept(paused: Paused): Promise<void> {
    const { request, requestId, resourceType, frameId } = paused;
    if (resourceType === 'Document' && !this.#passesGuards(paused)) {
      this.#ports.refuse(requestId, 'Aborted');
      return;
    }
    const url = fromWeb(request.url);
    if (url === request.url) {
      this.#ports.proceed(requestId);
      return;
    }
    await this.#serve(url, request, requestId, frameId);
  }

  #passesGuards({ request, frameId, redirectedRequestId }: Paused): boolean {
    if (redirectedRequestId !== undefined) return this.#emit('will-redirect', frameId, request.url);
    if (this.#asked.get(frameId) !== withoutHash(request.url)) return true;
    this.#asked.delete(frameId);
    return this.#isAllowed(frameId, request.url);
  }

  #isAllowed(frameId: string, url: string): boolean {
    const isMainFrame = this.#frame(frameId).parent === null;
    if (isMainFrame && !this.#emit('will-navigate', frameId, url)) return false;
    return this.#emit('will-frame-navigate', frameId, url);
  }

  #emit(name: GuardName, frameId: string, webUrl: string): boolean {
    const frame = this.#frame(frameId);
    const url = fromWeb(webUrl);
    const event = cancelable({
      url,
      isMainFrame: frame.parent === null,
      isSameDocument: false,
      frame,
      initiator: frame,
    });
    this.#ports.emit(name, event, url);
    return !event.defaultPrevented;
  }

  #frame(frameId: string): WebFrame {
    return this.#ports.frames.get(frameId) ?? this.#ports.frames.main;
  }

  async #serve(url: string, request: Protocol.Network.Request, requestId: string, frameId: string): Promise<void> {
    const handler = this.#ports.schemes.handlerOf(url);
    if (!handler) {
      this.#ports.refuse(requestId, 'NameNotResolved');
      return;
    }
    try {
      const { method, headers, postData } = request;
      const response = await handler(
        new Request(url, { method, headers, ...(postData === undefined ? {} : { body: postData }) }),
      );
      const body = Buffer.from(await response.arrayBuffer()).toString('base64');
      const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
      this.#ports.fulfill({ requestId, responseCode: response.status, responseHeaders, body });
    } catch (error) {
      console.error(`Electron stand-in: the protocol handler failed for ${url} (frame ${frameId}):`, error);
      this.#ports.refuse(requestId, 'Failed');
    }
  }
}
