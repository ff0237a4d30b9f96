/** Who is calling, in words: the headline and the line below it. */
import type { CallView, EarlierView, LookupView } from '../../main/bridge/contract/call-views.ts';
import type { CallerWords } from '../i18n/words.ts';
import { assertNever } from '../ui/assert-never.ts';

/** A piece of the line below the headline. `name` is foreign text: it may run in either direction and be of any length. */
export interface Part {
  readonly key: string;
  readonly before: string;
  readonly name: string;
  readonly after: string;
  readonly isStrong: boolean;
}

export interface Headline {
  readonly title: string;
  readonly parts: readonly Part[];
}

/** An answer that is this much older than the call was kept from an earlier one, and its age is shown. */
const keptAfterMs = 5000;

/** @param nowEpochMs main's clock */
export function headlineOf(call: CallView, look: LookupView | null, words: CallerWords, nowEpochMs: number): Headline {
  const title = titleOf(call, look, words);
  const client = look?.kind === 'found' ? look.matches[0] : undefined;
  const history = historyParts(call, words);
  if (look?.kind === 'found' && client !== undefined) {
    const type = words.entityTypes[client.type] ?? client.type;
    const company = look.matches.find((match) => match.type === 'COMPANY' && match !== client)?.name;
    return client.name === null
      ? {
          title,
          parts: [
            named('client', words.entityWithoutName(type, client.id)),
            ...whyParts(look, words, nowEpochMs),
            ...history,
          ],
        }
      : {
          title,
          parts: [
            { ...named('number', numberText(call.number, words)), isStrong: true },
            said('type', type),
            ...(company === undefined || company === null ? [] : [named('company', company)]),
            ...whyParts(look, words, nowEpochMs),
            ...history,
          ],
        };
  }
  const parts: Part[] = [];
  if (call.displayName !== null) {
    const [open, close] = words.quotes;
    parts.push({ ...named('display', call.displayName), before: open, after: `${close} ${words.byTheCaller}` });
  }
  if (look?.kind === 'no-match') parts.push({ ...said('no-match', words.notInCrm), isStrong: true });
  const country = call.number.kind === 'outside' && call.number.country !== null && words.country(call.number.country);
  if (typeof country === 'string') parts.push(said('country', country));
  const kept = look?.kind === 'no-match' ? keptFor(look, call, words, nowEpochMs) : null;
  if (kept !== null) parts.push(said('kept', kept));
  return { title, parts: [...parts, ...history] };
}

/** The client's name, else the number. */
export function titleOf(call: CallView, look: LookupView | null, words: CallerWords): string {
  const name = look?.kind === 'found' ? look.matches[0]?.name : null;
  return name ?? numberText(call.number, words);
}

/** Why it is this client, and from when that is where the CRM is being asked yet: where it does not answer, a notice says so. */
function whyParts(
  look: Extract<LookupView, { kind: 'found' }>,
  words: CallerWords,
  nowEpochMs: number,
): readonly Part[] {
  const why = words.whyMatch[look.why];
  const isBeingAsked = look.kept !== null && look.kept.failure === null;
  return [
    ...(why === '' ? [] : [said('why', why)]),
    ...(isBeingAsked ? [said('kept', words.keptFrom(look.asOfEpochMs, nowEpochMs))] : []),
  ];
}

/** Whether an answer was there before the call. */
export const isKept = (asOfEpochMs: number, call: CallView): boolean =>
  call.startedEpochMs - asOfEpochMs >= keptAfterMs;

/** How old a kept answer is, in words; null for one that was fetched for this call. */
function keptFor(
  { asOfEpochMs, kept }: Extract<LookupView, { kind: 'no-match' }>,
  call: CallView,
  words: CallerWords,
  nowEpochMs: number,
): string | null {
  // Where the CRM does not answer, a notice says from when it is.
  if (kept !== null) return kept.failure === null ? words.keptFrom(asOfEpochMs, nowEpochMs) : null;
  if (!isKept(asOfEpochMs, call)) return null;
  return words.asOf(words.age((nowEpochMs - asOfEpochMs) / 1000));
}

export function numberText(number: CallView['number'], words: CallerWords): string {
  switch (number.kind) {
    case 'withheld':
      return words.numberWithheld;
    case 'internal':
      return words.extension(number.extension);
    case 'outside':
      return number.shown;
    case 'not-a-number':
      return number.raw;
    default:
      return assertNever(number);
  }
}

/** Who sent the call on: a name as it is, an extension as such. */
export const senderText = (from: string, words: CallerWords): string =>
  /^\d+$/.test(from) ? words.byExtension(from) : from;

function historyParts(call: CallView, words: CallerWords): readonly Part[] {
  const parts: Part[] = [];
  if (call.forwardedFrom !== null)
    parts.push({ ...named('forwarded', call.forwardedFrom), before: `${words.forwardedFrom} ` });
  return [...parts, ...earlierParts(call.earlier, words)];
}

/** What is known of the caller's earlier calls; where the last one was sent says more than that there was one. */
export function earlierParts(earlier: EarlierView | null, words: CallerWords): readonly Part[] {
  if (earlier === null) return [];
  const { lastSecondsAgo, timesToday, sentTo } = earlier;
  const parts: Part[] = [];
  if (sentTo !== null) {
    const to = named('sent-to', sentTo.name ?? sentTo.shown);
    if (sentTo.isBack) parts.push({ ...to, before: `${words.backFrom} `, isStrong: true });
    else parts.push({ ...to, before: `${words.sentEarlierTo} `, after: ` ${words.ago(sentTo.secondsAgo)}` });
  }
  // Of one that was sent on, how long ago is said there.
  const lastAgo = sentTo === null ? lastSecondsAgo : null;
  if (timesToday > 1) parts.push(said('today', words.calledToday(timesToday, lastAgo)));
  else if (lastAgo !== null) parts.push(said('before', words.calledBefore(lastAgo)));
  return parts;
}

const named = (key: string, name: string): Part => ({ key, before: '', name, after: '', isStrong: false });
const said = (key: string, text: string): Part => ({ key, before: text, name: '', after: '', isStrong: false });
