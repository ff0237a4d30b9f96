/** What taking calls needs of the line. */
import type { LegId } from '../../model/call.ts';
import type { Clock } from '../../model/clock.ts';
import type { LineEvent } from '../../model/line.ts';
import type { TakenDialog, TakenJournal } from '../../model/taken.ts';
import type { RawMessage } from '../raw-message.ts';

/** A final answer of the server's. */
export interface RequestAnswer {
  readonly status: number;
  /** Of the request that was answered: digest raises it. */
  readonly cseq: number;
  readonly message: RawMessage;
}

/** An INVITE that waits for its answer. */
export interface FetchDraft {
  readonly uri: string;
  readonly callId: string;
  readonly localTag: string;
  readonly sdp: string;
}

/** A leg that rings, as it can be taken. */
export interface RingingLeg {
  readonly invite: RawMessage;
  /** The tag that 180 gave; null where none went out. */
  readonly tagGiven: string | null;
  /** Whether it still waits for its first answer. */
  readonly isFree: boolean;
}

export interface TakeDeps {
  readonly clock: Clock;
  readonly journal: TakenJournal;
  readonly emit: (event: LineEvent) => void;
  /** Fresh and random, letters, digits and `-`. */
  readonly newId: () => string;
  /** How long the ACK may take. */
  readonly confirmMs: number;
  /** Where a caller goes whom nobody has. */
  readonly extension: string;
  readonly isConnected: () => boolean;
  /** Ours, by the link that is up: `<sip:…>`. */
  readonly contact: () => string;
  /** `sip:102@pbx.example.com` */
  readonly uriOf: (user: string) => string;
  readonly send: (text: string) => boolean;
  /** Sends a request in a dialog; silence has no answer. @param headers whole lines besides Contact */
  readonly request: (
    method: 'REFER' | 'BYE',
    dialog: TakenDialog,
    headers: readonly string[],
    onAnswer: (answer: RequestAnswer) => void,
  ) => void;
  /** Sends an INVITE. After a 2xx, `onAnswer` returns before the ACK goes out. @returns gives it up */
  readonly invite: (draft: FetchDraft, onAnswer: (answer: RequestAnswer) => void) => () => void;
  /** Null where the leg is gone. */
  readonly legOf: (leg: LegId) => RingingLeg | null;
  /** The leg rings here no more, and nobody else answers it. */
  readonly release: (leg: LegId) => void;
}
