/** What is ever told by a system notification. A call that rings is not among it: it has its card, never both. */
import type { Destination, Outcome } from '../model/call.ts';
import { shownNumber, type CallerNumber } from '../model/caller.ts';
import type { DeafSpell } from '../model/line.ts';
import { assertNever } from '../model/result.ts';
import { acceleratorLabel } from './accelerator.ts';
import { plainLine } from './menu-text.ts';
import { problemWords } from './tray-state.ts';
import type { DesktopWords } from './words.ts';

export type Notice =
  /** No call could reach this desk for more than 10 s. */
  | { readonly kind: 'deaf'; readonly spell: DeafSpell }
  /** On an Address of Record that it shares with us, the desk phone is not registered any more. */
  | { readonly kind: 'phone-gone' }
  | { readonly kind: 'reachable-again'; readonly fromEpochMs: number; readonly untilEpochMs: number }
  /** @see ShortcutRefusal */
  | { readonly kind: 'shortcut-refused'; readonly accelerator: string; readonly why: 'taken' | 'unusable' }
  /** What became of a call that was sent on, once its card is gone. */
  | {
      readonly kind: 'outcome';
      readonly caller: NoticeCaller;
      readonly destination: Destination;
      readonly outcome: Outcome;
    }
  /** A caller whom this app had answered when it lost the line or was ended. */
  | { readonly kind: 'stranded'; readonly became: 'sent-back' | 'gone' }
  /** A note to a colleague of which no receipt came. */
  | { readonly kind: 'note-not-delivered'; readonly caller: NoticeCaller; readonly destination: Destination };

interface NoticeCaller {
  readonly number: CallerNumber;
  /** Null where it is not known. */
  readonly name: string | null;
}

interface NoticeText {
  readonly title: string;
  readonly body: string;
}

/** The notice in words. */
export function noticeText(notice: Notice, words: DesktopWords, platform: NodeJS.Platform): NoticeText {
  switch (notice.kind) {
    case 'deaf': {
      const { fromEpochMs, problem } = notice.spell;
      const why = problem === null ? null : problemWords(problem, words);
      return { title: words.deafTitle, body: words.deafBody(words.clock(fromEpochMs), why) };
    }
    case 'phone-gone':
      return { title: words.phoneGoneTitle, body: words.phoneGoneBody };
    case 'reachable-again':
      return {
        title: words.backTitle,
        body: words.backBody(words.clock(notice.fromEpochMs), words.clock(notice.untilEpochMs)),
      };
    case 'shortcut-refused': {
      const shown = acceleratorLabel(notice.accelerator, platform);
      const body = notice.why === 'taken' ? words.shortcutTaken(shown) : words.shortcutUnusable(shown);
      return { title: words.shortcutRefusedTitle, body };
    }
    case 'outcome':
      return {
        title: words.outcomeTitle(destinationWords(notice.destination), notice.outcome),
        body: callerWords(notice.caller, words),
      };
    case 'stranded':
      return { title: words.strandedTitle[notice.became], body: words.strandedBody[notice.became] };
    case 'note-not-delivered':
      return {
        title: words.noteTitle,
        body: words.noteBody(destinationWords(notice.destination), callerWords(notice.caller, words)),
      };
    default:
      return assertNever(notice);
  }
}

const destinationWords = ({ name, shown }: Destination): string => plainLine(name ?? shown);

/** The caller's name is his own word: it stays in its line. */
function callerWords({ name, number }: NoticeCaller, words: DesktopWords): string {
  return plainLine([name, shownNumber(number) ?? words.withheld].filter((part) => part !== null).join(' · '));
}
