import { expect, test } from 'vitest';
import type { PhoneBinding } from '../../../main/model/line.ts';
import type { RegisterAnswer } from '../../../main/sip/own-requests.ts';
import { PhoneWatch } from '../../../main/sip/phone-watch.ts';
import { FakeClock } from './fake-clock.ts';

const listing = (ownContacts: number, otherContacts: number): RegisterAnswer & { kind: 'accepted' } => ({
  kind: 'accepted',
  expiresSec: 300,
  ownContacts,
  otherContacts,
});
const refused: RegisterAnswer = {
  kind: 'failed',
  status: 503,
  reason: 'x',
  hasSentCredentials: true,
  minExpiresSec: null,
  retryAfterSec: null,
};

interface Rig {
  readonly watch: PhoneWatch;
  readonly clock: FakeClock;
  readonly told: readonly (PhoneBinding | 'displaced')[];
  readonly asked: readonly ((answer: RegisterAnswer) => void)[];
}

const rigOf = (): Rig => {
  const clock = new FakeClock();
  const told: (PhoneBinding | 'displaced')[] = [];
  const asked: ((answer: RegisterAnswer) => void)[] = [];
  const watch = new PhoneWatch({
    clock,
    random01: () => 0.5,
    ask: (onAnswer) => asked.push(onAnswer),
    onChange: (phone) => told.push(phone),
    onDisplaced: () => told.push('displaced'),
  });
  return { watch, clock, told, asked };
};

test('a phone beside us is told once, and not asked for', () => {
  const { watch, clock, told, asked } = rigOf();
  watch.answered(listing(1, 1));
  watch.answered(listing(1, 2));
  clock.advance(3_600_000);
  expect([told, asked.length]).toEqual([['present'], 0]);
});

test('a phone that is missing is asked for until it is back, whatever becomes of a question', () => {
  const { watch, clock, told, asked } = rigOf();
  watch.answered(listing(1, 0));
  clock.advance(22_500);
  asked[0]?.(refused);
  clock.advance(22_500);
  clock.advance(22_500);
  asked[2]?.(listing(1, 1));
  clock.advance(3_600_000);
  expect([told, asked.length]).toEqual([['absent', 'present'], 3]);
});

test('a phone that has thrown us out in its turn is told within 30 s: no call comes to us any more', () => {
  const { watch, clock, told, asked } = rigOf();
  watch.answered(listing(1, 0));
  clock.advance(22_500);
  asked[0]?.(listing(0, 1));
  expect(told).toEqual(['absent', 'displaced']);
});

test('a registrar that lists no contacts, not even ours, tells nothing of the phone', () => {
  const { watch, clock, told, asked } = rigOf();
  watch.answered(listing(0, 0));
  clock.advance(3_600_000);
  expect([told, asked.length]).toEqual([[], 0]);
});

test('without a registration nothing is told, asked or believed', () => {
  const { watch, clock, told, asked } = rigOf();
  watch.answered(listing(1, 0));
  clock.advance(22_500);
  watch.lost();
  asked[0]?.(listing(1, 1));
  clock.advance(3_600_000);
  expect([told, asked.length]).toEqual([['absent', 'not-told'], 1]);
});
