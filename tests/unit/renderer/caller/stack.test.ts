import { describe, expect, test } from 'vitest';
import { arrange, fullCards } from '../../../../renderer/caller/stack.ts';

describe('the order of cards', () => {
  test.each([
    ['the newest stands on top', ['b', 'a'], ['c', 'b', 'a'], [], 'top', ['c', 'b', 'a']],
    ['what is held stays, new cards go below it', ['a'], ['b', 'a'], ['a'], 'top', ['a', 'b']],
    ['what stands above a held card stays too', ['b', 'a'], ['c', 'b', 'a'], ['a'], 'top', ['b', 'a', 'c']],
    ['a card that goes leaves no gap', ['b', 'a'], ['c', 'a'], ['a'], 'top', ['a', 'c']],
    ['without a hold the order is by age again', ['a', 'c', 'b'], ['c', 'b', 'a'], [], 'top', ['c', 'b', 'a']],
    ['nothing held that is gone holds anything', ['a'], ['c', 'b'], ['a', null], 'top', ['c', 'b']],
    ['at the lower edge new cards go above what is held', ['a'], ['b', 'a'], ['a'], 'bottom', ['b', 'a']],
    [
      'at the lower edge what stands below a held card stays',
      ['a', 'b'],
      ['c', 'b', 'a'],
      ['a'],
      'bottom',
      ['c', 'a', 'b'],
    ],
  ] as const)('%s', (_name, before, newestFirst, held, edge, expected) => {
    expect(arrange(before, newestFirst, held, edge)).toEqual(expected);
  });
});

describe('the cards that are drawn in full', () => {
  test.each([
    ['are the upper three', ['e', 'd', 'c', 'b', 'a'], [], ['e', 'd', 'c']],
    ['are those in use first', ['e', 'd', 'c', 'b', 'a'], ['a', null], ['a', 'e', 'd']],
    ['count each card once', ['b', 'a'], ['a', 'a'], ['a', 'b']],
    ['leave out what is gone', ['b', 'a'], ['x'], ['b', 'a']],
  ] as const)('%s', (_name, order, inUse, expected) => {
    expect(fullCards(order, inUse, { heightPx: 1500, isPanelOpen: false })).toEqual(expected);
  });
  test('are as many as the screen has room for, and one in any case', () => {
    const on = (heightPx: number): readonly string[] =>
      fullCards(['c', 'b', 'a'], [], { heightPx, isPanelOpen: false });
    expect([on(1440), on(1040), on(720), on(300)]).toEqual([['c', 'b', 'a'], ['c', 'b'], ['c'], ['c']]);
  });
  test('are the one in use alone while somebody types in it, and what is in use beside it', () => {
    const room = { heightPx: 1440, isPanelOpen: true };
    expect(fullCards(['c', 'b', 'a'], ['b'], room)).toEqual(['b']);
    expect(fullCards(['c', 'b', 'a'], ['b', 'a'], room)).toEqual(['b', 'a']);
  });
});
