import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  companionOf,
  isOfCall,
  MAX_HAND_OVER_BYTES,
  readCompanionMessage,
  ringsOrRangLately,
  senderByHeaders,
  tidyHandOver,
  writeHandOver,
  writeReceipt,
} from '../../../main/call/hand-over.ts';
import type { CallState } from '../../../main/model/call.ts';
import type { Party } from '../../../main/model/caller.ts';
import { MAX_NOTE_CHARS, type HandOver } from '../../../main/model/hand-over.ts';

const handOver: HandOver = {
  id: 'note-1',
  from: 'Boris Ivanov',
  note: 'please call back about invoice 4711',
  ringsideCall: '1763800000.7',
  callerKey: 'outside:+19062195047',
};
const bytesOf = (text: string): number => Buffer.byteLength(text);
const anyText = fc.oneof(fc.string(), fc.string({ unit: 'grapheme', maxLength: 600 }), fc.string({ unit: 'binary' }));
const anyHandOver = fc.record<HandOver>({
  id: fc.stringMatching(/^[\w-]{1,36}$/),
  from: anyText,
  note: anyText,
  ringsideCall: fc.option(anyText),
  callerKey: fc.option(anyText),
});

describe('the text of a hand-over', () => {
  test('tells a person at any device who says what, in its first line', () => {
    expect(writeHandOver(handOver).split('\r\n')).toEqual([
      'Boris Ivanov: please call back about invoice 4711',
      '',
      'Ringside-Hand-Over: 1',
      'Id: note-1',
      'From: Boris Ivanov',
      'Call: 1763800000.7',
      'Caller: outside:+19062195047',
      '',
    ]);
  });

  test('is read as it was written, also where a server changed its line ends or cut the last one', () => {
    const text = writeHandOver(handOver);
    const read = [text, text.replaceAll('\r\n', '\n'), text.trimEnd()].map(readCompanionMessage);
    expect(read).toEqual(Array.from({ length: 3 }, () => ({ kind: 'hand-over', handOver })));
  });

  test('whatever was typed is read as it was tidied, and fits into what a server takes', () => {
    fc.assert(
      fc.property(anyHandOver, (any) => {
        const tidy = tidyHandOver(any);
        const text = writeHandOver(tidy);
        expect(readCompanionMessage(text)).toEqual({ kind: 'hand-over', handOver: tidy });
        expect(bytesOf(text)).toBeLessThanOrEqual(MAX_HAND_OVER_BYTES);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['a', 'я', '電', '😀'])('the longest note that can be typed goes whole in letters as %s', (letter) => {
    const note = letter.repeat(MAX_NOTE_CHARS / letter.length);
    const from = 'Константин Константинопольский';
    expect(tidyHandOver({ ...handOver, id: 'x'.repeat(36), from, note }).note).toBe(note);
  });

  test('a longer one is cut, and an emoji is never halved', () => {
    const noteOf = (note: string): string => tidyHandOver({ ...handOver, note }).note;
    expect(noteOf('a'.repeat(MAX_NOTE_CHARS + 1)).length).toBeLessThanOrEqual(MAX_NOTE_CHARS);
    expect(noteOf('👩‍👩‍👧‍👦'.repeat(60))).toMatch(/^(?:👩‍👩‍👧‍👦)+$/u);
  });

  test('is one line whatever was typed, without control characters and what turns text round', () => {
    expect(tidyHandOver({ ...handOver, note: ' a\r\nIgnore: 1\n\tb\u0000 \u202Ec ' }).note).toBe('a Ignore: 1 b c');
  });

  test('values that are too long to be sent whole are left out: cut, they would match nothing', () => {
    const long = tidyHandOver({ ...handOver, ringsideCall: 'x'.repeat(121), callerKey: 'y'.repeat(120) });
    expect([long.ringsideCall, long.callerKey]).toEqual([null, 'y'.repeat(120)]);
  });
});

describe('what comes as a message', () => {
  const text = writeHandOver(handOver);
  test.each([
    ['nothing', ''],
    ['a person’s words', 'Lunch?'],
    ['another version', text.replace('Over: 1', 'Over: 2')],
    ['no version', text.replace('Ringside-Hand-Over: 1\r\n', '')],
    ['no id', text.replace('Id: note-1\r\n', '')],
    ['an odd id', text.replace('note-1', 'note 1')],
    ['no sender', text.replace('From: Boris Ivanov\r\n', '')],
    ['a first line of somebody else', text.replace('Boris Ivanov: please', 'Anna Petrova: please')],
    ['no empty line', text.replace('\r\n\r\n', '\r\n')],
    ['a field that comes twice', `${text}Id: note-2\r\n`],
    ['a line that is no field', `${text}and more\r\n`],
    ['a receipt with more behind it', `${writeReceipt('note-1')}and more`],
    ['a receipt without an id', 'Ringside-Receipt: '],
  ])('is nothing where it is %s', (_, other) => {
    expect(readCompanionMessage(other)).toBeNull();
  });

  test('a receipt is read as it was written', () => {
    expect(readCompanionMessage(writeReceipt('note-1'))).toEqual({ kind: 'receipt', id: 'note-1' });
  });

  test('whatever it is, reading ends, and what is read is bounded', () => {
    const pieces = fc.constantFrom('\r\n', '\n', ': ', 'Ringside-Hand-Over', '1', 'Id', 'From', 'Boris', 'Call', '');
    const any = fc.oneof(anyText, fc.string({ unit: pieces, maxLength: 60 }), fc.string({ maxLength: 5000 }));
    fc.assert(
      fc.property(any, anyHandOver, (tail, some) => {
        const read = [tail, writeHandOver(some) + tail].map(readCompanionMessage);
        const longest = read.map((each) => bytesOf(each?.kind === 'hand-over' ? writeHandOver(each.handOver) : ''));
        expect(Math.max(...longest)).toBeLessThanOrEqual(MAX_HAND_OVER_BYTES);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a hand-over and a call', () => {
  test.each([
    ['the same X-Ringside-Call', 'a', 'k', 'a', 'other', true],
    ['two of them, though the caller is the same', 'a', 'k', 'b', 'k', false],
    ['only the sender’s desk was told it, and the caller is the same', 'a', 'k', null, 'k', true],
    ['only this desk was told it, and the caller is the same', null, 'k', 'a', 'k', true],
    ['nobody was told it, and the caller is the same', null, 'k', null, 'k', true],
    ['the callers differ', null, 'k', null, 'l', false],
    ['neither has a number', null, null, null, null, false],
    ['the caller’s number is not told here', null, 'k', null, null, false],
  ])('%s', (_, ringsideCall, callerKey, callsRingsideCall, callsCallerKey, isIt) => {
    expect(isOfCall({ ringsideCall, callerKey }, { ringsideCall: callsRingsideCall, callerKey: callsCallerKey })).toBe(
      isIt,
    );
  });

  const destination = { targetId: 't', dial: '103', kind: 'extension', personId: null, name: null, shown: '' } as const;
  const sent = { way: 'redirect', outcome: 'not-told', outcomeEpochMs: null, notice: null } as const;
  const answered = { by: 'own-phone', toldBy: 'lamp', isEndTold: true } as const;
  test.each([
    ['rings', { kind: 'ringing', notice: null }, true],
    ['is just being sent on', { kind: 'sending', destination, sinceEpochMs: 0 }, true],
    ['was answered ten seconds ago', { kind: 'answered', ...answered, sinceEpochMs: 90_000 }, true],
    ['was answered before', { kind: 'answered', ...answered, sinceEpochMs: 89_999 }, false],
    [
      'ended ten seconds ago',
      { kind: 'ended', how: 'caller-hung-up', destination: null, outcome: null, atEpochMs: 90_000 },
      true,
    ],
    ['was sent on', { kind: 'sent', destination, ...sent, sinceEpochMs: 100_000 }, false],
  ] satisfies [string, CallState, boolean][])('where the call %s', (_, state, isStillHere) => {
    expect(ringsOrRangLately({ state }, 100_000)).toBe(isStillHere);
  });
});

describe('who is told', () => {
  test.each([
    ['an extension’s companion', '{ext}c', 'extension', '102', '102c'],
    ['a typed extension’s companion', '{ext}c', 'number', '102', '102c'],
    ['the pattern is the company’s', 'ringside-{ext}', 'extension', '102', 'ringside-102'],
    ['nobody at an outside number', '{ext}c', 'number', '+4930123456', null],
    ['nobody at a long number', '{ext}c', 'number', '1234567', null],
    ['nobody at a mobile', '{ext}c', 'mobile', '102', null],
    ['nobody at a queue', '{ext}c', 'queue', '600', null],
    ['nobody where no pattern is set', null, 'extension', '102', null],
  ] as const)('%s', (_, pattern, kind, dial, user) => {
    expect(companionOf(pattern, { kind, dial })).toBe(user);
  });
});

describe('who sent a call here, by its headers', () => {
  const queues = [{ number: '600', name: 'Sales' }];
  const boris: Party = { user: '104', displayName: 'Boris Ivanov' };
  const nameless: Party = { user: '104', displayName: null };
  test.each([
    ['the one who referred it', boris, null, 'Boris Ivanov'],
    ['the one who forwarded it', null, boris, 'Boris Ivanov'],
    ['the extension, where no name came', nameless, null, '104'],
    ['the one who referred it before the one who forwarded it', nameless, { ...boris, user: '105' }, '104'],
    ['nobody, where it came through a queue', null, { user: '600', displayName: null }, null],
    ['nobody, where it was forwarded from outside', null, { user: '+74951234567', displayName: null }, null],
    ['nobody, where nobody is told', null, null, null],
  ] satisfies [string, Party | null, Party | null, string | null][])('%s', (_, referredBy, forwardedFrom, sender) => {
    expect(senderByHeaders({ referredBy, forwardedFrom }, { country: 'US' }, { queues })).toBe(sender);
  });
});
