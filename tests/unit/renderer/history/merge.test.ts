import { expect, test } from 'vitest';
import { withFresh } from '../../../../renderer/history/merge.ts';
import { call, pageOf } from '../../../e2e/windows/history-samples.ts';

const at = (seq: number, more: object = {}): ReturnType<typeof call> => call(seq, seq * 60_000, more);
const loaded = pageOf([at(6), at(5), at(4), at(3), at(2)], 2);

test('calls that came in stand before those that are loaded, which stay', () => {
  const fresh = pageOf([at(7), at(6), at(5)], 5);
  expect(withFresh(loaded, fresh)).toEqual(pageOf([at(7), at(6), at(5), at(4), at(3), at(2)], 2));
});

test('a call that changed is renewed, and one that was forgotten is gone', () => {
  const fresh = pageOf([at(6, { how: 'answered' }), at(4)], 4);
  expect(withFresh(loaded, fresh)).toEqual(pageOf([at(6, { how: 'answered' }), at(4), at(3), at(2)], 2));
});

test('where more came in than a page holds, the page stands alone: a gap would hide calls', () => {
  const fresh = pageOf([at(30), at(29), at(28)], 28);
  expect(withFresh(loaded, fresh)).toEqual(fresh);
});

test('a page that is all there is stands alone', () => {
  const fresh = pageOf([at(6)]);
  expect(withFresh(loaded, fresh)).toEqual(fresh);
});
