/** The text by which one companion tells another of a call that it sends there: written, read, and matched with a call. Pure. */
import type { Call, Destination } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import { MAX_NOTE_CHARS, type HandOver } from '../model/hand-over.ts';
import type { NumberSettings, RoutingSettings } from '../model/settings.ts';
import type { LegEvidence } from './legs.ts';
import { displayText } from './display-text.ts';
import { MAX_INTERNAL_DIGITS, readNumber } from './numbers.ts';

/** What a companion's MESSAGE says. */
export type CompanionMessage =
  | { readonly kind: 'hand-over'; readonly handOver: HandOver }
  /** A companion has the hand-over of that id. */
  | { readonly kind: 'receipt'; readonly id: string };

/** Of the whole text, so that with its headers it stays below what a MESSAGE may have (RFC 3428 §8) and a server takes (Asterisk). */
export const MAX_HAND_OVER_BYTES = 1000;
/** Who answers a call so long after it began to ring may still read what came a moment late. */
const RANG_LATELY_MS = 10_000;

const VERSION = '1';
const MAX_FROM_BYTES = 100;
/** A value that is longer is left out: cut, it would match nothing. */
const MAX_VALUE_BYTES = 120;
const ID = /^[\w-]{1,64}$/;
const RECEIPT = /^Ringside-Receipt: ([\w-]{1,64})\s*$/;
const FIELD = /^([A-Za-z-]+): (.*)$/;
/** Its first line is for a person at a device that is no companion. */
const LABELS = { version: 'Ringside-Hand-Over', id: 'Id', from: 'From', call: 'Call', caller: 'Caller' } as const;

/** What goes over the wire of a hand-over: one line each, nothing that cannot be shown, all of it within {@link MAX_HAND_OVER_BYTES}.
 *  @returns the note cut, not refused: the sender's card shows what is sent */
export function tidyHandOver({ id, from, note, ringsideCall, callerKey }: HandOver): HandOver {
  const bare = {
    id,
    from: cutToBytes(displayText(from) ?? '?', MAX_FROM_BYTES).trim(),
    note: '',
    ringsideCall: valueOf(ringsideCall),
    callerKey: valueOf(callerKey),
  };
  const room = MAX_HAND_OVER_BYTES - bytesOf(writeHandOver(bare)) - 1;
  return { ...bare, note: cutToBytes(displayText(note, MAX_NOTE_CHARS) ?? '', room).trim() };
}

/** @param handOver as {@link tidyHandOver} gives it */
export function writeHandOver({ id, from, note, ringsideCall, callerKey }: HandOver): string {
  return [
    `${from}:${note === '' ? '' : ` ${note}`}`,
    '',
    `${LABELS.version}: ${VERSION}`,
    `${LABELS.id}: ${id}`,
    `${LABELS.from}: ${from}`,
    ...(ringsideCall === null ? [] : [`${LABELS.call}: ${ringsideCall}`]),
    ...(callerKey === null ? [] : [`${LABELS.caller}: ${callerKey}`]),
    '',
  ].join('\r\n');
}

export const writeReceipt = (id: string): string => `Ringside-Receipt: ${id}\r\n`;

/** Reads what a companion sent. Total: whatever is not exactly that is nothing, and a reader of another version's says nothing either.
 *  @returns null for any other text; never throws */
export function readCompanionMessage(text: string): CompanionMessage | null {
  const receipt = RECEIPT.exec(text)?.[1];
  if (receipt !== undefined) return { kind: 'receipt', id: receipt };
  const [first = '', blank, ...rest] = text.split(/\r?\n/);
  const fields = fieldsOf(rest);
  const id = fields?.get(LABELS.id) ?? '';
  const from = fields?.get(LABELS.from) ?? '';
  if (blank !== '' || fields?.get(LABELS.version) !== VERSION || !ID.test(id)) return null;
  if (from === '' || !first.startsWith(`${from}:`)) return null;
  const handOver = tidyHandOver({
    id,
    from,
    note: first.slice(from.length + 1),
    ringsideCall: fields.get(LABELS.call) ?? null,
    callerKey: fields.get(LABELS.caller) ?? null,
  });
  return { kind: 'hand-over', handOver };
}

