/** What one desk tells another of a call that it sends there: who sends it on, and a note. */

/** Longest note, characters: what can be typed is sent whole, in any alphabet (`MAX_HAND_OVER_BYTES` in main/call/hand-over.ts). */
export const MAX_NOTE_CHARS = 240;

/** As it goes from companion to companion. */
export interface HandOver {
  /** Of the sender's making; the receipt names it. */
  readonly id: string;
  /** Who sends it on: the employee's name, else the extension. */
  readonly from: string;
  /** May be empty. */
  readonly note: string;
  /** `X-Ringside-Call`; null where the dialplan does not tell it. */
  readonly ringsideCall: string | null;
  /** The caller, in the spelling of {@link CallRecord.callerKey}; null where withheld. */
  readonly callerKey: string | null;
}

/** What became of a note on its way. */
export type NoteDelivery =
  /** Typed, the call has not been sent yet. */
  | 'not-sent'
  /** Its receipt is awaited. */
  | 'on-its-way'
  /** Her companion has said that it has it. */
  | 'arrived'
  /** The server took it, and nothing came back: perhaps there is no companion. */
  | 'not-told'
  /** The server refused it, or it could not be sent: nobody has it. */
  | 'not-delivered'
  /** Where the call went there is no companion to tell: another kind of target, or no pattern is set. */
  | 'nobody-to-tell';
