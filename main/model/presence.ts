/** What the server's lamps tell of an extension's line: pure facts, each with its age. What is not told is never "free". */

/** RFC 4235 tells who is busy, PIDF (RFC 3863) who can be reached; each lamp alone tells half. */
export type LineState =
  /** Registered, and in no call: free. */
  | 'idle'
  /** In no call; whether the phone is there at all is not told. */
  | 'not-in-call'
  | 'ringing'
  | 'in-call'
  /** Not registered: nobody can be reached there. */
  | 'not-reachable'
  | 'not-told';

/** One call on a watched line. */
export interface LampCall {
  /** The lamp's own id: the same call keeps it from one document to the next; some servers have one id for a whole line. */
  readonly id: string;
  readonly phase: 'ringing' | 'in-call';
  /** The other side's number as the lamp names it; null where it does not. Asterisk tells it while it rings and no longer. */
  readonly remoteUser: string | null;
  /** Null where the lamp does not say; `outgoing` rings at somebody else. */
  readonly direction: 'incoming' | 'outgoing' | null;
}

export interface Presence {
  readonly state: LineState;
  /** When this state was first told; of `not-told`, since when nothing is told. */
  readonly sinceEpochMs: number;
}

/** A watched line, whole. */
export interface Lamp extends Presence {
  /** Its calls as the lamp lists them; empty where none, and where nothing is told. */
  readonly calls: readonly LampCall[];
}

/** A line of which nothing is told. */
export const untold = (sinceEpochMs: number): Lamp => ({ state: 'not-told', sinceEpochMs, calls: [] });
