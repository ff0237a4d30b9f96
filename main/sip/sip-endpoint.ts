/** One sip.js user agent with our transport, guard and digest around it: the place where frozen code is made safe to use. */
import { Core, UserAgent, type Invitation } from 'sip.js';
import { ok, type Result } from '../model/result.ts';
import type { RequestFacts } from './canonical-request.ts';
import { LineDigest } from './digest.ts';
import { InboundGuard, type LineFault } from './inbound-guard.ts';
import type { NotifyAnswer } from './lamps/lamp-deps.ts';
import type { Clock } from '../model/clock.ts';
import type { LineIdentity, LineTiming } from './line-options.ts';
import { noMedia } from './no-media.ts';
import type { MessageAnswer } from './messages.ts';
import type { RawMessage } from './raw-message.ts';
import { OwnRequests } from './own-requests.ts';
import { OwnContacts } from './own-contacts.ts';
import { usableServer } from './server-url.ts';
import { escapeUser } from './sip-address.ts';
import { trustedCertificates } from './trust.ts';
import type { OpenLink } from './transport/link.ts';
import { openLink } from './transport/open-link.ts';
import { LinkTransport, type TransportOptions } from './transport/link-transport.ts';

/** Longest time an INVITE may ring: sip.js's own default answers 480 after 60 s, and 0 or more than 2³¹ ms at once. */
const MAX_RINGING_SEC = 3600;

export interface EndpointOptions {
  readonly aor: string;
  readonly authorizationUser: string;
  readonly password: string;
  readonly caFile: string | null;
  readonly allowInsecure: boolean;
  readonly identity: LineIdentity;
  readonly clock: Clock;
  readonly timing: LineTiming;
  /** How links are opened; by sockets, where nothing else is said. */
  readonly openLink?: OpenLink | undefined;
}

export interface EndpointEvents {
  readonly onOpen: () => void;
  /** Nothing was heard for long, and the link cannot say whether it is alive: a request must prove it. */
  readonly onSilent: () => void;
  readonly onLost: (code: string) => void;
  /** A new call; called while its message is being delivered. */
  readonly onInvite: (invitation: Invitation, facts: RequestFacts, message: RawMessage) => void;
  readonly onCancel: (branch: string, message: RawMessage) => void;
  readonly isKnownCall: (callId: string) => boolean;
  readonly isOpenUnderOtherCSeq: (facts: RequestFacts) => boolean;
  /** @returns whether a request was a taken call's, and has been answered */
  readonly onTaken: (method: string, message: RawMessage) => boolean;
  /** @returns how to answer a lamp's NOTIFY, or null where it is no lamp's */
  readonly onNotify: (message: RawMessage, body: string) => NotifyAnswer | null;
  /** Text for this line, or for a call of it. */
  readonly onMessage: (message: RawMessage, body: string) => MessageAnswer;
  readonly onFault: (fault: LineFault) => void;
}

export class SipEndpoint {
  readonly requests: OwnRequests;
  readonly #options: EndpointOptions;
  readonly #events: EndpointEvents;
  readonly #agent: UserAgent;
  readonly #transport: LinkTransport;
  readonly #guard: InboundGuard;
  readonly #contacts = new OwnContacts();
  #server = '';
  /** Counts links, so that one that is still reading its certificates can be outrun. */
  #link = 0;
  #arriving: { readonly facts: RequestFacts; readonly message: RawMessage } | null = null;

