/** Words by which a call is found, and what a query asks for. Both go through the same folding; the index takes them as they are. */
import { classOf, type CallClass } from '../model/history.ts';
import type { CallRecord } from '../model/record.ts';

/** Marks of what is no word of a name. No word contains them, so that nobody can type them. */
const BEGINS = '<';
const BEGINS_WITH_COUNTRY = '+';
const ENDS = '>';
const CLASS = '~';

const MAX_WORD_CHARS = 32;
const MAX_WORDS = 150;
const MAX_QUERY_WORDS = 10;
/** Of scripts without spaces every beginning is a word's: so many characters from each are kept. */
const RUN_CHARS = 8;

/** Letters that no normalisation takes apart, as people without them on the keyboard type them. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', æ: 'ae', œ: 'oe', þ: 'th', ς: 'σ' },
};
/** Arabic, Persian and Devanagari digits; `0` of the last ends in 6. */
const digitOf = (char: string): string =>
  String((char.charCodeAt(0) & 0xf) - (char.charCodeAt(0) >= 0x966 ? 0x966 & 0xf : 0));

const word = /[\p{L}\p{N}\p{Mc}\p{So}]+/gu;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/u;

/** The same for all cases and accents: ё and е, ß and ss, İ, I and ı, é and e, ｱ and ア. Twice the case, for ß and ı have no capital of
 *  their own. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}+/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{Mn}+/gu, '')
    .replaceAll(/[øłđðħæœþς]/g, (letter) => TYPED_AS[letter] ?? letter)
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, digitOf)
    .normalize('NFC');
}

const cut = (text: string, chars: number): string => Array.from(text).slice(0, chars).join('');
const reversed = (digits: string): string => Array.from(digits).reverse().join('');

/** A folded word apart where its script changes between one with spaces and one without. */
const runsOf = (folded: string): { readonly run: string; readonly isUnspaced: boolean }[] =>
  folded
    .split(new RegExp(`(${unspaced.source})`, 'u'))
    .filter((run) => run !== '')
    .map((run) => ({ run, isUnspaced: unspaced.test(run) }));

/** `太郎` is looked for in `田中太郎`: where nothing says where a word begins, each character does. */
function startsIn(run: string): string[] {
  const chars = Array.from(run);
  return chars.map((_, from) => chars.slice(from, from + RUN_CHARS).join(''));
}

const namesIn = (text: string | null): string[] =>
  text === null
    ? []
    : (fold(text).match(word) ?? []).flatMap((found) =>
        runsOf(found).flatMap(({ run, isUnspaced }) => (isUnspaced ? startsIn(run) : [cut(run, MAX_WORD_CHARS)])),
      );

/** How a number can begin: with the country, without it, and as Russia dials at home. */
function numbersIn(shown: string | null): string[] {
  if (shown === null || !/^[+\d]/.test(shown)) return namesIn(shown);
  const digits = shown.replaceAll(/\D/g, '');
  const home = /^\+\d+ (.+)$/.exec(shown)?.[1]?.replaceAll(/\D/g, '');
  return [
    (shown.startsWith('+') ? BEGINS_WITH_COUNTRY : BEGINS) + digits,
    ...(home === undefined ? [] : [BEGINS + home]),
    ...(home !== undefined && shown.startsWith('+7 ') ? [`${BEGINS}8${home}`] : []),
    ENDS + reversed(digits),
  ];
}

/** @returns the words of a call, with a space between: of its names and its note, its number's beginnings and end, its class */
export function wordsOf(record: CallRecord): string {
  const { name, number, assignee, sentTo, note } = record;
  const names = [name, assignee, sentTo?.name ?? null, sentTo?.shown ?? null, note].flatMap(namesIn);
  const all = [CLASS + classOf(record), ...numbersIn(number), ...names];
  return [...new Set(all)].slice(0, MAX_WORDS).join(' ');
}

/** A string of FTS5: in quotes it is no operator, and no quote is among a word's characters. */
const beginning = (text: string): string => `"${text}"*`;
const anyOf = (choices: readonly string[]): string => `(${choices.join(' OR ')})`;
const allOf = (parts: readonly string[]): string => `(${parts.join(' AND ')})`;

/** Digits as somebody types a number: its end, or its beginning with or without what is dialled before it. */
function numberChoices(digits: string): string[] {
  const dialled = digits.replace(/^00?/, '');
  const begins = dialled === '' || dialled === digits ? [digits] : [digits, dialled];
  return [ENDS + reversed(digits), ...begins.flatMap((each) => [BEGINS_WITH_COUNTRY + each, BEGINS + each])].map(
    beginning,
  );
}

function runPart({ run, isUnspaced }: { readonly run: string; readonly isUnspaced: boolean }): string[] {
  if (/^\d+$/.test(run)) return [anyOf([beginning(cut(run, MAX_WORD_CHARS)), ...numberChoices(run)])];
  if (!isUnspaced) return [beginning(cut(run, MAX_WORD_CHARS))];
  return startsIn(run)
    .filter((part, from) => from === 0 || Array.from(part).length === RUN_CHARS)
    .map(beginning);
}

/** What a query asks of the index, as an FTS5 expression. Never throws; whatever is typed is text, never an operator.
 *  @returns `all` for an empty text, or for a `+` that no digit follows yet; `nothing` where no letter and no digit is asked for */
export function askedOf(text: string, only: CallClass | null): { readonly match: string } | 'all' | 'nothing' {
  const folded = fold(text).trim();
  const words = (folded.match(word) ?? []).slice(0, MAX_QUERY_WORDS);
  if (words.length === 0) return /^[+(]?$/.test(folded) ? 'all' : 'nothing';
  const byName = words.flatMap((each) => runsOf(each).flatMap(runPart));
  const digits = /^[\d\s+()./-]+$/.test(folded) ? folded.replaceAll(/\D/g, '') : null;
  const asked =
    digits === null
      ? allOf(byName)
      : anyOf([
          ...(folded.startsWith('+') ? [beginning(BEGINS_WITH_COUNTRY + digits)] : numberChoices(digits)),
          allOf(words.map(beginning)),
        ]);
  return { match: only === null ? asked : allOf([asked, `"${CLASS}${only}"`]) };
}
