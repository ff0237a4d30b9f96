/** What is said aloud: when a call begins to ring, when the CRM knows it, and what became of it. */
import type { CallerWords } from '../i18n/words.ts';
import { assertNever } from '../ui/assert-never.ts';
import type { Announced } from './caller-state.svelte.ts';
import { earlierParts, numberText, titleOf } from './headline.ts';
import { progressOf } from './progress.ts';
import { targetWords } from './target-words.ts';

export function announcementText({ call, look }: Announced, words: CallerWords): string {
  if (look === null) {
    const line =
      call.called === null ? words.incomingCall : `${words.callFor} ${call.called.name ?? call.called.number}`;
    const [open, close] = words.quotes;
    const name = call.displayName === null ? [] : [`${open}${call.displayName}${close} ${words.byTheCaller}`];
    return sentences([line, numberText(call.number, words), ...name]);
  }
  switch (look.kind) {
    case 'not-asked':
      return sentences([words.situations[look.plan.reason]?.what ?? '']);
    case 'no-match':
      return sentences([words.notInCrm]);
    case 'failed':
      return sentences([words.crmErrors[look.code]]);
    case 'found': {
      const known = look.matches.flatMap((match) => match.name ?? []);
      const names = [
        ...known,
        ...earlierParts(call.earlier, words).map(({ before, name, after }) => before + name + after),
      ];
      const [first] = look.plan.people;
      if (first === undefined) return sentences([...names, words.nobodyResponsible]);
      const own = words.situations[look.plan.reason];
      if (first.isSelf && own !== null) return sentences([...names, own.what, own.more]);
      const person = first.name ?? words.employeeWithoutName(first.personId);
      return sentences([...names, `${words.responsible}: ${person}`, words.workdays[first.workday]]);
    }
    default:
      return assertNever(look);
  }
}

/** What became of a call, for whoever does not see its card. */
export function movedOnText({ call, look }: Announced, words: CallerWords): string {
  const title = titleOf(call, look, words);
  if (call.state.kind === 'answered') {
    const more = call.state.isEndTold ? '' : words.endNotTold;
    return sentences([`${title}: ${words.answeredBy[call.state.by]}`, more]);
  }
  const progress = progressOf(call.state, words);
  if (progress === null) return '';
  const { name, via } =
    progress.destination === null ? { name: '', via: '' } : targetWords(progress.destination, words);
  return sentences([`${title}: ${[progress.what, name, via].join(' ').trim()}`, progress.more]);
}

const sentences = (texts: readonly string[]): string =>
  texts
    .filter((text) => text !== '')
    .map((text) => (text.endsWith('.') ? text : `${text}.`))
    .join(' ');
