/** What lamps need of the line, and the answers that go to and fro. */
import type { Clock } from '../../model/clock.ts';
import type { RawMessage } from '../raw-message.ts';
import type { LampDialogState } from './lamp-dialog.ts';

/** A final answer of the server to a SUBSCRIBE. */
export interface SubscribeAnswer {
  readonly status: number;
  /** Of the request that was answered: digest raises it. */
  readonly cseq: number;
  readonly message: RawMessage;
}

export interface NotifyAnswer {
  readonly status: number;
  readonly reason: string;
}

export interface LampDeps {
  readonly clock: Clock;
  /** Uniform in [0,1). */
  readonly random01: () => number;
  /** Fresh and random, letters, digits and `-`. */
  readonly newId: () => string;
  readonly answerMs: number;
  /** `sip:102@pbx.example.com`. */
  readonly uriOf: (extension: string) => string;
  /** Sends a SUBSCRIBE; silence has no answer. @param headers whole lines */
  readonly subscribe: (
    dialog: LampDialogState,
    headers: readonly string[],
    onAnswer: (answer: SubscribeAnswer) => void,
  ) => void;
}
