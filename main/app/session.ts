/** What lives as long as one set of settings: the line, the CRM and the switchboard between them. */
import { randomUUID } from 'node:crypto';
import { createCrm, type BitrixCrm } from '../crm/crm.ts';
import type { KeptStore } from '../crm/kept.ts';
import type { TokenSource } from '../crm/oauth/token-source.ts';
import { connectionOf } from '../crm/oauth/tokens.ts';
import type { NodeHttp } from '../crm/bitrix24/node-http.ts';
import type { CallId, LegId } from '../model/call.ts';
import type { CrmError } from '../model/crm.ts';
import type { LineEvent, LineStatus, OwnLine, PhoneBinding } from '../model/line.ts';
import { untold } from '../model/presence.ts';
import type { OutboxId } from '../model/outbox.ts';
import { assertNever } from '../model/result.ts';
import type { Secrets, Settings } from '../model/settings.ts';
import { userOfAor } from '../settings/rules.ts';
import type { Line as SipLine } from '../sip/line.ts';
import type { Desk } from '../switchboard/desk.ts';
import type { Clock } from '../model/clock.ts';
import type { SwitchboardNotice } from '../switchboard/notices.ts';
import type { Line, Outbox, Picks, Records } from '../switchboard/ports.ts';
import { Switchboard } from '../switchboard/switchboard.ts';
import { englishCrmWords, englishTime } from './crm-words.ts';

export interface SessionParts {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly records: Records;
  readonly picks: Picks;
  readonly outbox: Outbox;
  /** Where the CRM's answers are kept; null: nowhere. */
  readonly kept: KeptStore | null;
  /** Tokens of the local app; null where nobody has connected. */
  readonly oauth: TokenSource | null;
  /** `WRONG_AUTH_TYPE` for call records, where the last session over the same way to the portal was told so. */
  readonly recordsRefused?: CrmError | null;
  readonly clock: Clock;
  /** Connections to the portal, with the company's own roots trusted. */
  readonly openHttp: () => NodeHttp;
  /** Opens the line of these settings; null while none is set up. */
  readonly openLine: () => SipLine | null;
  readonly isDoNotDisturb: boolean;
  /** What no card tells: for a notification. */
  readonly tell: (notice: SwitchboardNotice) => void;
}

/** The desk phone, as the server tells of it. */
export interface DeskPhone {
  /** Its line's busy lamp. */
  readonly ownLine: OwnLine;
  readonly binding: PhoneBinding;
}

const nothingTold: DeskPhone = { ownLine: 'not-told', binding: 'not-told' };

export interface Session {
  readonly settings: Settings;
  readonly switchboard: Switchboard;
  readonly line: SipLine | null;
  readonly crm: BitrixCrm | null;
  /** @see Line.watch in main/switchboard/ports.ts; where no line is set up, nothing is told */
  readonly watch: Line['watch'];
  /** The line's last word on itself. */
  lineStatus(): LineStatus;
  /** What its server tells of the desk phone beside it; nothing while it is not registered. */
  deskPhone(): DeskPhone;
  /** Told when the line's or the CRM's status changed; calls are told by the switchboard. */
  onStatus(listener: () => void): () => void;
  /** Records what is open, gives the registration back and lets go of the CRM. */
  stop(): Promise<void>;
}

const deskOf = ({ sip, crm, numbers, routing, history }: Settings): Desk => ({
  extension: sip?.extension ?? null,
  aorUser: sip === null ? '' : userOfAor(sip.aor),
  pbx: sip?.pbx ?? 'generic',
  ringingTransfer: sip?.ringingTransfer ?? 'redirect',
  pickupPrefix: sip?.pickupPrefix ?? null,
  companionPattern: sip?.companionPattern ?? null,
  numbers,
  routing,
  history,
  callRecords: crm?.callRecords ?? false,
});

/** What a session is built from, in a form that can be compared; it holds secrets and is kept in memory only. Tokens are renewed by
 *  the session itself: a new connection counts, a new token does not. */
export const sessionKey = ({ sip, crm, numbers, routing, history }: Settings, secrets: Secrets): string => {
  const connection = connectionOf(secrets.oauthTokens);
  return JSON.stringify([sip, crm, numbers, routing, history.storeNames, { ...secrets, oauthTokens: connection }]);
};

