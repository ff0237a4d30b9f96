/** The SIP line of one agent: registered as long as that is possible, telling of every leg that rings, answering as it is told. */
import type { LegId } from '../model/call.ts';
import type { LineEvent, RedirectResult } from '../model/line.ts';
import { Legs } from './legs.ts';
import { watchClockGaps } from './line-clock.ts';
import type { LineOptions } from './line-options.ts';
import { watchNetwork } from './network-watch.ts';
import { Registration } from './registration.ts';
import { SipEndpoint } from './sip-endpoint.ts';

/** Fits the switchboard's port `Line`, and adds what start-up and the desktop tell the line. */
export interface Line {
  /** A new listener is told the status at once. @returns ends the subscription */
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

  const endpoint: SipEndpoint = new SipEndpoint(
    { ...settings, password, identity, clock, timing },
    {
      onOpen: () => {
        registration.dispatch({ kind: 'connected' });
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
      onFault: deps.onFault,
    },
  );

  const registration: Registration = new Registration({
    clock,
    random01: deps.random01,
    servers: settings.servers,
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
      dropLegs: (why) => {
        legs.dropAll(why);
      },
    },
    onStatus: (status) => {
      emit({ kind: 'status', status });
    },
  });

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      tell(listener, { kind: 'status', status: registration.status });
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
