/** What a line is built from. */
import type { LegId } from '../model/call.ts';
import type { SipSettings } from '../model/settings.ts';
import type { TakenJournal } from '../model/taken.ts';
import type { LineFault } from './inbound-guard.ts';
import type { Clock } from '../model/clock.ts';
import type { Interfaces } from './network-watch.ts';
import type { OpenLink } from './transport/link.ts';
import { REGISTRATION_TIMING, type RegistrationTiming } from './registration-state.ts';

/** Fixed per installation: a contact that changed with every start would leave dead bindings behind, which ring. */
export interface LineIdentity {
  /** User part of the Contact: letters and digits. */
  readonly contactName: string;
  /** `….invalid`: a name of our own, since no server connects back (RFC 7118 §5). */
  readonly viaHost: string;
  /** UUID. @see RFC 5626 §4.1 */
  readonly instanceId: string;
}

export interface LineTiming extends RegistrationTiming {
  readonly handshakeTimeoutMs: number;
  readonly pingIntervalMs: number;
  /** A link without a sign of life for so many pings is dead: with 5 s, noticed 10 to 15 s after the last one. */
  readonly missedPings: number;
  readonly redirectConfirmMs: number;
  readonly networkPollMs: number;
  readonly tickMs: number;
  readonly maxGapMs: number;
}

export const LINE_TIMING: LineTiming = {
  ...REGISTRATION_TIMING,
  handshakeTimeoutMs: 5000,
  pingIntervalMs: 5000,
  missedPings: 2,
  redirectConfirmMs: 2000,
  networkPollMs: 2000,
  tickMs: 1000,
  maxGapMs: 3000,
};

export interface LineDeps {
  readonly clock: Clock;
  /** Uniform in [0,1). */
  readonly random01: () => number;
  /** `os.networkInterfaces`. */
  readonly networkInterfaces: () => Interfaces;
  readonly newLegId: () => LegId;
  /** For the log: holds nothing of a message's text. */
  readonly onFault: (fault: LineFault) => void;
  readonly timing: LineTiming;
  /** Where taken calls are written down before they are answered. */
  readonly journal: TakenJournal;
  /** How links are opened; by sockets, where nothing else is said. */
  readonly openLink?: OpenLink;
}

export interface LineOptions {
  readonly settings: SipSettings;
  readonly password: string;
  readonly identity: LineIdentity;
  readonly deps: LineDeps;
}
