/** Cards that are handed over, with a note to write or one that came, and by the state of each line. */
import type { CallView, PresenceView } from '../../../main/bridge/contract/call-views.ts';
import {
  anna,
  annaExtension,
  annaMobile,
  boris,
  daisy,
  foundOf,
  johnDoe,
  lineOf,
  nowEpochMs,
  planOf,
  sceneOf,
  type Scene,
} from './caller-samples.ts';
import { sentAs } from './caller-sent-states.ts';

type Scenes<K extends string> = Record<K, Scene>;
type Delivery = NonNullable<CallView['note']>['delivery'];

const noteText = 'please call back about invoice 4711';
const delivered = (delivery: Delivery): Scene =>
  sceneOf({ state: sentAs('ringing'), ownLine: 'ringing', note: { text: noteText, delivery } }, foundOf());
/** A note that is not sent yet is typed, or can be. */
export const noteScenes = {
  'not-sent': sceneOf({ note: { text: noteText, delivery: 'not-sent' } }, foundOf()),
  none: sceneOf({ note: { text: '', delivery: 'not-sent' } }, foundOf()),
  long: sceneOf({ note: { text: `${noteText}, `.repeat(13), delivery: 'not-sent' } }, foundOf()),
  'on-its-way': delivered('on-its-way'),
  arrived: delivered('arrived'),
  'not-told': delivered('not-told'),
  'not-delivered': delivered('not-delivered'),
  'nobody-to-tell': delivered('nobody-to-tell'),
} satisfies Scenes<Delivery | 'none' | 'long'>;

const called = { number: '101', name: null, isOwn: true };
export const handedOverScenes = {
  'with-note': sceneOf({ called, handedOver: { from: 'Boris Ivanov', note: noteText } }, foundOf()),
  'without-note': sceneOf({ called, handedOver: { from: 'Boris Ivanov', note: '' } }, foundOf()),
  'by-headers': sceneOf({ called, handedOver: { from: '101', note: '' } }, null),
  'many-lines': sceneOf(
    { called, handedOver: { from: 'Boris Ivanov', note: 'wants:\n1. invoice 4711\n2. <b>a new offer</b>' } },
    foundOf(),
  ),
};

const onLine = (state: PresenceView['state']): Scene =>
  sceneOf({}, foundOf(planOf({ people: [{ ...anna, line: lineOf(state, 250) }] })));
export const lineScenes = {
  idle: onLine('idle'),
  'not-in-call': onLine('not-in-call'),
  ringing: onLine('ringing'),
  'in-call': onLine('in-call'),
  'not-reachable': onLine('not-reachable'),
  'not-told': onLine('not-told'),
  'just-now': sceneOf({}, foundOf(planOf({ people: [{ ...anna, line: lineOf('in-call', 12) }] }))),
  unwatched: sceneOf({}, foundOf(planOf({ people: [{ ...anna, line: null, targets: [annaMobile] }] }))),
  kept: sceneOf({}, { ...foundOf(), asOfEpochMs: nowEpochMs - 130_000 }),
  'next-person': sceneOf(
    {},
    foundOf(
      planOf({
        reason: 'line-busy',
        recommended: { ...annaExtension, id: 'extension:104', name: 'Boris Ivanov', shown: '104', personId: '14' },
        people: [
          { ...anna, line: lineOf('in-call', 250) },
          { ...boris, workday: 'OPENED', line: lineOf('idle', 3000) },
        ],
      }),
      [johnDoe, daisy],
    ),
  ),
} satisfies Scenes<PresenceView['state'] | 'just-now' | 'unwatched' | 'kept' | 'next-person'>;

const isOnlyLeg = true;
export const wayScenes = {
  'only-leg': sceneOf({ isOnlyLeg, canTake: true }, foundOf()),
  'only-leg-without-taking': sceneOf({ isOnlyLeg, canTake: false }, foundOf()),
  take: sceneOf({ way: 'take', canTake: true }, foundOf()),
  'only-leg-take': sceneOf({ isOnlyLeg, way: 'take', canTake: true }, foundOf()),
};