/** By which way the portal is asked: what it takes of one way it may not take of another. */
export const wayIn = ({ crm }: Settings, { webhook, oauthTokens }: Secrets): string =>
  JSON.stringify([crm?.oauth ?? null, webhook, connectionOf(oauthTokens)]);

/** Stands where no line is set up: nothing rings on it. */
const noLine: Line = {
  subscribe: () => () => undefined,
  ring: () => undefined,
  redirect: () => Promise.resolve({ kind: 'not-sent' }),
  reject: () => undefined,
  take: () => Promise.resolve({ kind: 'not-sent' }),
  fetch: () => Promise.resolve({ kind: 'not-sent' }),
  pass: () => undefined,
  watch: (_extension, onTold) => {
    onTold(untold(0));
    return () => undefined;
  },
  sendMessage: () => Promise.resolve({ kind: 'not-sent' }),
};

export function startSession(parts: SessionParts): Session {
  const { settings, secrets, clock } = parts;
  const http = parts.openHttp();
  const line = parts.openLine();
  const crm =
    settings.crm === null || (secrets.webhook === null && settings.crm.oauth === null)
      ? null
      : createCrm({
          // What the CRM told has names in it.
          settings: settings.history.storeNames ? settings.crm : { ...settings.crm, keepLookupsDays: 0 },
          webhook: secrets.webhook,
          oauth: settings.crm.oauth && { portal: settings.crm.oauth.portal, tokens: parts.oauth },
          ownExtension: settings.sip?.extension ?? null,
          country: settings.numbers.country,
          kept: parts.kept,
          recordsRefused: parts.recordsRefused ?? null,
          http: http.send,
          clock,
          random01: Math.random,
        });
  const port: Line = line ?? noLine;
  const switchboard = new Switchboard({
    line: port,
    crm,
    records: parts.records,
    picks: parts.picks,
    outbox: parts.outbox,
    clock,
    newCallId: () => randomUUID() as CallId,
    newLegId: () => randomUUID() as LegId,
    newHandOverId: randomUUID,
    newOutboxId: () => randomUUID() as OutboxId,
    crmWords: englishCrmWords(englishTime()),
    selfName: () => crm?.selfName ?? null,
    tell: parts.tell,
    startOfDay: (epochMs) => new Date(epochMs).setHours(0, 0, 0, 0),
    desk: deskOf(settings),
  });
  switchboard.setDoNotDisturb(parts.isDoNotDisturb);

  let lineStatus: LineStatus = { kind: 'not-set-up' };
  let deskPhone = nothingTold;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const stopSwitchboard = switchboard.start();
  const unsubscribeLine = line?.subscribe((event) => {
    const told = afterEvent({ lineStatus, deskPhone }, event);
    if (told === null) return;
    ({ lineStatus, deskPhone } = told);
    changed();
  });
  const unsubscribeCrm = crm?.subscribe(changed);
  const stopCrm = crm?.start();
  const stopLine = line?.start();

  return {
    settings,
    switchboard,
    line,
    crm,
    watch: port.watch.bind(port),
    lineStatus: () => lineStatus,
    deskPhone: () => (lineStatus.kind === 'registered' ? deskPhone : nothingTold),
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      stopSwitchboard();
      unsubscribeCrm?.();
      stopCrm?.();
      http.close();
      await stopLine?.();
      unsubscribeLine?.();
    },
  };
}

interface LineTold {
  readonly lineStatus: LineStatus;
  readonly deskPhone: DeskPhone;
}

/** @returns null for what is no matter of status: calls are the switchboard's */
function afterEvent(told: LineTold, event: LineEvent): LineTold | null {
  switch (event.kind) {
    case 'status':
      return { ...told, lineStatus: event.status };
    case 'own-line':
      return { ...told, deskPhone: { ...told.deskPhone, ownLine: event.state } };
    case 'phone':
      return { ...told, deskPhone: { ...told.deskPhone, binding: event.phone } };
    case 'invite':
    case 'leg-stopped':
    case 'acknowledged':
    case 'legs-lost':
    case 'taken':
    case 'pass-progress':
    case 'hung-up':
    case 'stranded':
    case 'message':
      return null;
    default:
      return assertNever(event);
  }
}
