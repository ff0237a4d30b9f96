/** An embedded Bitrix24 portal on 127.0.0.1: the webhook half of its REST interface, with switches for faults. */

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { PortalData, PortalDeal, PortalEntity, PortalUser, Workday } from './data.ts';
import { FaultSwitch, type Fault } from './faults.ts';
import type { BucketLimits, OperatingLimits } from './limits.ts';
import { RequestLog, type PortalEvent, type PortalListener, type PortalRequest } from './request-log.ts';
import { Rest } from './rest.ts';
import { Exchanges } from './exchanges.ts';

export interface PortalOptions {
  /** The employee the webhook belongs to. */
  readonly userId: number;
  readonly secret: string;
  readonly users: readonly PortalUser[];
  readonly entities: readonly PortalEntity[];
  readonly deals?: readonly PortalDeal[];
  /** Before every reply, in milliseconds; default 0. The vendor's own sample took some 400. */
  readonly latencyMs?: number;
  /** Default `telephony` and `user_basic`; `crm` opens items, comments and duplicates. `basic` is always there. */
  readonly scopes?: readonly string[];
  /** Default 50 and 2 per second, counted by the client's address. */
  readonly bucket?: BucketLimits;
  /** Default 480 s in 600 s, 0.25 s a call. */
  readonly operating?: OperatingLimits;
  /** PEM key and certificate: the portal then speaks https. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Default: a free one. */
  readonly port?: number;
  /** Requests kept in `requests`; default 1000. */
  readonly logLimit?: number;
  /** The clock of the limits and of `time`; default the system's. */
  readonly nowEpochMs?: () => number;
}

export interface Portal {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  /** `http://127.0.0.1:PORT/rest/USER/SECRET/`, as it was at the start: a later change of `data.secret` revokes it. */
  readonly webhook: string;
  /** What the methods answer from; may be changed at any time. */
  readonly data: PortalData;
  latencyMs: number;
  /** The fault in force; `{ kind: 'none' }` takes it back. */
  fault: Fault;
  readonly requests: readonly PortalRequest[];
  /** `asked` when a request is read, `ended` when it was answered, abandoned or cut. @returns the unsubscribe */
  on(event: PortalEvent, listener: PortalListener): () => void;
  /** The `count`-th request of a method (any case), 1-based, default the first; at once if it was already made. */
  whenAsked(method: string, count?: number): Promise<PortalRequest>;
  /** Empties `requests` and restarts the counting of `whenAsked`. */
  forget(): void;
  setWorkday(userId: number, workday: Workday): void;
  /** Cuts every connection and refuses new ones, as a server that is switched off. */
  goAway(): Promise<void>;
  /** Listens again, at the same address. */
  comeBack(): Promise<void>;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

const CLOUD_BUCKET: BucketLimits = { capacity: 50, leakPerSec: 2 };
const CLOUD_OPERATING: OperatingLimits = { limitSec: 480, windowSec: 600, costSec: 0.25 };

/** Starts a portal; resolves once it listens.  @throws (rejects) where the port is taken */
export async function createPortal(options: PortalOptions): Promise<Portal> {
  const { userId, secret, users, entities, tls } = options;
  const nowEpochMs = options.nowEpochMs ?? Date.now;
  const data: PortalData = {
    userId,
    secret,
    users,
    entities,
    deals: options.deals ?? [],
    comments: [],
    calls: [],
    rights: { isReading: true, isAdding: true },
    sources: ['CALL', 'EMAIL', 'WEB'],
    acceptsWebhooks: true,
    nowEpochMs,
    scopes: options.scopes ?? ['telephony', 'user_basic'],
    isCrmInstalled: true,
    methodErrorCode: 'ERROR_CORE',
  };
  const rest = new Rest(data, options.bucket ?? CLOUD_BUCKET, options.operating ?? CLOUD_OPERATING, nowEpochMs);
  const log = new RequestLog(options.logLimit ?? 1000);
  const faults = new FaultSwitch();
  const exchanges = new Exchanges(rest, log, faults, nowEpochMs, options.latencyMs ?? 0);
  const server = tls === undefined ? createServer() : createTlsServer(tls);
  server.on('request', (request, response) => void exchanges.serve(request, response));
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const leave = (): Promise<void> =>
    new Promise((resolve) => {
      // Already away is away.
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const origin = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;

  return {
    origin,
    webhook: `${origin}/rest/${userId}/${secret}/`,
    data,
    get latencyMs() {
      return exchanges.latencyMs;
    },
    set latencyMs(latencyMs) {
      exchanges.latencyMs = latencyMs;
    },
    get fault() {
      return faults.fault;
    },
    set fault(fault) {
      faults.fault = fault;
    },
    get requests() {
      return log.requests;
    },
    on: (event, listener) => log.on(event, listener),
    whenAsked: (method, count) => log.whenAsked(method, count),
    forget: () => {
      log.forget();
    },
    setWorkday: (id, workday) => {
      data.users = data.users.map((user) => (user.id === id ? { ...user, workday } : user));
    },
    goAway: leave,
    comeBack: () => listen(port),
    close: () => {
      exchanges.close();
      log.close();
      return leave();
    },
  };
}
