/** Calls as a desk has them in years: the same every time, with names in several scripts, few frequent callers and many rare ones. */
import type { CallId, EndReason } from '../../../main/model/call.ts';
import type { CallRecord } from '../../../main/model/record.ts';

const FIRST_EPOCH_MS = Date.parse('2020-01-01T08:00:00.000Z');
const BETWEEN_MS = 150_000;

const given =
  'Anna Boris Maria John Elena Ivan Olga Peter Анна Борис Мария Елена Иван Ольга Пётр Семён José Zoë Jürgen İlker Søren Łukasz Γιώργος محمد 太郎 花子 민수 Xaver Yusuf Quentin'.split(
    ' ',
  );
const family =
  'Petrova Ivanov Smith Müller Schmidt Garcia Rossi Novák Петрова Иванов Смирнов Кузнецов Ёлкин Щербаков Doe Johnson Brown Yılmaz Kowalski Παππάς أحمد 田中 佐藤 김 Weiß Ødegård Qvist Zhukov'.split(
    ' ',
  );
const colleagues = ['Anna Petrova', 'Boris Ivanov', 'Maria Garcia', 'John Smith', 'Елена Кузнецова', 'Jürgen Weiß'];
const notes = ['wants an invoice', 'call back tomorrow', 'просил перезвонить', 'asks for the price of the new model'];
const countries = ['+1 906', '+1 415', '+49 89', '+44 20', '+7 495', '+7 921', '+33 1', '+43 1', '+81 3', '+90 212'];
const reasons: readonly EndReason[] = [
  ...([
    'sent-on',
    'sent-on',
    'sent-on',
    'answered',
    'answered',
    'answered',
    'caller-hung-up',
    'caller-hung-up',
  ] as const),
  ...(['stopped-ringing', 'answered-elsewhere', 'declined', 'caller-left'] as const),
];

/** Uniform in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A surname of its own for most callers, so that the index has as many words as in life. */
const syllables = 'ba de ki lo mu na po ri sa te vu wo ба де ки ло му на по ри са те ву зо'.split(' ');

/** @returns gives call number `index`; ask for them in order */
export function callMaker(random01: () => number): (index: number) => CallRecord {
  const below = (bound: number): number => Math.floor(random01() * bound);
  const pick = <T>(choices: readonly [T, ...T[]] | readonly T[]): T => choices[below(choices.length)] as T;
  const surname = (caller: number): string =>
    caller % 3 === 0
      ? (family[(caller / 3) % family.length] as string)
      : [caller, caller >> 4, caller >> 8, caller >> 12].map((each) => syllables[each % syllables.length]).join('');
  return (index) => {
    // Half of the calls are of a few hundred callers, the others of 200,000.
    const caller = random01() < 0.5 ? below(400) : below(200_000);
    const country = countries[caller % countries.length] as string;
    const digits = String((caller * 7_654_321 + 1_234_567) % 10_000_000).padStart(7, '0');
    const number = `${country} ${digits.slice(0, 3)} ${digits.slice(3)}`;
    const name = `${given[caller % given.length] ?? ''} ${surname(caller)}`;
    const how = pick(reasons);
    const startedEpochMs = FIRST_EPOCH_MS + index * BETWEEN_MS;
    const endedEpochMs = startedEpochMs + 1000 + below(60_000);
    const isKnown = caller % 4 !== 0;
    const sentTo =
      how === 'sent-on'
        ? { name: pick(colleagues), shown: String(101 + below(6)), outcome: 'answered' as const }
        : null;
    return {
      id: `call-${index}` as CallId,
      callerKey: `outside:${number.replaceAll(' ', '')}`,
      ringsideCall: null,
      number,
      name: isKnown ? name : null,
      ...{ startedEpochMs, endedEpochMs, how, sentTo },
      client: isKnown ? { type: 'CONTACT', id: String(caller) } : null,
      assignee: isKnown ? (colleagues[caller % colleagues.length] as string) : null,
      route: { called: '600', calledName: 'Sales', from: null },
      steps: [
        { atEpochMs: startedEpochMs, what: 'rang', to: null },
        { atEpochMs: endedEpochMs, what: 'ended', to: null },
      ],
      note: random01() < 0.05 ? pick(notes) : null,
    };
  };
}
