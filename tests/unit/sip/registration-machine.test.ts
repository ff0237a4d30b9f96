import { expect, test } from 'vitest';
import { brief, eventNames, stateNames, type EventName, type StateName } from './registration-samples.ts';

/** What each event does in each state; an event that is not named changes nothing. */
const expected: Record<StateName, Partial<Record<EventName, string>>> = {
  stopped: {
    start: 'connecting: open, timer 8000',
  },
  suspended: {
    start: 'connecting: open, timer 8000',
    stop: 'stopped',
    resume: 'connecting: open, timer 8000',
    gap: 'connecting: open, timer 8000',
  },
  'waiting, link down': {
    stop: 'stopped',
    timer: 'connecting: open, timer 8000',
    suspend: 'suspended',
    resume: 'connecting: open, timer 8000',
    gap: 'connecting: open, timer 8000',
    network: 'connecting: open, timer 8000',
    online: 'connecting: open, timer 8000',
  },
  'waiting, link up': {
    stop: 'leaving, to stopped: drop-legs link, unregister, timer 1000',
    lost: 'waiting: drop-legs link',
    timer: 'registering: register, timer 8000',
    suspend: 'leaving, to suspended: drop-legs slept, unregister, timer 1000',
    resume: 'connecting: drop-legs link, close, open, timer 8000',
    gap: 'connecting: drop-legs slept, close, open, timer 8000',
    network: 'connecting: drop-legs link, close, open, timer 8000',
    online: 'connecting: drop-legs link, close, open, timer 8000',
  },
  connecting: {
    stop: 'stopped: close',
    connected: 'registering: register, timer 8000',
    lost: 'waiting, next server: timer 1000',
    timer: 'waiting, next server: close, timer 1000',
    suspend: 'suspended: close',
    resume: 'connecting: close, open, timer 8000',
    gap: 'connecting: close, open, timer 8000',
    network: 'connecting: close, open, timer 8000',
  },
  registering: {
    stop: 'leaving, to stopped: drop-legs link, unregister, timer 1000',
    lost: 'waiting, next server: drop-legs link, timer 1000',
    accepted: 'registered: timer 187500, timer 15000',
    rejected: 'waiting: drop-legs link, close, timer 180000',
    refused: 'waiting, next server: drop-legs link, close, timer 1000',
    'too brief': 'registering: register, timer 8000',
    timer: 'waiting, next server: drop-legs link, close, timer 1000',
    suspend: 'leaving, to suspended: drop-legs slept, unregister, timer 1000',
    resume: 'connecting: drop-legs link, close, open, timer 8000',
    gap: 'connecting: drop-legs slept, close, open, timer 8000',
    network: 'connecting: drop-legs link, close, open, timer 8000',
  },
  registered: {
    stop: 'leaving, to stopped: drop-legs link, unregister, timer 1000',
    lost: 'waiting: drop-legs link, timer 500',
    accepted: 'registered: timer 187500, timer 15000',
    rejected: 'waiting, link up: timer 180000',
    refused: 'waiting, link up: timer 500',
    'too brief': 'registered, register out: register, timer 8000',
    answered: 'registered: timer 15000',
    timer: 'registered, register out: register, timer 8000',
    suspend: 'leaving, to suspended: drop-legs slept, unregister, timer 1000',
    resume: 'registered, register out: register, timer 3000',
    gap: 'registering: drop-legs slept, register, timer 3000',
    network: 'registered, register out: register, timer 3000',
    online: 'registered, register out: register, timer 3000',
    offline: 'registered, register out: register, timer 3000',
  },
  'registered, probe out': {
    stop: 'leaving, to stopped: drop-legs link, unregister, timer 1000',
    lost: 'waiting: drop-legs link, timer 500',
    accepted: 'registered: timer 187500, timer 15000',
    rejected: 'waiting, link up: timer 180000',
    refused: 'waiting, link up: timer 500',
    'too brief': 'registered, register out: register, timer 8000',
    answered: 'registered: timer 15000',
    timer: 'registered, register out: register, timer 8000',
    suspend: 'leaving, to suspended: drop-legs slept, unregister, timer 1000',
    resume: 'registered, register out: register, timer 3000',
    gap: 'registering: drop-legs slept, register, timer 3000',
    network: 'registered, register out: register, timer 3000',
    online: 'registered, register out: register, timer 3000',
    offline: 'registered, register out: register, timer 3000',
  },
  'registered, refresh out': {
    stop: 'leaving, to stopped: drop-legs link, unregister, timer 1000',
    lost: 'waiting: drop-legs link, timer 500',
    accepted: 'registered: timer 187500, timer 15000',
    rejected: 'waiting, link up: timer 180000',
    refused: 'waiting, link up: timer 500',
    'too brief': 'registered, register out: register, timer 8000',
    answered: 'registered, register out: timer 15000',
    timer: 'waiting: drop-legs link, close, timer 500',
    suspend: 'leaving, to suspended: drop-legs slept, unregister, timer 1000',
    resume: 'registered, register out: timer 3000',
    gap: 'registering: drop-legs slept, register, timer 3000',
    network: 'registered, register out: timer 3000',
    online: 'registered, register out: timer 3000',
    offline: 'registered, register out: timer 3000',
  },
  'leaving, to stop': {
    start: 'connecting: close, open, timer 8000',
    stop: 'leaving, to stopped',
    lost: 'stopped: close',
    left: 'stopped: close',
    timer: 'stopped: close',
  },
  'leaving, to sleep': {
    start: 'connecting: close, open, timer 8000',
    stop: 'leaving, to stopped',
    lost: 'suspended: close',
    left: 'suspended: close',
    timer: 'suspended: close',
    resume: 'connecting: close, open, timer 8000',
    gap: 'connecting: close, open, timer 8000',
  },
};

const pairs = stateNames.flatMap((state) => eventNames.map((event) => [state, event] as const));

test.each(pairs)('%s, then %s', (state, event) => {
  expect(brief(state, event)).toBe(expected[state][event] ?? '-');
});

test('no table row is forgotten or made up', () => {
  expect([Object.keys(expected), pairs.length]).toEqual([stateNames, stateNames.length * eventNames.length]);
});
