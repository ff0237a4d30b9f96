/** What a test sets on the PBX before and while it runs. */

export interface PbxUser {
  /** The user part of the AOR. */
  readonly user: string;
  readonly password: string;
  /** The digest user name; the same as `user` unless given. */
  readonly authorizationUser?: string;
  /** Offered in this order, one WWW-Authenticate each; an unknown name is offered but never accepted. Default SHA-256, MD5. */
  readonly algorithms?: readonly string[];
  /** Room for so many contacts (Asterisk's max_contacts). Default 5. */
  readonly maxContacts?: number;
  /** Throw out the contacts next to expire instead of refusing the new one with 403 (Asterisk's remove_existing). */
  readonly removeExisting?: boolean;
}

/** Raw Reason values of a CANCEL or BYE; none for a server that sends no Reason. */
export type Reasons = readonly string[];

/** As Asterisk does: each leg is a call of its own. As Kamailio does: one call, one branch per leg. */
export type LegStyle = 'own-call-id' | 'shared-call-id';

export interface PbxOptions {
  readonly users: readonly PbxUser[];
  /** Dialled number → users whose contacts ring in parallel. A user is also dialled by his own name. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Realm and domain. Default `pbx.example.com`. */
  readonly domain?: string;
  /** Default `/ws`. */
  readonly httpPath?: string;
  /** TCP port of the WebSocket side; 0, the default, takes a free one. */
  readonly port?: number;
  /** Whether pings over TCP and TLS are answered: Kamailio does (default), Asterisk does not. */
  readonly answersPings?: boolean;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Shorter ones are refused with 423. Default 0: never. */
  readonly minExpiresSec?: number;
  /** Granted whatever was asked for; default: what was asked for, at most 3600. */
  readonly grantExpiresSec?: number;
  /** Default 32,000, as Asterisk's. */
  readonly nonceLifetimeMs?: number;
  /** Wrong digest: a new challenge (Asterisk, Kamailio; default) or 403 (FreeSWITCH). */
  readonly onWrongPassword?: 401 | 403;
  /** Whether a contact goes with its WebSocket (Asterisk; default) or stays until it expires. */
  readonly unbindOnClose?: boolean;
  /** Whether the 200 to OPTIONS has a To tag. Default true. */
  readonly optionsToTag?: boolean;
  /** Default `own-call-id`. */
  readonly legs?: LegStyle;
  /** Default as measured: Asterisk's for own Call-IDs, none for shared ones. */
  readonly reasons?: { readonly answeredElsewhere: Reasons; readonly callerHungUp: Reasons };
  /** As `Dial(…,i)`: a 302 ends its leg as busy and adds nothing. */
  readonly ignore302?: boolean;
  /** A leg that has not answered at all by then is given up (timer B). Default 32,000. */
  readonly noResponseAfterMs?: number;
  /** Messages kept per user and direction. Default 1000. */
  readonly logLimit?: number;
  /** Clock of bindings and nonces. Default Date.now. */
  readonly nowEpochMs?: () => number;
}

/** Switches that may be turned at any time. */
export interface PbxFaults {
  /** Every digest is wrong. */
  rejectCredentials: boolean;
  /** Every REGISTER is answered so, before authentication. */
  answerRegisterWith: { readonly status: number; readonly reason: string; readonly retryAfterSec?: number } | null;
  /** Offered to everybody instead of the users' own algorithms, in this order; `''` is a challenge without `algorithm`. */
  challenge: readonly string[] | null;
  /** false: no ACK to a final answer other than 2xx. */
  ackFinals: boolean;
  /** The ACK to a final answer other than 2xx comes so much later. */
  ackDelayMs: number;
  /** The caller hangs up while a 302 is on its way: CANCEL goes out before its ACK, and the target is not dialled. */
  cancelBeforeAck: boolean;
  /** Busy lamps: answered and told; answered and never told; not even answered; or refused so, all or those of one kind. */
  lamps:
    | 'on'
    | 'silent'
    | 'mute'
    | { readonly status: number; readonly reason: string; readonly event?: 'dialog' | 'presence' };
  /** A subscription is granted at most so long. Default 3600. */
  lampExpiresSec: number;
  /** The lamp of the phone that answered is told before the CANCEL to the others, not after it. */
  lampBeforeCancel: boolean;
}

export const noFaults = (): PbxFaults => ({
  rejectCredentials: false,
  answerRegisterWith: null,
  challenge: null,
  ackFinals: true,
  ackDelayMs: 0,
  cancelBeforeAck: false,
  lamps: 'on',
  lampExpiresSec: 3600,
  lampBeforeCancel: false,
});

/** Measured against Asterisk 22; Kamailio forwards a CANCEL without Reason. */
export const defaultReasons = (legs: LegStyle): { answeredElsewhere: Reasons; callerHungUp: Reasons } =>
  legs === 'shared-call-id'
    ? { answeredElsewhere: [], callerHungUp: [] }
    : {
        answeredElsewhere: ['SIP;cause=200;text="Call completed elsewhere"', 'Q.850;cause=26'],
        callerHungUp: ['Q.850;cause=127'],
      };
