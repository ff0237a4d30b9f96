/** One registration of each kind that behaves differently, one event of each kind, and what a transition comes to in short. */
import { advance } from '../../../main/sip/registration-machine.ts';
import {
  initialRegistration,
  REGISTRATION_TIMING,
  type Outage,
  type Phase,
  type RegistrationContext,
  type RegistrationEvent,
  type RegistrationState,
} from '../../../main/sip/registration-state.ts';

const NOW = 1_763_800_000_000;

const context: RegistrationContext = {
  nowEpochMs: NOW,
  random01: 0.5,
  servers: ['wss://one.example.com/ws', 'wss://two.example.com/ws'],
  desksAtServer: 100,
  timing: REGISTRATION_TIMING,
};

const outage: Outage = { sinceEpochMs: NOW - 5000, attempts: 1, place01: 0.5, problem: null };
const registered = {
  kind: 'registered',
  sinceEpochMs: NOW - 90_000,
  checkedEpochMs: NOW - 4000,
  refreshTimer: 1,
  probeTimer: 2,
  scoutTimer: null,
  awaiting: null,
} as const;

const phases = {
  stopped: { kind: 'stopped', sinceEpochMs: NOW - 5000 },
  suspended: { kind: 'suspended', sinceEpochMs: NOW - 5000 },
  'waiting, link down': { kind: 'waiting', outage, isLinkUp: false, tryTimer: 1, nextTryEpochMs: NOW },
  'waiting, link up': { kind: 'waiting', outage, isLinkUp: true, tryTimer: 1, nextTryEpochMs: NOW },
  connecting: { kind: 'connecting', outage, giveUpTimer: 1 },
  registering: { kind: 'registering', outage, resendTimer: 1, waitMs: 1000, leftMs: 7000 },
  'registering, asked often': { kind: 'registering', outage, resendTimer: 1, waitMs: 1000, leftMs: 0 },
  registered,
  'registered, probe out': {
    ...registered,
    refreshTimer: 8,
    awaiting: { what: 'probe', giveUpTimer: 1, isUrgent: false },
  },
  'registered, urgent probe out': {
    ...registered,
    refreshTimer: 8,
    awaiting: { what: 'probe', giveUpTimer: 1, isUrgent: true },
  },
  'registered, refresh out': {
    ...registered,
    refreshTimer: 8,
    awaiting: { what: 'register', giveUpTimer: 1, isUrgent: false },
  },
  'registered at the second server': { ...registered, refreshTimer: 8, scoutTimer: 1 },
  'leaving, to stop': { kind: 'leaving', then: 'stopped', sinceEpochMs: NOW - 100, giveUpTimer: 1 },
  'leaving, to move': { kind: 'leaving', then: 'moving', sinceEpochMs: NOW - 100, giveUpTimer: 1 },
  'leaving, to sleep': { kind: 'leaving', then: 'suspended', sinceEpochMs: NOW - 100, giveUpTimer: 1 },
} as const satisfies Record<string, Phase>;

export type StateName = keyof typeof phases;
export const stateNames = Object.keys(phases) as StateName[];

const stateOf = (name: StateName): RegistrationState => ({
  ...initialRegistration(NOW),
  phase: phases[name],
  server: name === 'registered at the second server' ? 1 : 0,
  lastTimer: 9,
});

const failed = {
  kind: 'register-failed',
  reason: 'x',
  hasSentCredentials: true,
  minExpiresSec: null,
  retryAfterSec: null,
} as const;

const events = {
  start: { kind: 'start' },
  stop: { kind: 'stop' },
  connected: { kind: 'connected' },
  lost: { kind: 'connection-lost', code: 'ECONNRESET' },
  accepted: { kind: 'register-accepted', expiresSec: 300 },
  rejected: { ...failed, status: 403 },
  refused: { ...failed, status: 503 },
  'asked to wait': { ...failed, status: 503, retryAfterSec: 20 },
  'too brief': { ...failed, status: 423, minExpiresSec: 600 },
  answered: { kind: 'answered' },
  silent: { kind: 'silent' },
  scouted: { kind: 'scouted', server: 0, isRinging: false },
  'scouted, ringing': { kind: 'scouted', server: 0, isRinging: true },
  displaced: { kind: 'displaced' },
  left: { kind: 'left' },
  timer: { kind: 'timer', timer: 1 },
  'stale timer': { kind: 'timer', timer: 7 },
  suspend: { kind: 'suspend' },
  resume: { kind: 'resume' },
  gap: { kind: 'clock-gap', gapMs: 60_000 },
  network: { kind: 'network-changed' },
  online: { kind: 'network-hint', isOnline: true },
  offline: { kind: 'network-hint', isOnline: false },
} as const satisfies Record<string, RegistrationEvent>;

export type EventName = keyof typeof events;
export const eventNames = Object.keys(events) as EventName[];

/** `phase: effects`, or `-` where nothing changes. */
export function brief(state: StateName, event: EventName): string {
  const before = stateOf(state);
  const step = advance(before, events[event], context);
  if (step.state === before && step.effects.length === 0) return '-';
  const { phase, server } = step.state;
  const details = [
    ...(phase.kind === 'registered' && phase.awaiting !== null
      ? [`${phase.awaiting.isUrgent ? 'urgent ' : ''}${phase.awaiting.what} out`]
      : []),
    ...(phase.kind === 'waiting' && phase.isLinkUp ? ['link up'] : []),
    ...(phase.kind === 'leaving' ? [`to ${phase.then}`] : []),
    ...(server === before.server ? [] : ['other server']),
  ];
  const effects = step.effects.map((effect) => {
    if (effect.kind === 'timer') return `timer ${effect.delayMs}`;
    if (effect.kind === 'scout') return `scout ${effect.servers.length}`;
    return effect.kind === 'drop-legs' ? `drop-legs ${effect.why}` : effect.kind;
  });
  return `${[phase.kind, ...details].join(', ')}${effects.length === 0 ? '' : `: ${effects.join(', ')}`}`;
}
