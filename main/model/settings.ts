/** The settings' shape as every part of the app reads it; the schema that validates it stands in main/settings. */

export interface SipSettings {
  /** In order of preference: `wss://pbx.example.com:8089/ws`, `tls://pbx.example.com:5061`. */
  readonly servers: readonly string[];
  /** Address of Record of this companion: `sip:101c@pbx.example.com`. */
  readonly aor: string;
  /** The desk phone's own extension, digits. */
  readonly extension: string;
  readonly authorizationUser: string;
  /** What the server's words mean: a profile says that it is set up as docs/pbx tells; `generic` claims least. */
  readonly pbx: 'asterisk' | 'kamailio' | 'generic';
  /** Desks that register at this server: with more than 100, they come back after a restart over more than a second. */
  readonly desksAtServer: number;
  readonly caFile: string | null;
  /** Allows `ws:` and `tcp:` beyond loopback. */
  readonly allowInsecure: boolean;
  readonly ringingTransfer: 'redirect' | 'take';
  /** Directed pickup of the own ringing phone, e.g. `**`. */
  readonly pickupPrefix: string | null;
  /** User part of a colleague's companion, `{ext}c` with her extension for `{ext}`: where notes go; null: no notes. */
  readonly companionPattern: string | null;
  /** Extensions watched at the same time, at most. */
  readonly busyLamps: number;
}

export interface CrmSettings {
  readonly kind: 'bitrix24';
  /** Base of entity cards; null: the portal of the webhook. */
  readonly cardBase: string | null;
  /** The employee at this desk; null: found by extension. */
  readonly employeeId: string | null;
  /** Of one attempt. */
  readonly timeoutMs: number;
  /** Allows `http:` beyond loopback. */
  readonly allowInsecure: boolean;
  /** The portal's limits for REST requests, which all desks behind one address share. `self-hosted`: none. */
  readonly plan: 'standard' | 'enterprise' | 'self-hosted';
  /** Registers calls in the portal (`telephony.externalcall.register`). */
  readonly callRecords: boolean;
  /** How long an answer is kept, encrypted, for when the CRM is away; 0: not on disk. */
  readonly keepLookupsDays: number;
  /** A local app in place of the webhook; its secret and tokens stand in the keyring. */
  readonly oauth: { readonly portal: string; readonly clientId: string } | null;
}

export interface NumberSettings {
  /** ISO 3166 code that national numbers are read under. */
  readonly country: string;
  readonly dialFormat: 'e164-plus' | 'e164' | 'international-00' | 'national';
  /** Dialled before outside numbers only. */
  readonly outsidePrefix: string;
  /** Dial characters beyond digits and `+` that the company allows. */
  readonly extraDialCharacters: readonly ('*' | '#')[];
  readonly privateNumbers: 'shown' | 'masked' | 'hidden';
}

export interface QueueSetting {
  readonly number: string;
  readonly name: string;
}

export interface RoutingSettings {
  readonly whenPaused: 'mobile-first' | 'extension-first' | 'queue-first';
  readonly whenClosed: 'queue-first' | 'mobile-first';
  readonly whenBusy: 'same-person' | 'next-person';
  /** Number that a declined call is redirected to; null: no Decline button. */
  readonly declineTo: string | null;
  readonly queues: readonly QueueSetting[];
}

export interface DesktopSettings {
  readonly startAtLogin: boolean;
  readonly theme: 'system' | 'light' | 'dark';
  /** Electron accelerators; null: no shortcut. */
  readonly transferShortcut: string | null;
  readonly summonShortcut: string | null;
  /** Corner where the card appears; `system`: bottom right, on macOS top right. */
  readonly corner: 'system' | 'top-right' | 'bottom-right';
  /** Address that calls a number back, `{number}` for it: `tel:{number}`, `sip:{number}@pbx.example.com`; null: no such button. */
  readonly dialUrl: string | null;
}

export interface HistorySettings {
  readonly storeNames: boolean;
  readonly keepDays: number;
}

/** Everything but the secrets. */
export interface Settings {
  readonly version: 1;
  readonly sip: SipSettings | null;
  readonly crm: CrmSettings | null;
  readonly numbers: NumberSettings;
  readonly routing: RoutingSettings;
  readonly desktop: DesktopSettings;
  readonly history: HistorySettings;
}

/** Kept by the system's keyring only. */
export interface Secrets {
  readonly sipPassword: string | null;
  /** `https://portal.example.com/rest/1/secret/` with a closing slash. */
  readonly webhook: string | null;
  /** Of the local app (`crm.oauth`). */
  readonly oauthSecret: string | null;
  /** What the portal gave the app: tokens, as JSON; renewed by the app itself. */
  readonly oauthTokens: string | null;
}

export type SecretName = keyof Secrets;

export const noSecrets: Secrets = { sipPassword: null, webhook: null, oauthSecret: null, oauthTokens: null };

/** Those that are given: the others stay as they are. */
export function givenSecrets(secrets: Secrets): Partial<Secrets> {
  return Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret !== null));
}

/** What `desktop.dialUrl` may start: schemes that a phone program registers, and https for one that lives in a browser. */
export const dialSchemes: readonly string[] = ['tel:', 'sip:', 'sips:', 'callto:', 'https:'];
