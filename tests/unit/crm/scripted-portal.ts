/** An HTTP port that answers what a test says, and remembers what it was asked. */
import type { HttpFailure, HttpReply, HttpRequest } from '../../../main/crm/bitrix24/http.ts';

export const SECRET = 's3cr3tk3y';
export const WEBHOOK = `https://portal.example.com/rest/1/${SECRET}/`;

export interface Asked {
  /** `user.get`, without `.json`. */
  readonly method: string;
  readonly params: unknown;
  readonly href: string;
  readonly signal: AbortSignal;
  /** Whether the port was told not to ask it twice. */
  readonly isWrite: boolean;
}

export type Answer = HttpReply | HttpFailure | 'hang' | Promise<HttpReply | HttpFailure>;

export const reply = (status: number, body: string, more: Partial<HttpReply> = {}): HttpReply => ({
  kind: 'reply',
  status,
  location: null,
  contentType: 'application/json',
  retryAfter: null,
  body,
  ...more,
});

/** A 200 with the envelope of the vendor's page. */
export const result = (value: unknown): HttpReply =>
  reply(200, JSON.stringify({ result: value, time: { operating: 0.25 } }));

export const refusal = (status: number, code: string, description = ''): HttpReply =>
  reply(status, JSON.stringify({ error: code, error_description: description }));

export const networkFailure = (reason: HttpFailure['reason'], code: string): HttpFailure => ({
  kind: 'failure',
  reason,
  code,
});

export class ScriptedPortal {
  answer: (asked: Asked) => Answer;
  asked: readonly Asked[] = [];

  constructor(answer: (asked: Asked) => Answer) {
    this.answer = answer;
  }

  /** The port. It keeps the port's promise: it settles when the signal aborts. */
  readonly send = (request: HttpRequest): Promise<HttpReply | HttpFailure> => {
    const method = request.url.pathname.replace(/^.*\//, '').replace(/\.json$/, '');
    const asked = {
      method,
      params: JSON.parse(request.body) as unknown,
      href: request.url.href,
      signal: request.signal,
      isWrite: request.isWrite ?? false,
    };
    this.asked = [...this.asked, asked];
    const answer = this.answer(asked);
    const aborted = new Promise<HttpFailure>((resolve) => {
      request.signal.addEventListener('abort', () => {
        resolve(networkFailure('aborted', 'ABORT_ERR'));
      });
    });
    return answer === 'hang' ? aborted : Promise.race([Promise.resolve(answer), aborted]);
  };

  /** Parameters of each request to a method, in order. */
  paramsOf(method: string): readonly unknown[] {
    return this.asked.filter((one) => one.method === method).map(({ params }) => params);
  }
}
