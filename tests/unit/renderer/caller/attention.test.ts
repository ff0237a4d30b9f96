import { expect, test } from 'vitest';
import { Attention } from '../../../../renderer/caller/attention.ts';

function attention(): { readonly told: string[]; readonly attention: Attention } {
  const told: string[] = [];
  return { told, attention: new Attention((callId, isHeld) => told.push(`${callId} ${isHeld ? 'held' : 'free'}`)) };
}

test('a card is held from when the pointer comes until it goes, and each change is told once', () => {
  const { told, attention: at } = attention();
  at.point('a');
  at.point('a');
  at.point('b');
  at.point(null);
  expect(told).toEqual(['a held', 'a free', 'b held', 'b free']);
});

test('the keyboard holds a card as the pointer does, also while the pointer is on another one', () => {
  const { told, attention: at } = attention();
  at.focus('a');
  at.point('b');
  at.point('a');
  at.point(null);
  at.focus(null);
  expect(told).toEqual(['a held', 'b held', 'b free', 'a free']);
});

test('a card that is gone is held no more, though neither pointer nor keyboard said that they left', () => {
  const { told, attention: at } = attention();
  at.point('a');
  at.open('a');
  at.focus('b');
  at.keepOnly((callId) => callId === 'b');
  expect([told, at.pointedId, at.openedId]).toEqual([['a held', 'b held', 'a free'], null, null]);
});
