/** Waits on this computer for the browser to come back from the portal with a code, and tells it that its tab can be closed. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { err, ok, type Result } from '../../model/result.ts';

/** What an app's page in the portal has to name as the handler's address: the portal sends the browser there and nowhere else. */
export const REDIRECT_PORT = 47_624;
export const REDIRECT_PATH = '/ringside/connected';

/** For people, who type it into the app's page in the portal. */
export const redirectAddress = (): string => `http://127.0.0.1:${REDIRECT_PORT}${REDIRECT_PATH}`;

/** `denied`: somebody said no in the browser, or the portal did. */
export type RedirectFailure = { readonly kind: 'port-taken' } | { readonly kind: 'denied'; readonly why: string };

export interface RedirectListener {
  /** Settles once, with the first request that knows the state; never rejects. */
  readonly code: Promise<Result<string, RedirectFailure>>;
  close(): void;
}

const MAX_CODE_CHARS = 512;

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'",
  'Referrer-Policy': 'no-referrer',
  Connection: 'close',
};

const page = (words: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Ringside</title><p>${words}</p></html>`;

/** @param port 0 takes a free one, for tests
 *  @param state what the portal has to hand back: others' requests are refused and waited past
 *  @returns once it listens */
export function listenForCode(
  port: number,
  state: string,
): Promise<Result<RedirectListener & { readonly port: number }, RedirectFailure>> {
  let settle: (code: Result<string, RedirectFailure>) => void = () => undefined;
  const code = new Promise<Result<string, RedirectFailure>>((resolve) => {
    settle = resolve;
  });
  let isSettled = false;
  const server = createServer((request, response) => {
    const told = codeOf(request, state);
    if (told === null || isSettled) {
      answer(response, 400, 'This address is for one answer of the portal only.');
      return;
    }
    isSettled = true;
    answer(response, 200, 'You can close this tab. Ringside tells what came of it.');
    settle(told);
  });
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(err({ kind: 'port-taken' }));
    });
    // Loopback only: nobody else can knock.
    server.listen(port, '127.0.0.1', () => {
      const close = (): void => {
        closeNow(server);
      };
      resolve(ok({ code, port: portOf(server), close }));
    });
  });
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** What is being answered is answered: the tab would else show an error of the browser's. */
function closeNow(server: Server): void {
  server.close();
  server.closeIdleConnections();
}

function answer(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, HEADERS);
  response.end(page(words));
}

/** @returns null for a request that is none of ours */
function codeOf({ method, url }: IncomingMessage, state: string): Result<string, RedirectFailure> | null {
  const { pathname, searchParams } = URL.parse(url ?? '', 'http://127.0.0.1') ?? {};
  if (method !== 'GET' || pathname !== REDIRECT_PATH || searchParams?.get('state') !== state) return null;
  const code = searchParams.get('code') ?? '';
  if (code !== '' && code.length <= MAX_CODE_CHARS) return ok(code);
  return err({ kind: 'denied', why: searchParams.get('error')?.slice(0, 80) ?? 'no code' });
}
