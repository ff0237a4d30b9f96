/** What is said aloud: when a call begins to ring, when the CRM knows it, and what became of it. */
import type { CallView, LookupView } from '../../main/bridge/contract/call-views.ts';
import type { CallerWords } from '../i18n/words.ts';
import { assertNever } from '../ui/assert-never.ts';
import { earlierParts, numberText, senderText, titleOf } from './headline.ts';
import { noteText, progressOf } from './progress.ts';
import type { Announced } from './spoken.svelte.ts';
import { targetWords } from './target-words.ts';
import { isRisky } from './transfer-way.ts';

export function announcementText(told: Announced, words: CallerWords): string {
  const { call, look, isAtOnce } = told;
  const first = isAtOnce ? announced(call, null, words) : [];
  return sentences([...first, ...announced(call, look, words), isRisky(call) ? words.onlyLeg.what : '']);
}

function announced(call: CallView, look: LookupView | null, words: CallerWords): readonly string[] {
  if (look === null) {
    const [open, close] = words.quotes;
    const name = call.displayName === null ? [] : [`${open}${call.displayName}${close} ${words.byTheCaller}`];
    return [calledText(call, words), numberText(call.number, words), ...name, handedOverText(call, words)];
  }
  switch (look.kind) {
    case 'not-asked':
      return [words.situations[look.plan.reason]?.what ?? ''];
    case 'no-match':
      return [words.notInCrm, keptText(call, look, words), handedOverText(call, words)];
    case 'failed':
      return [words.crmErrors[look.code], handedOverText(call, words)];
    case 'found': {
      const known = look.matches.flatMap((match) => match.name ?? []);
      const names = [
        ...known,
        keptText(call, look, words),
        ...earlierParts(call.earlier, words).map(({ before, name, after }) => before + name + after),
      ];
      const [first] = look.plan.people;
      const sentOn = handedOverText(call, words);
      if (first === undefined) return [...names, sentOn, words.nobodyResponsible];
      const own = words.situations[look.plan.reason];
      if (first.isSelf && own !== null) return [...names, sentOn, own.what, own.more];
      const person = first.name ?? words.employeeWithoutName(first.personId);
      const line = first.line === null || first.line.state === 'not-told' ? '' : words.lines[first.line.state];
      return [...names, sentOn, `${words.responsible}: ${person}`, words.workdays[first.workday], line];
    }
    default:
      return assertNever(look);
  }
}

/** What became of a call, for whoever does not see its card. */
export function movedOnText({ call, look }: Pick<Announced, 'call' | 'look'>, words: CallerWords): string {
  const title = titleOf(call, look, words);
  if (call.state.kind === 'answered') {
    const more = call.state.isEndTold ? '' : words.endNotTold;
    return sentences([`${title}: ${words.answeredBy[call.state.by]}`, more]);
  }
  const progress = progressOf(call, words);
  if (progress === null) return '';
  const { name, via } =
    progress.destination === null ? { name: '', via: '' } : targetWords(progress.destination, words);
  const isWaiting = call.state.kind === 'taken' && call.state.step.kind === 'choosing';
  return sentences([
    `${title}: ${[progress.what, name, via].join(' ').trim()}`,
    progress.more,
    isWaiting ? words.backToPhoneElse : '',
    noteText(call, words),
  ]);
}

function calledText({ called }: CallView, words: CallerWords): string {
  if (called === null) return words.incomingCall;
  return `${words.callFor} ${called.isOwn ? words.you : (called.name ?? called.number)}`;
}

/** From when an answer of an earlier day is, seen from the call. */
function keptText(
  call: CallView,
  look: Extract<LookupView, { kind: 'found' | 'no-match' }>,
  words: CallerWords,
): string {
  return look.kept === null ? '' : words.keptFrom(look.asOfEpochMs, call.startedEpochMs);
}

function handedOverText({ handedOver }: CallView, words: CallerWords): string {
  if (handedOver === null) return '';
  const from = `${words.sentOnBy} ${senderText(handedOver.from, words)}`;
  return handedOver.note === '' ? from : `${from}: ${handedOver.note}`;
}

const sentences = (texts: readonly string[]): string =>
  [...new Set(texts)]
    .filter((text) => text !== '')
    .map((text) => (/[.…]$/.test(text) ? text : `${text}.`))
    .join(' ');
