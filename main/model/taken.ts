/** A caller whom this app has answered and not yet sent on: what is needed to send him back, should the app die. */
import type { LegId } from './call.ts';

/** The dialog of a taken call, as a file keeps it (RFC 3261 §12). Holds no name and no key. */
export interface TakenDialog {
  readonly id: LegId;
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** URIs of From and To in requests of ours. */
  readonly localUri: string;
  readonly remoteUri: string;
  /** Where our requests go. */
  readonly remoteTarget: string;
  /** `<sip:…;lr>`, in the order of Route. */
  readonly routes: readonly string[];
  /** CSeq of the last request of ours. */
  readonly cseq: number;
  readonly takenEpochMs: number;
}

/** Where taken dialogs are written down. What `write` has returned from survives the death of the process. */
export interface TakenJournal {
  /** @returns false where it could not be written: then nothing may be answered */
  write(dialog: TakenDialog): boolean;
  remove(id: LegId): void;
  /** Those of an earlier run, oldest first; what cannot be read is left out and set aside. */
  read(): readonly TakenDialog[];
}
