/** The HTTP port over Node's own client: kept-alive connections, our list of trusted roots, a bound on the answer. */
import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createSecureContext, getCACertificates, rootCertificates } from 'node:tls';
import type { HttpFailure, HttpPort, HttpReply, HttpRequest } from './http.ts';

/** A list of entities is a few kB; anything near this is no answer to us. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** Shorter than the idle time of common servers, so that a kept connection is rarely a dead one. */
const KEEP_IDLE_MS = 20_000;
const MAX_SOCKETS = 8;

export interface NodeHttp {
  readonly send: HttpPort;
  /** Ends kept connections; requests under way are cut. */
  close(): void;
}

const failure = (reason: HttpFailure['reason'], code: string): HttpFailure => ({ kind: 'failure', reason, code });

/** Node's names for a chain or host name that does not hold: OpenSSL's X509_V_ERR_* without the prefix, and TLS's own. */
function isCertificateCode(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY|DECRYPT)|INVALID_CA|HOSTNAME_MISMATCH|PATH_LENGTH/.test(code);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function readBody(message: IncomingMessage, request: ClientRequest): Promise<HttpReply | HttpFailure> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= MAX_BODY_BYTES) return;
      resolve(failure('too-large', `more than ${MAX_BODY_BYTES} bytes`));
      request.destroy();
    });
    message.on('end', () => {
      resolve({
        kind: 'reply',
        status: message.statusCode ?? 0,
        location: message.headers.location ?? null,
        contentType: message.headers['content-type'] ?? null,
        retryAfter: message.headers['retry-after'] ?? null,
        body: Buffer.concat(chunks).toString('utf8'),
      });
    });
    message.on('error', (error) => {
      resolve(failure('cut-off', codeOf(error)));
    });
  });
}

type Sent = HttpReply | HttpFailure | 'stale-connection';

function sendOnce(request: HttpRequest, agents: { http: HttpAgent; https: () => HttpsAgent }): Promise<Sent> {
  return new Promise((resolve) => {
    const { method = 'POST', isWrite = false } = request;
    const options = { method, headers: request.headers, signal: request.signal };
    const sent =
      request.url.protocol === 'https:'
        ? httpsRequest(request.url, { ...options, agent: agents.https() })
        : httpRequest(request.url, { ...options, agent: agents.http });
    sent.on('response', (message) => {
      void readBody(message, sent).then((reply) => {
        resolve(request.signal.aborted ? failure('aborted', 'ABORT_ERR') : reply);
      });
    });
    let isConnected = false;
    sent.on('socket', (socket) => {
      // A kept one is connected; with TLS nothing is sent before its own handshake, which fails under a name of its own.
      isConnected = !socket.connecting;
      if (isConnected) return;
      socket.once('connect', () => {
        isConnected = true;
      });
    });
    sent.on('error', (error) => {
      const code = codeOf(error);
      if (request.signal.aborted) resolve(failure('aborted', code));
      else if (isWrite && isConnected && !isCertificateCode(code)) resolve(failure('cut-off', code));
      else if (sent.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(code)) resolve('stale-connection');
      else resolve(failure(isCertificateCode(code) ? 'certificate' : 'connection', code));
    });
    sent.end(method === 'GET' ? undefined : request.body);
  });
}

/** Builds the port. The trusted roots are read on the first https request: that takes some 80 ms once.
 *  @param extraCa PEM texts trusted beside Node's roots and the system's */
export function createNodeHttp(extraCa: readonly string[]): NodeHttp {
  const keep = { keepAlive: true, timeout: KEEP_IDLE_MS, maxSockets: MAX_SOCKETS };
  const http = new HttpAgent(keep);
  let https: HttpsAgent | null = null;
  const httpsAgent = (): HttpsAgent => {
    // One context for all connections: building it from some hundred roots would cost 25 ms of each.
    https ??= new HttpsAgent({
      ...keep,
      // Else NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would let anybody take the webhook.
      rejectUnauthorized: true,
      secureContext: createSecureContext({ ca: [...rootCertificates, ...getCACertificates('system'), ...extraCa] }),
    });
    return https;
  };
  return {
    send: async (request) => {
      if (request.signal.aborted) return failure('aborted', 'ABORT_ERR');
      const agents = { http, https: httpsAgent };
      for (let tries = 0; tries <= MAX_SOCKETS; tries += 1) {
        // A kept connection that the server closed just now says nothing of the server: ask on the next, as Node's
        // documentation of `request.reusedSocket` advises. What writes is never repeated here.
        const sent = await sendOnce(request, agents);
        if (sent !== 'stale-connection') return sent;
      }
      return failure('connection', 'ECONNRESET');
    },
    close: () => {
      http.destroy();
      https?.destroy();
    },
  };
}
