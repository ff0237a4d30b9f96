/** The SIP line of one agent: registered as long as that is possible, telling of every leg that rings, answering as it is told. */
import type { LegId } from '../model/call.ts';
import type { LineEvent, LineStatus, OwnLine, RedirectResult } from '../model/line.ts';
import { ownLineOf } from './lamps/dialog-info.ts';
import { LampWatch } from './lamps/lamp-watch.ts';
import { Legs } from './legs.ts';
import { watchClockGaps } from './line-clock.ts';
import type { LineOptions } from './line-options.ts';
import { watchNetwork } from './network-watch.ts';
import { PhoneWatch } from './phone-watch.ts';
import { Registration } from './registration.ts';
import { scoutServers } from './scout.ts';
import { SipEndpoint } from './sip-endpoint.ts';

/** Fits the switchboard's port `Line`, and adds what start-up and the desktop tell the line. */
export interface Line {
  /** A new listener is told at once what is known: the status, the own line, the phone. @returns ends the subscription */
  subscribe(listener: (event: LineEvent) => void): () => void;
  /** Sends 180; never throws, a leg that is gone is ignored. */
  ring(leg: LegId): void;
  /** Sends 302 with `Contact: <sip:dial@AOR-DOMAIN>`. Never rejects. */
  redirect(leg: LegId, dial: string): Promise<RedirectResult>;
  /** Ends one leg with a final answer; a leg that is gone is ignored. */
  reject(leg: LegId, status: 480 | 486): void;
  /** @returns stops: removes the binding and closes the link, within about a second. Never rejects. */
  start(): () => Promise<void>;
  /** The system says that it goes to sleep, or that it is back. */
  suspend(): void;
  resume(): void;
  /** What the renderer's browser believes of the network. */
  networkHint(isOnline: boolean): void;
}

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
    transactionOf: (branch) => endpoint.transactionOf(branch),
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
    onNotify: (message, body) => lamps.onNotify(message, body),
    onFault: deps.onFault,
  });

  const lamps: LampWatch = new LampWatch({
    clock,
    random01: deps.random01,
    newId: () => crypto.randomUUID(),
    answerMs: timing.answerMs,
    uriOf: (extension) => endpoint.uriOf(extension),
    subscribe: (dialog, headers, onAnswer) => {
      endpoint.requests.subscribe(dialog, headers, onAnswer);
    },
  });

  let ownLine: OwnLine = 'not-told';
  lamps.watchDialogs(settings.extension, (info) => {
    const state = ownLineOf(info);
    if (state === ownLine) return;
    ownLine = state;
    emit({ kind: 'own-line', state, atEpochMs: clock.nowEpochMs() });
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
    if (held !== null) lamps.registered();
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
      isRinging: () => legs.isRinging,
      dropLegs: (why) => {
        legs.dropAll(why);
      },
    },
    onStatus: (status) => {
      emit({ kind: 'status', status });
      follow(status);
    },
  });

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      tell(listener, { kind: 'status', status: registration.status });
      if (ownLine !== 'not-told') tell(listener, { kind: 'own-line', state: ownLine, atEpochMs: clock.nowEpochMs() });
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
        await registration.stop();
      };
    },
    suspend: () => {
      registration.dispatch({ kind: 'suspend' });
    },
    resume: () => {
      registration.dispatch({ kind: 'resume' });
    },
    networkHint: (isOnline) => {
      registration.dispatch({ kind: 'network-hint', isOnline });
    },
  };
}

/** One registration from its beginning to its end, as text; null where there is none. */
function registrationOf(status: LineStatus): string | null {
  return status.kind === 'registered' ? `${status.sinceEpochMs} ${status.server}` : null;
}

/** A listener's bug reaches the crash handler; it must neither be taken for sip.js's, nor keep others from being told. */
function tell(listener: (event: LineEvent) => void, event: LineEvent): void {
  try {
    listener(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
