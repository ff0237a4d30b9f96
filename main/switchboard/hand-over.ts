/** The hand-over between two desks: what is typed here and sent along with a call, and what a colleague's companion tells of one that rings here. */
import { isCompanion, readCompanionMessage, writeReceipt } from '../call/hand-over.ts';
import type { OpenCall } from '../call/machine.ts';
import type { Result } from '../model/result.ts';
import type { HandedOver, ShownNote } from './desk.ts';
import { ReceivedHandOvers } from './hand-over-received.ts';
import { senderOf } from './record.ts';
import { SentHandOvers } from './hand-over-sent.ts';
import type { Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import type { LineEvent } from './ports.ts';
import type { Runner } from './runner.ts';

export class HandOvers {
  readonly #parts: SwitchboardParts;
  readonly #sent: SentHandOvers;
  readonly #received: ReceivedHandOvers;

  constructor(parts: SwitchboardParts, runner: Runner) {
    this.#parts = parts;
    this.#sent = new SentHandOvers(parts, runner);
    this.#received = new ReceivedHandOvers(parts.clock, runner);
    runner.follow({
      onStep: (entry: Entry, before: OpenCall) => {
        this.#sent.onStep(entry, before);
        this.#received.onStep(entry);
      },
      onForget: (entry: Entry) => {
        this.#sent.onForget(entry);
      },
    });
  }

  /** What the colleague is to read when the call reaches her; replaces what was typed before. */
  note(entry: Entry, text: string): Result<null, 'no-notes' | 'too-late'> {
    return this.#sent.note(entry, text);
  }

  /** @returns null where this desk has no notes */
  noteOf(entry: Entry): ShownNote | null {
    return this.#sent.noteOf(entry);
  }

  /** Who sent it here: what her companion told, else what the call's own headers tell. */
  handedOverOf(entry: Entry): HandedOver | null {
    const { handOver } = entry;
    if (handOver !== null) return { from: handOver.from, note: handOver.note };
    const from = senderOf(entry, this.#parts.desk);
    return from === null ? null : { from, note: '' };
  }

  /** Text for this line. What no companion wrote is nothing. */
  onMessage({ fromUser, text }: LineEvent & { readonly kind: 'message' }): void {
    const message = readCompanionMessage(text);
    if (message === null) return;
    if (message.kind === 'receipt') {
      this.#sent.onReceipt(fromUser, message.id);
      return;
    }
    if (!isCompanion(this.#parts.desk.companionPattern, fromUser)) return;
    // Also of one that came before: its receipt may have been lost.
    void this.#parts.line.sendMessage(fromUser, writeReceipt(message.handOver.id));
    this.#received.onHandOver(message.handOver);
  }

  /** Nothing is waited for any more. */
  stop(): void {
    this.#sent.stop();
  }
}
