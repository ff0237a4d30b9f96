/** How a click sends a call on, by what else rings and what is set. */
import { expect, test } from 'vitest';
import type { CallStateView, CallView } from '../../../../main/bridge/contract/call-views.ts';
import { answersFirst, clickWay, isTakeRecommended } from '../../../../renderer/caller/transfer-way.ts';

const ringing: CallStateView = { kind: 'ringing', notice: null };
const waiting: CallStateView = {
  kind: 'taken',
  step: { kind: 'choosing', failed: null, untilEpochMs: 9 },
  sinceEpochMs: 1,
};

test.each([
  // state, only leg, can take, set → way asked for, answers first, recommended
  [ringing, false, true, 'redirect', null, false, false],
  [ringing, true, false, 'redirect', null, false, false],
  [ringing, true, true, 'redirect', 'take', true, true],
  [ringing, false, true, 'take', null, true, false],
  [ringing, true, true, 'take', null, true, false],
  [waiting, true, true, 'redirect', null, false, false],
  [waiting, false, true, 'take', null, false, false],
] as const)('%o, only leg %s, can take %s, set %s', (state, isOnlyLeg, canTake, way, asked, answers, recommended) => {
  const call = { state, isOnlyLeg, canTake, way } as CallView;
  expect([clickWay(call), answersFirst(call), isTakeRecommended(call)]).toEqual([asked, answers, recommended]);
});
