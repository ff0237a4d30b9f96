/** One HTTP exchange after another: reads the request, applies the fault in force, writes the reply or breaks off. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { FaultKind, FaultSwitch } from './faults.ts';
import { parseParams, parseRestPath } from './params.ts';
import { refusalReply } from './refusals.ts';
import type { LogEntry, RequestLog } from './request-log.ts';
import type { Rest } from './rest.ts';
import { htmlReply, type Reply } from './wire.ts';

const MAX_BODY_BYTES = 1_048_576;

/** @returns the whole body, or null where the client left or sent too much. */
function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) request.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.on('close', () => {
      resolve(null);
    });
  });
}

/** Ends the connection without a reply; RST where the socket can. */
function reset(request: IncomingMessage): void {
  if (request.socket instanceof TLSSocket) request.socket.destroy();
  else request.socket.resetAndDestroy();
}

/** Where a redirect leads: an origin keeps the request's path and query, a whole URL stands as it is. */
function redirectTarget(to: string, path: string): string {
  return new URL(to).pathname === '/' && !to.endsWith('/') ? `${to}${path}` : to;
}

/** Serves requests until the portal closes. */
export class Exchanges {
  latencyMs: number;
  readonly #rest: Rest;
  readonly #log: RequestLog;
  readonly #faults: FaultSwitch;
  readonly #nowEpochMs: () => number;
  #isClosed = false;

  constructor(rest: Rest, log: RequestLog, faults: FaultSwitch, nowEpochMs: () => number, latencyMs: number) {
    this.#rest = rest;
    this.#log = log;
    this.#faults = faults;
    this.#nowEpochMs = nowEpochMs;
    this.latencyMs = latencyMs;
  }

  /** Waits still running then write nothing any more. */
  close(): void {
    this.#isClosed = true;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startEpochMs = this.#nowEpochMs();
    const body = await readBody(request);
    if (body === null) return;
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = parseRestPath(url.pathname);
    const params = parseParams(url.search, request.headers['content-type'], body);
    const source = request.socket.remoteAddress ?? '';
    const entry = this.#log.add({
      method: path?.method ?? '',
      httpMethod: request.method ?? '',
      params,
      atEpochMs: performance.timeOrigin + performance.now(),
      source,
    });
    const fault = this.#faults.take(path?.method ?? '');
    response.on('close', () => {
      const isOurs = this.#isClosed || fault.kind === 'truncated' || fault.kind === 'reset';
      entry.finish(response.writableFinished ? 'answered' : isOurs ? 'cut' : 'abandoned');
    });

    const answer = (): Reply =>
      path === null
        ? htmlReply(404, '<html><body>404 Not Found</body></html>')
        : this.#rest.answer({ path, params, source, startEpochMs });
    const isDone = fault.isDone ?? false;
    if (fault.kind === 'hang') {
      if (isDone) answer();
      return;
    }
    if (this.latencyMs > 0) await sleep(this.latencyMs);
    if (fault.kind === 'slow') await sleep(fault.ms);
    if (fault.kind === 'held') await fault.until;
    if (this.#isClosed || (response.destroyed && !isDone)) return;
    const done = isDone ? answer() : null;
    if (response.destroyed) return;
    if (fault.kind === 'reset') {
      reset(request);
      return;
    }
    const reply = this.#faultReply(fault, request.url ?? '/') ?? done ?? answer();
    this.#write(response, reply, entry, fault.kind === 'truncated');
  }

  /** The reply that the fault puts in place of the right one; null where the right one is still to be found. */
  #faultReply(fault: FaultKind, path: string): Reply | null {
    switch (fault.kind) {
      case 'error':
        return refusalReply(fault);
      case 'html':
        return htmlReply(fault.status, fault.body);
      case 'redirect':
        return {
          ...htmlReply(fault.status, '<html><body>Moved</body></html>'),
          location: redirectTarget(fault.to, path),
        };
      case 'empty':
        return { status: 200, contentType: 'application/json; charset=utf-8', body: '' };
      case 'body':
        return { status: 200, contentType: 'application/json; charset=utf-8', body: fault.raw };
      case 'none':
      case 'hang':
      case 'slow':
      case 'held':
      case 'truncated':
      case 'reset':
        return null;
    }
  }

  #write(response: ServerResponse, reply: Reply, entry: LogEntry, isTruncated: boolean): void {
    const body = Buffer.from(reply.body, 'utf8');
    entry.setStatus(reply.status);
    response.writeHead(reply.status, {
      'content-type': reply.contentType,
      'content-length': body.length,
      ...(reply.location === undefined ? {} : { location: reply.location }),
    });
    if (!isTruncated) {
      response.end(body);
      return;
    }
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  }
}
