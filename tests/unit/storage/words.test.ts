import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallRecord } from '../../../main/model/record.ts';
import { askedOf, fold, wordsOf } from '../../../main/storage/words.ts';
import { record } from '../../integration/storage/records.ts';

/** The index as the migrations make it, in memory. */
let index: DatabaseSync;
beforeEach(() => {
  index = new DatabaseSync(':memory:');
  index.exec(`CREATE VIRTUAL TABLE call_words USING fts5(
    words, detail = none, columnsize = 0, prefix = '1 2 3 4 5 6 7 8', tokenize = "ascii tokenchars '<>~+-'")`);
});
afterEach(() => {
  index.close();
});

/** Which of the queries find a call. */
const found = (more: Partial<CallRecord>, queries: readonly string[]): string[] => {
  index.exec('DELETE FROM call_words');
  const blank = { name: null, assignee: null, sentTo: null, number: null, note: null };
  index.prepare('INSERT INTO call_words (words) VALUES (?)').run(wordsOf(record('a', { ...blank, ...more })));
  const find = index.prepare('SELECT count(*) AS n FROM call_words WHERE call_words MATCH ?');
  return queries.filter((query) => {
    const asked = askedOf(query, null);
    return asked === 'all' || (asked !== 'nothing' && Number(find.get(asked.match)?.['n']) === 1);
  });
};

test.each([
  ['Семён Ёлкин', ['семен', 'Семён', 'ЁЛ', 'елкин сем'], ['мен', 'семен п']],
  ['Jürgen Groß', ['jurgen', 'JÜRGEN', 'gross', 'groß', 'GROSS'], ['urgen']],
  ['İlker Işık', ['ilker', 'İLKER', 'isik', 'ışık', 'IŞIK'], ['lker']],
  ['Søren Łukasz Đorđe', ['soren', 'lukasz', 'djordje'.slice(0, 1), 'dorde', 'Łuk'], ['oren']],
  ['Γιώργος Παππάς', ['γιωργος', 'ΓΙΏΡΓΟΣ', 'παππας', 'παππασ'], ['ωργος']],
  ['田中太郎', ['田', '田中', '太郎', '中太'], ['太田']],
  ['김민수', ['김', '민수', '김민수'], ['수민']],
  ['สมชาย ใจดี', ['สมชาย', 'ใจ'], ['ดีใจ']],
  ['محمد أحمد', ['محمد', 'احمد', 'أحمد'], ['حمد']],
  ['Ｆｕｌｌ Ｗｉｄｔｈ', ['full', 'width'], ['ull']],
  ["O'Neil-Smith, Anna", ['neil', 'smith anna', "o'neil", 'O’Neil', 'neil-smith'], ['mith']],
])('%s is found by the beginnings of the words, whatever the case and the accents', (name, finds, misses) => {
  expect(found({ name }, [...finds, ...misses])).toEqual(finds);
});

test.each([
  [
    '+1 906 219 5047',
    ['5047', '+1 906', '1906', '906219', '906-219-5047', '001 906', '0906', '(906) 219'],
    ['9521', '+906'],
  ],
  ['+7 495 123-45-67', ['4567', '8495', '+7495', '495', '8 (495) 123-45-67'], ['8123']],
  ['+49 89 1234', ['089', '0049 89', '+49', '1234'], ['0891235']],
  ['104', ['104', '04', '1'], ['105']],
  ['0049891234', ['0049', '1234'], ['9']],
])('%s is found by its end and by its beginnings', (number, finds, misses) => {
  expect(found({ number }, [...finds, ...misses])).toEqual(finds);
});

test('names, assignee, target and note are looked through, and every word has to be there', () => {
  const more = {
    name: 'John Doe',
    number: '+1 906 219 5047',
    assignee: 'Anna Petrova',
    sentTo: { name: 'Boris Ivanov', shown: '104', outcome: 'answered' as const },
    note: 'wants the invoice of May',
  };
  const finds = ['john', 'anna john', 'boris', '104', 'invoice may', 'john 5047', 'doe 906'];
  expect(found(more, [...finds, 'john maria', 'john 5048'])).toEqual(finds);
});

test('punctuation, quotes and operators of the index are text: no query fails, and none means more than its letters', () => {
  const odd = [
    '"',
    '*',
    "'",
    'a"b',
    'NEAR(a b)',
    'a AND',
    'NOT',
    '-john',
    '{words}:x',
    'a OR b',
    '^a',
    '~missed',
    '<1906',
    ')(',
  ];
  expect(found({ name: 'John Doe', number: '+1 906 219 5047' }, odd)).toEqual(['-john', '<1906']);
  expect(found({ name: 'and not near' }, ['AND', 'not NEAR', 'NEAR(', 'OR'])).toEqual(['AND', 'not NEAR', 'NEAR(']);
});

test('an empty query and a plus that no digit follows yet are every call; signs alone are none', () => {
  expect(['', '   ', '+', '?!', '""', '\0', '\ud800'].map((text) => askedOf(text, 'missed'))).toEqual([
    ...['all', 'all', 'all'],
    ...['nothing', 'nothing', 'nothing', 'nothing'],
  ]);
});

test('a long text and a query of many words stay bounded', () => {
  const note = Array.from({ length: 3000 }, (_, each) => `word${each}`).join(' ');
  const asked = askedOf('x '.repeat(40), null);
  expect([wordsOf(record('a', { note })).split(' ').length, JSON.stringify(asked).split('AND').length]).toEqual([
    150, 10,
  ]);
});

test('folding twice is folding once', () => {
  const texts = ['Straße', 'İstanbul', 'ΌΣΟΣ', 'Ǆ', 'ﬁn', 'ｱｲｳ', '٣٤', '३४', 'Ångström', 'й', '각'];
  expect(texts.map((text) => fold(fold(text)))).toEqual(texts.map(fold));
});

test('whatever is typed is a query that the index takes, and a name is found by whatever it consists of', () => {
  const typed = fc.string({ unit: 'binary', maxLength: 80 });
  // Throws where the index does not take it.
  fc.assert(
    fc.property(typed, (query) => {
      found({ name: 'John Doe' }, [query]);
    }),
  );
  const names = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(names, (parts) => {
      const name = parts.join(' ');
      return askedOf(name, null) === 'nothing' || found({ name }, [name]).length === 1;
    }),
  );
});
