/** What is said aloud when a call begins to ring, and again when the CRM knows it. */
import type { CallerWords } from '../i18n/words.ts';
import { assertNever } from '../ui/assert-never.ts';
import type { Announced } from './caller-state.svelte.ts';
import { numberText } from './headline.ts';

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
      const names = look.matches.flatMap((match) => match.name ?? []);
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

const sentences = (texts: readonly string[]): string =>
  texts
    .filter((text) => text !== '')
    .map((text) => (text.endsWith('.') ? text : `${text}.`))
    .join(' ');
