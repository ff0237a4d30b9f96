import { expect, test } from 'vitest';
import { Attention } from '../../../../renderer/caller/attention.ts';

function attention(): { readonly told: string[]; readonly attention: Attention } {
  const told: string[] = [];
  return { told, attention: new Attention((callId, by) => told.push(`${callId} ${by ?? 'free'}`)) };
}

test('a card is held from when the pointer comes until it goes, and each change is told once', () => {
  const { told, attention: at } = attention();
  at.point('a');
  at.point('a');
  at.point('b');
  at.point(null);
  expect(told).toEqual(['a hand', 'a free', 'b hand', 'b free']);
});

test('the keyboard holds a card as the pointer does, also while the pointer is on another one', () => {
  const { told, attention: at } = attention();
  at.focus('a');
  at.point('b');
  at.point('a');
  at.point(null);
  at.focus(null);
  expect(told).toEqual(['a hand', 'b hand', 'b free', 'a free']);
});

test('a card that is gone is held no more, though neither pointer nor keyboard said that they left', () => {
  const { told, attention: at } = attention();
  at.point('a');
  at.open('a');
  at.focus('b');
  at.keepOnly((callId) => callId === 'b');
  expect([told, at.pointedId, at.openedId]).toEqual([['a hand', 'b hand', 'a free'], null, null]);
});

test('a note that is written holds its card beyond pointer and keyboard, which hold it on when it is left', () => {
  const { told, attention: at } = attention();
  at.point('a');
  at.focus('a');
  at.write('a');
  at.focus(null);
  at.write(null);
  at.point(null);
  expect(told).toEqual(['a hand', 'a writing', 'a hand', 'a free']);
});
