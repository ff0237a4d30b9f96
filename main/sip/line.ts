/** The SIP line of one agent: registered as long as that is possible, telling of every leg that rings, answering as it is told. */
import type { LineEvent, LineStatus } from '../model/line.ts';
import { Legs } from './legs.ts';
import { watchClockGaps } from './line-clock.ts';
import { LineLamps } from './line-lamps.ts';
import type { LineOptions } from './line-options.ts';
import type { Line } from './line-port.ts';
import { Messages } from './messages.ts';
import { watchNetwork } from './network-watch.ts';
import { PhoneWatch } from './phone-watch.ts';
import { Registration } from './registration.ts';
import { scoutServers } from './scout.ts';
import { SipEndpoint } from './sip-endpoint.ts';
import { fallingAsleep } from './take/falling-asleep.ts';
import { TakenCalls } from './take/taken-calls.ts';
import { tell } from './tell.ts';

export type { Line };

/** How long an orderly end, or going to sleep, waits for taken callers to be somewhere else; the next start, or waking up, looks after the rest. */
const SEND_BACK_MS = 2000;

/** @throws TypeError where the AOR is no SIP URI: the settings' schema refuses such */
export function createLine({ settings, password, identity, deps }: LineOptions): Line {
  const { clock, timing } = deps;
  const listeners = new Set<(event: LineEvent) => void>();
  const emit = (event: LineEvent): void => {
    for (const listener of listeners) tell(listener, event);
  };

  const legs: Legs = new Legs({
    clock,
    newLegId: deps.newLegId,
    redirectConfirmMs: timing.redirectConfirmMs,
    emit,
    isConnected: () => endpoint.isConnected,
    contactFor: (dial) => endpoint.contactFor(dial),
    tagGiven: (branch) => endpoint.tagGiven(branch),
    mute: (branch) => {
      endpoint.mute(branch);
    },
    transactionOf: (branch) => endpoint.transactionOf(branch),
  });

  const taken: TakenCalls = new TakenCalls({
    clock,
    journal: deps.journal,
    emit,
    newId: () => crypto.randomUUID(),
    confirmMs: timing.redirectConfirmMs,
    extension: settings.extension,
    isConnected: () => endpoint.isConnected,
    contact: () => endpoint.contact,
    uriOf: (user) => endpoint.uriOf(user),
    send: (text) => endpoint.send(text),
    request: (method, dialog, headers, onAnswer) => {
      endpoint.requests.inDialog(method, dialog, headers, onAnswer);
    },
    invite: (draft, onAnswer) => endpoint.requests.invite(draft, onAnswer),
    legOf: (leg) => legs.ringing(leg),
    release: (leg) => {
      legs.release(leg);
    },
  });

  const endpointOptions = { ...settings, password, identity, clock, timing, openLink: deps.openLink };
  const endpoint: SipEndpoint = new SipEndpoint(endpointOptions, {
    onOpen: () => {
      registration.dispatch({ kind: 'connected' });
    },
    onSilent: () => {
      registration.dispatch({ kind: 'silent' });
    },
    onLost: (code) => {
      registration.dispatch({ kind: 'connection-lost', code });
    },
    onInvite: (invitation, facts, message) => {
      legs.add(invitation, facts, message);
    },
    onCancel: (branch, message) => {
      legs.onCancel(branch, message);
    },
    isKnownCall: (callId) => legs.isKnownCall(callId),
    isOpenUnderOtherCSeq: (facts) => legs.isOpenUnderOtherCSeq(facts),
    onTaken: (method, message) => taken.onRequest(method, message),
    onNotify: (message, body) => lamps.onNotify(message, body),
    onMessage: (message, body) => messages.receive(message, body),
    onFault: deps.onFault,
  });

  const lamps: LineLamps = new LineLamps({
    clock,
    random01: deps.random01,
    answerMs: timing.answerMs,
    uriOf: (extension) => endpoint.uriOf(extension),
    subscribe: (dialog, headers, onAnswer) => {
      endpoint.requests.subscribe(dialog, headers, onAnswer);
    },
    ownExtension: settings.extension,
    maxExtensions: settings.busyLamps,
    onOwnLine: (state) => {
      emit({ kind: 'own-line', state, atEpochMs: clock.nowEpochMs() });
    },
  });

  const messages: Messages = new Messages({
    clock,
    answerMs: timing.answerMs,
    isRegistered: () => held !== null,
    uriOf: (user) => endpoint.uriOf(user),
    send: (uri, text, onAnswer) => {
      endpoint.requests.message(uri, text, onAnswer);
    },
    emit,
  });

  const phone: PhoneWatch = new PhoneWatch({
    clock,
    random01: deps.random01,
    ask: (onAnswer) => {
      endpoint.requests.register(null, onAnswer);
    },
    onChange: (binding) => {
      emit({ kind: 'phone', phone: binding });
    },
    onDisplaced: () => {
      registration.dispatch({ kind: 'displaced' });
    },
  });
  const hasSharedAor = settings.aor.replace(/^sips?:/i, '').split('@')[0] === settings.extension;

  /** Lamps and phone are told of one registration, and go with it. */
  let held: string | null = null;
  const follow = (status: LineStatus): void => {
    const now = registrationOf(status);
    if (now === held) return;
    if (held !== null) {
      lamps.lost();
      phone.lost();
    }
    held = now;
    if (status.kind !== 'registered') return;
    lamps.registered(status.server);
    taken.registered();
  };

  const registration: Registration = new Registration({
    clock,
    random01: deps.random01,
    servers: settings.servers,
    desksAtServer: settings.desksAtServer,
    timing,
    actions: {
      open: (server) => {
        endpoint.open(server);
      },
      close: () => {
        endpoint.close();
      },
      register: (lifetimeSec) => {
        endpoint.requests.register(lifetimeSec, (answer) => {
          registration.dispatch(
            answer.kind === 'accepted'
              ? { kind: 'register-accepted', expiresSec: answer.expiresSec }
              : { ...answer, kind: 'register-failed' },
          );
          if (answer.kind === 'accepted' && hasSharedAor && held !== null) phone.answered(answer);
        });
      },
      unregister: () => {
        endpoint.requests.register(0, () => {
          registration.dispatch({ kind: 'left' });
        });
      },
      probe: () => {
        endpoint.requests.options(() => {
          registration.dispatch({ kind: 'answered' });
        });
      },
      scout: (servers, onAnswered) => scoutServers(endpointOptions, servers, deps.onFault, onAnswered),
      isRinging: () => legs.isRinging || taken.isHolding,
      dropLegs: (why) => {
        legs.dropAll(why, taken.linkLost());
      },
    },
    onStatus: (status) => {
      emit({ kind: 'status', status });
      follow(status);
    },
  });

  const power = fallingAsleep(taken, SEND_BACK_MS, (kind) => {
    registration.dispatch({ kind });
  });

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      tell(listener, { kind: 'status', status: registration.status });
      const { ownLine: state } = lamps;
      if (state !== 'not-told') tell(listener, { kind: 'own-line', state, atEpochMs: clock.nowEpochMs() });
      if (phone.phone !== 'not-told') tell(listener, { kind: 'phone', phone: phone.phone });
      return () => {
        listeners.delete(listener);
      };
    },
    ring: (leg) => {
      legs.ring(leg);
    },
    redirect: (leg, dial) => legs.redirect(leg, dial),
    reject: (leg, status) => {
      legs.reject(leg, status);
    },
    take: (leg) => taken.take(leg),
    fetch: (leg, dial) => taken.fetch(leg, dial),
    pass: (leg, dial) => {
      taken.pass(leg, dial);
    },
    watch: (extension, onTold) => lamps.watch(extension, onTold),
    sendMessage: (user, text) => messages.send(user, text),
    start: () => {
      const stopNetworkWatch = watchNetwork(clock, deps.networkInterfaces, timing.networkPollMs, () => {
        registration.dispatch({ kind: 'network-changed' });
      });
      const stopGapWatch = watchClockGaps(clock, timing, (gapMs) => {
        registration.dispatch({ kind: 'clock-gap', gapMs });
      });
      registration.dispatch({ kind: 'start' });
      return async () => {
        stopNetworkWatch();
        stopGapWatch();
        if (taken.isHolding) await taken.sendAllBack(SEND_BACK_MS);
        await registration.stop();
      };
    },
    ...power,
    networkHint: (isOnline) => {
      registration.dispatch({ kind: 'network-hint', isOnline });
    },
  };
}

/** One registration from its beginning to its end, as text; null where there is none. */
function registrationOf(status: LineStatus): string | null {
  return status.kind === 'registered' ? `${status.sinceEpochMs} ${status.server}` : null;
}
