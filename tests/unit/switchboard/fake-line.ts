/** The line as the switchboard sees it: what was sent over it, and what a test lets the server say. */
import type { Clock } from '../../../main/model/clock.ts';
import type { LegId } from '../../../main/model/call.ts';
import type { PassProgress } from '../../../main/model/line.ts';
import { untold, type Lamp, type LampCall, type LineState } from '../../../main/model/presence.ts';
import type { Line, LineEvent, MessageResult, RedirectResult, TakeResult } from '../../../main/switchboard/ports.ts';

export class FakeLine implements Line {
  /** `leg-1 302 102`, in the order in which it was sent. */
  readonly sent: string[] = [];
  /** MESSAGEs, each with whom it is for. */
  readonly messages: { readonly user: string; readonly text: string }[] = [];
  /** What the server says to the next MESSAGE. */
  messageResult: MessageResult = { kind: 'accepted', status: 202 };
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: LineEvent) => void>();
  readonly #watches = new Map<string, Set<(lamp: Lamp) => void>>();
  readonly #lamps = new Map<string, Lamp>();
  #redirecting: LegId | null = null;
  #taking: LegId | null = null;
  #answerRedirect: (result: RedirectResult) => void = () => undefined;
  #answerTake: (result: TakeResult) => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  subscribe(listener: (event: LineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  ring(leg: LegId): void {
    this.sent.push(`${leg} 180`);
  }

  redirect(leg: LegId, dial: string): Promise<RedirectResult> {
    this.sent.push(`${leg} 302 ${dial}`);
    this.#redirecting = leg;
    return new Promise((resolve) => {
      this.#answerRedirect = resolve;
    });
  }

  reject(leg: LegId, status: 480 | 486): void {
    this.sent.push(`${leg} ${status}`);
  }

  take(leg: LegId): Promise<TakeResult> {
    this.sent.push(`${leg} 200`);
    return this.#beginToTake(leg);
  }

  fetch(leg: LegId, dial: string): Promise<TakeResult> {
    this.sent.push(`${leg} INVITE ${dial}`);
    return this.#beginToTake(leg);
  }

  pass(leg: LegId, dial: string): void {
    this.sent.push(`${leg} REFER ${dial}`);
  }

  watch(extension: string, onTold: (lamp: Lamp) => void): () => void {
    const watches = this.#watches.get(extension) ?? new Set();
    this.#watches.set(extension, watches.add(onTold));
    onTold(this.#lamps.get(extension) ?? untold(this.#clock.nowEpochMs()));
    return () => watches.delete(onTold);
  }

  sendMessage(user: string, text: string): Promise<MessageResult> {
    this.messages.push({ user, text });
    return Promise.resolve(this.messageResult);
  }

  /** Extensions that are watched now. */
  watched(): string[] {
    return [...this.#watches].filter(([, watches]) => watches.size > 0).map(([extension]) => extension);
  }

  tell(event: LineEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** A watched line changes. */
  lamp(extension: string, state: LineState, calls: readonly LampCall[] = []): void {
    const lamp: Lamp = { state, sinceEpochMs: this.#clock.nowEpochMs(), calls };
    this.#lamps.set(extension, lamp);
    for (const tell of this.#watches.get(extension) ?? []) tell(lamp);
  }

  /** Resolves the last redirect as the line does, an ACK told first, and lets what waits for it run. */
  async server(kind: RedirectResult['kind']): Promise<void> {
    if (kind === 'acknowledged' && this.#redirecting !== null)
      this.tell({ kind, leg: this.#redirecting, atEpochMs: this.#clock.nowEpochMs() });
    this.#answerRedirect({ kind });
    await Promise.resolve();
    await Promise.resolve();
  }

  /** Resolves the last take or fetch as the line does, "taken" told first, and lets what waits for it run. */
  async taking(result: TakeResult): Promise<void> {
    if (result.kind === 'taken' && this.#taking !== null)
      this.tell({ kind: 'taken', leg: this.#taking, atEpochMs: this.#clock.nowEpochMs() });
    this.#answerTake(result);
    await Promise.resolve();
    await Promise.resolve();
  }

  /** How the REFER of the last leg that was taken goes. */
  passing(progress: PassProgress): void {
    if (this.#taking === null) throw new Error('Nobody was taken.');
    this.tell({ kind: 'pass-progress', leg: this.#taking, progress, atEpochMs: this.#clock.nowEpochMs() });
  }

  /** The last caller who was taken hangs up. */
  hangsUp(): void {
    if (this.#taking === null) throw new Error('Nobody was taken.');
    this.tell({ kind: 'hung-up', leg: this.#taking, atEpochMs: this.#clock.nowEpochMs() });
  }

  #beginToTake(leg: LegId): Promise<TakeResult> {
    this.#taking = leg;
    return new Promise((resolve) => {
      this.#answerTake = resolve;
    });
  }
}
