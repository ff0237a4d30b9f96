/** What the switchboard has to tell where no card tells it: one notification each. */
import type { Destination, Outcome } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';

/** Whom a notice is about. */
export interface NoticeCaller {
  readonly number: Caller['number'];
  /** The CRM's name, else the caller's own word, else null. */
  readonly name: string | null;
}

export type SwitchboardNotice =
  /** What became of a call that was sent on, told when its card was gone. */
  | {
      readonly kind: 'outcome';
      readonly caller: NoticeCaller;
      readonly destination: Destination;
      readonly outcome: Outcome;
    }
  /** A caller whom an earlier run had taken, or whom a lost link left here, was found. */
  | { readonly kind: 'stranded'; readonly became: 'sent-back' | 'gone' }
  /** A note that was typed reached nobody, and the card is gone. */
  | { readonly kind: 'note-not-delivered'; readonly caller: NoticeCaller; readonly destination: Destination };