  /** @throws TypeError where the AOR is no SIP URI: the settings' schema refuses such */
  constructor(options: EndpointOptions, events: EndpointEvents) {
    const { identity } = options;
    this.#options = options;
    this.#events = events;
    const uri = UserAgent.makeURI(options.aor);
    if (uri === undefined || uri.user === undefined) throw new TypeError('The Address of Record is no SIP URI.');
    const transportOptions: TransportOptions = {
      openLink: options.openLink ?? openLink,
      contactName: identity.contactName,
      standIn: {
        viaHost: identity.viaHost,
        contactUri: `sip:${identity.contactName}@${identity.viaHost};transport=ws`,
      },
      onMessage: (data) => {
        this.#guard.receive(data);
      },
      onSend: (text) => this.#guard.outgoing(text),
      onOpen: () => {
        this.#contacts.opened(this.#server, this.#transport.names.contactUri);
        events.onOpen();
      },
      onSilent: events.onSilent,
      onLost: (code) => {
        this.#forget();
        events.onLost(code);
      },
    };
    class OwnTransport extends LinkTransport {
      constructor() {
        super(transportOptions);
      }
    }
    this.#agent = new UserAgent({
      uri,
      transportConstructor: OwnTransport,
      contactName: identity.contactName,
      viaHost: identity.viaHost,
      // So that the server tells which address it saw (RFC 3581).
      forceRport: true,
      instanceId: identity.instanceId,
      userAgentString: 'Ringside',
      noAnswerTimeout: MAX_RINGING_SEC,
      sendInitialProvisionalResponse: false,
      gracefulShutdown: false,
      logBuiltinEnabled: false,
      logConfiguration: false,
      logLevel: 'error',
      sessionDescriptionHandlerFactory: noMedia,
      delegate: {
        onInvite: (invitation) => {
          if (this.#arriving !== null) events.onInvite(invitation, this.#arriving.facts, this.#arriving.message);
        },
      },
    });
    const { transport, userAgentCore: core } = this.#agent;
    if (!(transport instanceof LinkTransport)) throw new TypeError('sip.js made another transport.');
    this.#transport = transport;
    const credentials = { user: options.authorizationUser, password: options.password };
    core.configuration.authenticationFactory = () =>
      new LineDigest(this.#agent.getLoggerFactory(), credentials, () => this.#guard.challenge);
    this.requests = new OwnRequests(core, identity, this.#contacts);
    this.#guard = new InboundGuard({
      ownUri: core.configuration.contact.uri.toRaw(),
      viaHost: identity.viaHost,
      sentBy: () => transport.names.sentBy,
      isKnownCall: events.isKnownCall,
      isOpenUnderOtherCSeq: events.isOpenUnderOtherCSeq,
      deliver: (text) => transport.onMessage?.(text),
      hasTransaction: (branch) => core.userAgentServers.has(branch),
      sendRaw: (text) => transport.sendRaw(text),
      onRequest: (facts, message) => {
        this.#arriving = { facts, message };
        if (facts.method === 'CANCEL') events.onCancel(facts.branch, message);
        if (facts.method === 'INVITE') forgetAcknowledged(core);
      },
      onResponse: (message) => {
        this.requests.onResponse(message);
      },
      onTaken: events.onTaken,
      onNotify: events.onNotify,
      onMessage: events.onMessage,
      onFault: events.onFault,
    });
  }

  get isConnected(): boolean {
    return this.#transport.isConnected();
  }

  /** Our Contact by the link that is up, or was there last: `<sip:…>`. */
  get contact(): string {
    return `<${this.#transport.names.contactUri}>`;
  }

  /** A message that is whole, past sip.js. @returns whether there was a link to send it down */
  send(text: string): boolean {
    return this.#transport.sendRaw(text);
  }

  /** The To tag of our provisional answers to an INVITE, or null where none went out. */
  tagGiven(branch: string): string | null {
    return this.#guard.tagGiven(branch);
  }

  /** Whatever sip.js answers to this INVITE does not go out. */
  mute(branch: string): void {
    this.#guard.mute(branch);
  }

  /** Opens a link; `onOpen` or `onLost` tells how it went. */
  open(server: string): void {
    this.close();
    const link = this.#link;
    const address = usableServer(server, this.#options.allowInsecure);
    const { clock, timing } = this.#options;
    this.#server = server;
    void this.#trust(address.ok && address.value.isEncrypted).then((trust) => {
      if (link !== this.#link) return;
      if (!address.ok) this.#events.onLost(address.error);
      else if (!trust.ok) this.#events.onLost(trust.error);
      else {
        // Started, sip.js takes requests; it never connects by itself.
        void this.#agent.start();
        this.#transport.open({ ...timing, url: server, address: address.value, certificates: trust.value, clock });
      }
    });
  }

  /** Closes the link and ends everything that was going on over it. */
  close(): void {
    this.#forget();
    this.#transport.close();
  }

  /** The server's side of one INVITE, to see its ACK; undefined when it is over. */
  transactionOf(branch: string): Core.UserAgentServer['transaction'] | undefined {
    return this.#agent.userAgentCore.userAgentServers.get(branch)?.transaction;
  }

  /** `<sip:dial@AOR-DOMAIN>`: servers take the user part and decode it. */
  contactFor(dial: string): string {
    return `<${this.uriOf(dial)}>`;
  }

  /** `sip:user@AOR-DOMAIN` */
  uriOf(user: string): string {
    const { host, port } = this.#agent.userAgentCore.configuration.aor;
    return `sip:${escapeUser(user)}@${host}${port === undefined ? '' : `:${port}`}`;
  }

  #trust(isNeeded: boolean): Promise<Result<readonly string[], string>> {
    return isNeeded ? trustedCertificates(this.#options.caFile) : Promise.resolve(ok([]));
  }

  #forget(): void {
    this.#link += 1;
    this.#arriving = null;
    this.#guard.reset();
    this.requests.forget();
    this.#agent.userAgentCore.reset();
  }
}

/** sip.js lets go of an acknowledged transaction a turn of the event loop later than RFC 3261 §17.2.1 has it (timer I is zero here). A call
 *  that was sent on and comes back in the same packet as the ACK would be refused as one that is here already (482). */
function forgetAcknowledged({ userAgentServers }: Core.UserAgentCore): void {
  for (const [branch, { transaction }] of userAgentServers) {
    if (transaction.state === Core.TransactionState.Confirmed) userAgentServers.delete(branch);
  }
}
