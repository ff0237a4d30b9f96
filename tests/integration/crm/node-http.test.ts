import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpFailure, HttpReply, HttpRequest } from '../../../main/crm/bitrix24/http.ts';
import { createNodeHttp, type NodeHttp } from '../../../main/crm/bitrix24/node-http.ts';

let server: Server;
let http: NodeHttp;
let sockets: Set<Socket>;
let origin: string;
let serve: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  sockets = new Set();
  http = createNodeHttp([]);
  server = createServer((request, response) => {
    sockets.add(request.socket);
    serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterEach(async () => {
  http.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function send(
  body = '{}',
  signal = new AbortController().signal,
  more: Partial<HttpRequest> = {},
): Promise<HttpReply | HttpFailure> {
  const url = new URL('/rest/1/s/profile.json', origin);
  return http.send({ url, headers: { 'Content-Type': 'application/json' }, body, signal, ...more });
}

it('A request is a POST with its body and length, and the reply comes with the headers that matter', async () => {
  let seen: unknown;
  serve = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'content-length': length, 'content-type': type } = request.headers;
      seen = { method: request.method, path: request.url, length, type, body: Buffer.concat(chunks).toString() };
      response.writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '3', Location: '/there' });
      response.end('Ünal');
    });
  };
  expect(await send('{"a":"ü"}')).toEqual({
    kind: 'reply',
    status: 503,
    location: '/there',
    contentType: 'text/plain',
    retryAfter: '3',
    body: 'Ünal',
  });
  expect(seen).toEqual({
    method: 'POST',
    path: '/rest/1/s/profile.json',
    length: '10',
    type: 'application/json',
    body: '{"a":"ü"}',
  });
});

it('A redirect is handed over, not followed', async () => {
  let asked = 0;
  serve = (_, response) => {
    asked += 1;
    response.writeHead(302, { Location: '/elsewhere' }).end();
  };
  expect(await send()).toMatchObject({ status: 302, location: '/elsewhere' });
  expect(asked).toBe(1);
});

it('The second request goes over the first one’s connection', async () => {
  serve = (_, response) => response.end('{}');
  await send();
  await send();
  expect(sockets.size).toBe(1);
});

it('A kept connection that the server resets on the next request is replaced, without a failure', async () => {
  serve = (request, response) => {
    serve = () => {
      serve = (_, fresh) => fresh.end('fresh');
      request.socket.resetAndDestroy();
    };
    response.end('{}');
  };
  await send();
  expect(await send()).toMatchObject({ kind: 'reply', body: 'fresh' });
  expect(sockets.size).toBe(2);
});

describe('What must not be done twice', () => {
  const write = (): ReturnType<typeof send> => send('{}', new AbortController().signal, { isWrite: true });

  it('is not asked for again where the server resets a kept connection: it may have been done', async () => {
    let asked = 0;
    serve = (request, response) => {
      serve = () => {
        asked += 1;
        request.socket.resetAndDestroy();
      };
      response.end('{}');
    };
    await send();
    expect(await write()).toEqual({ kind: 'failure', reason: 'cut-off', code: 'ECONNRESET' });
    expect(asked).toBe(1);
  });

  it('may have been done where a fresh connection ends without an answer', async () => {
    serve = (request) => request.socket.resetAndDestroy();
    expect(await write()).toMatchObject({ kind: 'failure', reason: 'cut-off' });
  });

  it('was not done where nobody listens', async () => {
    await new Promise((resolve) => server.close(resolve));
    expect(await write()).toMatchObject({ reason: 'connection', code: 'ECONNREFUSED' });
  });
});

it('A GET has no body', async () => {
  let seen: unknown;
  serve = (request, response) => {
    seen = [request.method, request.headers['content-length']];
    response.end('{}');
  };
  await send('', new AbortController().signal, { method: 'GET' });
  expect(seen).toEqual(['GET', undefined]);
});

it('An answer of more than 2 MB is not read to its end', async () => {
  const left = Promise.withResolvers<unknown>();
  serve = (_, response) => {
    response.on('close', left.resolve);
    const pour = (): void => {
      if (!response.destroyed) response.write(Buffer.alloc(65_536, 'x'), pour);
    };
    pour();
  };
  expect(await send()).toMatchObject({ kind: 'failure', reason: 'too-large' });
  await left.promise;
});

it('An answer that ends too early is cut off, whatever came of it', async () => {
  serve = (_, response) => {
    response.writeHead(200, { 'Content-Length': '100' });
    response.write('{"result":[]}', () => response.destroy());
  };
  expect(await send()).toMatchObject({ kind: 'failure', reason: 'cut-off' });
});

it.each(['before the answer', 'in the middle of it'])('A request can be aborted %s', async (when) => {
  const leave = new AbortController();
  const left = Promise.withResolvers<unknown>();
  const beginnings: Record<string, (response: ServerResponse) => void> = {
    'before the answer': () => {
      leave.abort();
    },
    'in the middle of it': (response) => {
      response.write('{"resu', () => {
        leave.abort();
      });
    },
  };
  serve = (_, response) => {
    response.on('close', left.resolve);
    beginnings[when]?.(response);
  };
  expect(await send('{}', leave.signal)).toMatchObject({ kind: 'failure', reason: 'aborted' });
  await left.promise;
});

it('A request that is aborted already is not sent', async () => {
  serve = (_, response) => response.end('{}');
  expect(await send('{}', AbortSignal.abort())).toMatchObject({ kind: 'failure', reason: 'aborted' });
  expect(sockets.size).toBe(0);
});

it('After the close nothing keeps the server’s connections', async () => {
  serve = (_, response) => response.end('{}');
  await send();
  const closed = Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  http.close();
  expect(await closed).toHaveLength(1);
});
