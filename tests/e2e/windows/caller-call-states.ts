/** Cards of a call that somebody has, and of one whose caller has called before. */
import type { CallStateView, CallView, LookupView } from '../../../main/bridge/contract/call-views.ts';
import { asOfEpochMs, failedWith, renee } from './caller-crm-states.ts';
import {
  anna,
  boris,
  daisy,
  foundOf,
  johnDoe,
  nowEpochMs,
  planOf,
  queuesOnly,
  sceneOf,
  type Scene,
} from './caller-samples.ts';

type Answered = Extract<CallStateView, { kind: 'answered' }>;

export const inCall = (more: Partial<Answered> = {}): CallStateView => ({
  kind: 'answered',
  by: 'own-phone',
  toldBy: 'lamp',
  isEndTold: true,
  sinceEpochMs: nowEpochMs - 42_000,
  ...more,
});
/** In a call, by what the CRM says. */
export const inCallScenes: Readonly<Record<LookupView['kind'] | 'several' | 'looking', Scene>> = {
  'not-asked': sceneOf(
    { state: inCall(), number: { kind: 'withheld' } },
    { kind: 'not-asked', plan: queuesOnly('withheld') },
  ),
  'no-match': sceneOf(
    { ...renee, state: inCall() },
    { kind: 'no-match', asOfEpochMs, kept: null, plan: queuesOnly('no-match') },
  ),
  found: sceneOf({ state: inCall() }, foundOf(planOf(), [johnDoe, { ...daisy, responsibleId: '12', hasCard: false }])),
  failed: sceneOf({ ...renee, state: inCall() }, failedWith('timed-out', true)),
  several: sceneOf({ state: inCall() }, foundOf(planOf({ people: [anna, boris] }), [johnDoe, daisy])),
  looking: sceneOf({ ...renee, state: inCall() }, null),
};

type Earlier = NonNullable<CallView['earlier']>;
const earlier = (more: Partial<Earlier>): Scene =>
  sceneOf({ earlier: { lastSecondsAgo: null, timesToday: 0, sentTo: null, ...more } }, foundOf());
const sentEarlier = { name: 'Anna Petrova', shown: '102', secondsAgo: 130, isBack: false };
export const earlierScenes = {
  'a-minute-ago': earlier({ lastSecondsAgo: 70, timesToday: 1 }),
  'three-times-today': earlier({ lastSecondsAgo: 3700, timesToday: 3 }),
  'sent-to': earlier({ lastSecondsAgo: 140, timesToday: 2, sentTo: sentEarlier }),
  'sent-to-number': earlier({ lastSecondsAgo: 140, timesToday: 1, sentTo: { ...sentEarlier, name: null } }),
  'back-from': earlier({ sentTo: { ...sentEarlier, isBack: true } }),
};
