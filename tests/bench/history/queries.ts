/** The forty queries of `history-search-1m`. */
import type { HistoryQuery } from '../../../main/model/history.ts';

type Asked = Pick<HistoryQuery, 'text' | 'only'>;

const text = (...texts: string[]): Asked[] => texts.map((each) => ({ text: each, only: null }));

export const queries: readonly Asked[] = [
  // Nothing typed, and each class alone.
  ...text(''),
  { text: '', only: 'missed' },
  { text: '', only: 'other' },
  // One letter: a frequent one, a rare one, one of another script.
  ...text('a', 'e', 'm', 'q', 'x', 'z', 'а', 'щ', '田'),
  // One digit, and two.
  ...text('7', '49'),
  // Two common words; two that hardly meet; three.
  ...text('anna petrova', 'maria ivanov', 'boris garcia', 'john smith', 'xaver qvist', 'anna petrova smith'),
  // The last four digits, and beginnings of numbers.
  ...text('5047', '1234', '0007', '9999', '+49 89', '0049 89', '8495', '906', '+1 906 219 5047'),
  // Cyrillic, other scripts, accents.
  ...text('петрова', 'ёлкин', 'мария иванов', 'يوسف', '太郎', 'jurgen weiss'),
  // With a class; what nobody is called; signs.
  { text: 'a', only: 'missed' },
  { text: 'anna petrova', only: 'other' },
  { text: '5047', only: 'answered' },
  ...text('zzzzzz', '"anna* OR'),
];
