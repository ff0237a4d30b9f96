/** The frames of one window's page, each with the world its preload runs in. */
import { makeCodec } from './page/codec.ts';
import type { ToPage } from './page/messages.ts';
import { fromWeb } from './schemes.ts';
import { StrictObject } from './strict.ts';

const codec = makeCodec();

/** Hands a text to the preload's world in a context of the page. */
type Hand = (contextId: number, text: string) => void;

let lastRoutingId = 0;

export class WebFrame
  extends StrictObject
  implements Pick<Electron.WebFrameMain, 'url' | 'origin' | 'name' | 'routingId' | 'processId' | 'detached' | 'send'>
{
  readonly parent: WebFrame | null;
  readonly routingId = ++lastRoutingId;
  readonly processId = 1;
  name = '';
  detached = false;
  /** The document's address as Chromium has it; `url` is the app's. */
  webUrl = 'about:blank';
  /** Context of the preload's world; undefined between two documents. */
  contextId: number | undefined;
  readonly #hand: Hand;

  constructor(parent: WebFrame | null, hand: Hand) {
    super();
    this.parent = parent;
    this.#hand = hand;
  }

  get url(): string {
    return fromWeb(this.webUrl);
  }

  get origin(): string {
    const { protocol, host } = new URL(this.url);
    return host === '' ? 'null' : `${protocol}//${host}`;
  }

  get top(): WebFrame {
    return this.parent?.top ?? this;
  }

  isDestroyed(): boolean {
    return this.detached;
  }

  send(channel: string, ...args: unknown[]): void {
    this.deliver({ op: 'event', channel, args: codec.encode(structuredClone(args)) });
  }

  /** The document that asked may have been replaced by another, which counts its questions anew. */
  answer(contextId: number, message: ToPage): void {
    if (this.contextId === contextId) this.deliver(message);
  }

  /** Writes to Chromium before it returns. What comes between two documents is lost, as in Electron. */
  deliver(message: ToPage): void {
    if (this.contextId === undefined) return;
    this.#hand(this.contextId, JSON.stringify(message));
  }
}

/** Which frames there are, and which context belongs to which. */
export class Frames {
  readonly main: WebFrame;
  readonly #hand: Hand;
  readonly #byId = new Map<string, WebFrame>();

  constructor(hand: Hand) {
    this.#hand = hand;
    this.main = new WebFrame(null, hand);
  }

  /** @param frameId of the main frame, which for a page is its target's id */
  opened(frameId: string): void {
    this.#byId.set(frameId, this.main);
  }

  attached(frameId: string, parentFrameId: string): void {
    if (!this.#byId.has(frameId)) {
      this.#byId.set(frameId, new WebFrame(this.#byId.get(parentFrameId) ?? this.main, this.#hand));
    }
  }

  detached(frameId: string): void {
    const frame = this.#byId.get(frameId);
    if (frame) frame.detached = true;
    this.#byId.delete(frameId);
  }

  get(frameId: string): WebFrame | undefined {
    return this.#byId.get(frameId);
  }

  byContext(contextId: number): WebFrame | undefined {
    return [...this.#byId.values()].find((frame) => frame.contextId === contextId);
  }

  contextsCleared(): void {
    for (const frame of this.#byId.values()) frame.contextId = undefined;
  }
}
