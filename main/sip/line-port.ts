/** What a line does for those who hold one. */
import type { LegId } from '../model/call.ts';
import type { LineEvent, MessageResult, RedirectResult, TakeResult } from '../model/line.ts';
import type { Lamp } from '../model/presence.ts';

/** Fits the switchboard's port `Line`, and adds what start-up and the desktop tell the line. */
export interface Line {
  /** A new listener is told at once what is known: the status, the own line, the phone. @returns ends the subscription */
  subscribe(listener: (event: LineEvent) => void): () => void;
  /** Sends 180; never throws, a leg that is gone is ignored. */
  ring(leg: LegId): void;
  /** Sends 302 with `Contact: <sip:dial@AOR-DOMAIN>`. Never rejects. */
  redirect(leg: LegId, dial: string): Promise<RedirectResult>;
  /** Ends one leg with a final answer; a leg that is gone is ignored. */
  reject(leg: LegId, status: 480 | 486): void;
  /** Answers with 200 and no media, after having written down how to send the caller back. Never rejects. `taken` is an event besides. */
  take(leg: LegId): Promise<TakeResult>;
  /** Calls a directed-pickup code, as `leg`; then as taken. Never rejects. */
  fetch(leg: LegId, dial: string): Promise<TakeResult>;
  /** REFER of a taken leg; `pass-progress` events tell how it goes. A leg that is gone is told `hung-up`. */
  pass(leg: LegId, dial: string): void;
  /** Watches a line. `onTold` gets what is known at once, within this call, and every change.
   *  @returns ends the watch; nothing is told after it */
  watch(extension: string, onTold: (lamp: Lamp) => void): () => void;
  /** MESSAGE (RFC 3428), plain text. Never rejects. @param user of the Address of Record that it is for */
  sendMessage(user: string, text: string): Promise<MessageResult>;
  /** @returns stops: removes the binding and closes the link, within about a second. Never rejects. */
  start(): () => Promise<void>;
  /** The system says that it goes to sleep, or that it is back. */
  suspend(): void;
  resume(): void;
  /** What the renderer's browser believes of the network. */
  networkHint(isOnline: boolean): void;
}