/** Whether a hand-over is of this call. `X-Ringside-Call` decides where both have one; else the same caller, told by both. */
export function isOfCall(
  handOver: Pick<HandOver, 'ringsideCall' | 'callerKey'>,
  call: Pick<LegEvidence, 'ringsideCall' | 'callerKey'>,
): boolean {
  const ringsideCall = valueOf(call.ringsideCall);
  if (handOver.ringsideCall !== null && ringsideCall !== null) return handOver.ringsideCall === ringsideCall;
  return handOver.callerKey !== null && handOver.callerKey === valueOf(call.callerKey);
}

/** Whether a hand-over still concerns a call: it rings, or was answered or ended a moment ago. */
export function ringsOrRangLately({ state }: Pick<Call, 'state'>, nowEpochMs: number): boolean {
  switch (state.kind) {
    case 'ringing':
    case 'sending':
      return true;
    case 'answered':
      return nowEpochMs - state.sinceEpochMs <= RANG_LATELY_MS;
    case 'ended':
      return nowEpochMs - state.atEpochMs <= RANG_LATELY_MS;
    case 'sent':
    case 'taken':
      return false;
  }
}

/** User part of the companion beside a destination.
 *  @param pattern `{ext}c`; null: no notes at this desk
 *  @returns null where nobody could be told: no extension, no pattern */
export function companionOf(pattern: string | null, { kind, dial }: Pick<Destination, 'kind' | 'dial'>): string | null {
  const isShort = new RegExp(`^\\d{1,${MAX_INTERNAL_DIGITS}}$`).test(dial);
  if (pattern === null || !(kind === 'extension' || (kind === 'number' && isShort))) return null;
  return pattern.split('{ext}').join(dial);
}

/** Whether a user may be a colleague's companion: what others write is no hand-over, whatever it says of itself.
 *  @param pattern null: this desk does not know how they are named */
export function isCompanion(pattern: string | null, user: string): boolean {
  if (pattern === null) return true;
  const [before = '', after = ''] = pattern.split('{ext}');
  const extension = user.slice(before.length, user.length - after.length);
  return user === before + extension + after && /^\d+$/.test(extension);
}

/** The colleague who sent a call here, by the call's own headers: Referred-By (RFC 3892), else the forwarder, where that is an extension.
 *  A queue or group that the company has named is none. @returns the name that came, else the extension */
export function senderByHeaders(
  { referredBy, forwardedFrom }: Pick<Caller, 'referredBy' | 'forwardedFrom'>,
  { country }: Pick<NumberSettings, 'country'>,
  { queues }: Pick<RoutingSettings, 'queues'>,
): string | null {
  const colleague = [referredBy, forwardedFrom].find(
    (party) =>
      party !== null &&
      readNumber(party.user, country).kind === 'internal' &&
      !queues.some(({ number }) => number === party.user),
  );
  return colleague?.displayName ?? colleague?.user ?? null;
}

/** @returns null where a line is no field, or a field comes twice */
function fieldsOf(lines: readonly string[]): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>();
  for (const line of lines) {
    if (line === '') continue;
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name === undefined || value === undefined || fields.has(name)) return null;
    fields.set(name, value);
  }
  return fields;
}

function valueOf(value: string | null): string | null {
  if (value === null || bytesOf(value) > MAX_VALUE_BYTES) return null;
  return displayText(value);
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Never inside a grapheme. */
function cutToBytes(text: string, maxBytes: number): string {
  if (bytesOf(text) <= maxBytes) return text;
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) {
    bytes += bytesOf(segment);
    if (bytes > maxBytes) break;
    kept += segment;
  }
  return kept;
}
