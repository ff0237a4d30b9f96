import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NotAsked, whyNotAsked } from '../../../../main/call/plan/input.ts';
import { typedTarget } from '../../../../main/call/plan/targets.ts';
import { readNumber } from '../../../../main/call/numbers.ts';
import type { Presence } from '../../../../main/model/presence.ts';
import { anna, boris, found, inputOf, numbers, planOf, self, type Situation } from './cases.ts';

test('each person is one row, with the clients that are his and whether he sits here', () => {
  const { people } = planOf({ look: found(anna('OPENED'), boris('PAUSED'), anna('OPENED'), null, self()) });
  expect(
    people.map(({ personId, name, workday, isSelf, matches }) => [personId, name, workday, isSelf, matches]),
  ).toEqual([
    ['99', 'Anna Petrova', 'OPENED', false, [0, 2]],
    ['104', 'Boris Ivanov', 'PAUSED', false, [1]],
    ['7', 'Mara Klein', 'OPENED', true, [4]],
  ]);
});

test.each([
  ['shown', ['102', '+1 415 555 0142', '+7 495 123 45 67', '+1 906 219 5048']],
  ['masked', ['102', '+1 415 ••• ••42', '+7 495 123 45 67', '+1 906 ••• ••48']],
  ['hidden', ['102', '•••', '+7 495 123 45 67', '•••']],
] as const)('private numbers %s: the company’s own are always readable', (privateNumbers, shown) => {
  const { people } = planOf({ look: found(anna('OPENED')), numbers: { privateNumbers } });
  expect(people[0]?.targets.map((target) => target.shown)).toEqual(shown);
});

test('numbers are dialled as the exchange wants them, and a hidden one leaves the plan in no form', () => {
  const dials = (more: Situation['numbers']): readonly (string | null)[] =>
    planOf({ look: found(anna('OPENED')), numbers: { ...numbers, ...more } }).people.flatMap(({ targets }) =>
      targets.map(({ dial }) => dial),
    );
  expect([dials({ dialFormat: 'international-00', outsidePrefix: '9' }), dials({ privateNumbers: 'hidden' })]).toEqual([
    ['102', '90014155550142', '90074951234567', '90019062195048'],
    ['102', null, '74951234567', null],
  ]);
});

test('whatever the profiles hold, ids are unique and only what is offered is recommended', () => {
  const phone = fc.option(fc.oneof(fc.string(), fc.constantFrom('101', '102', '+19062195047', '600', '89161234567')));
  const person = fc.record({
    id: fc.constantFrom('7', '99', '104'),
    name: fc.option(fc.string()),
    workday: fc.constantFrom('OPENED', 'PAUSED', 'CLOSED', 'EXPIRED', 'UNAVAILABLE', 'NOT_INSTALLED', 'NOT_TOLD'),
    phones: fc.record({ extension: phone, mobile: phone, work: phone, personal: phone }),
  });
  const settings = fc.record({
    whenPaused: fc.constantFrom('mobile-first', 'extension-first', 'queue-first'),
    whenClosed: fc.constantFrom('queue-first', 'mobile-first'),
    whenBusy: fc.constantFrom('same-person', 'next-person'),
  });
  const presence = fc.constantFrom('idle', 'not-in-call', 'ringing', 'in-call', 'not-reachable', 'not-told');
  fc.assert(
    fc.property(fc.array(fc.option(person), { maxLength: 4 }), settings, presence, (people, routingOf, state) => {
      const lamp = (): Presence => ({ state, sinceEpochMs: 0 });
      const input = inputOf({ look: found(...people), routing: routingOf, presence: lamp, tried: ['600'] });
      const plan = planOf({ ...input, caller: '+19062195047', dialled: '610' });
      const all = [...plan.people.flatMap(({ targets }) => targets), ...plan.queues];
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect(all.every(({ dial, notOffered }) => dial !== null || notOffered !== null)).toBe(true);
      expect([null, ...all.filter((target) => target.notOffered === null)]).toContain(plan.recommended);
      expect(plan.recommended?.kind).not.toBe('personal-phone');
    }),
    { numRuns: 300 },
  );
});

test('only a number from outside is looked up, and only where a CRM is set up', () => {
  const why = (user: string, isLookupOn: boolean): NotAsked | null => whyNotAsked(readNumber(user, 'RU'), isLookupOn);
  expect([
    why('+19062195047', true),
    why('+19062195047', false),
    why('anonymous', true),
    why('102', true),
    why('reception', true),
  ]).toEqual([null, 'look-up-off', 'withheld', 'internal-caller', 'not-a-number']);
});

test('a typed number is held to the same rules: formatted, and not offered where it may not go', () => {
  const typed = (text: string): readonly unknown[] => {
    const input = inputOf({ tried: ['104'], numbers: { outsidePrefix: '9' } });
    const { shown, dial, notOffered } = typedTarget(text, input);
    return [shown, dial, notOffered];
  };
  expect(['8 (916) 123-45-67', ' 102 ', '101', '104', '+1 906 219-5047', 'Anna', ''].map(typed)).toEqual([
    ['+7 916 123 45 67', '979161234567', null],
    ['102', '102', null],
    ['101', '101', 'own-extension'],
    ['104', '104', 'already-tried'],
    ['+1 906 219 5047', '919062195047', 'callers-own-number'],
    ['Anna', null, 'not-dialable'],
    ['', null, 'not-dialable'],
  ]);
});
