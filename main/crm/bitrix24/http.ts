/** One HTTP request as the client needs it: no redirects followed, failures as values. */

export interface HttpRequest {
  /** Absent: POST. A GET has no body. */
  readonly method?: 'GET';
  /** Must not be done twice: it is never repeated by the port itself, and what fails once a connection stood is `cut-off`. */
  readonly isWrite?: boolean;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The port settles soon after it aborts, whatever the server does. */
  readonly signal: AbortSignal;
}

/** Any answer of a web server, 3xx to 5xx included. */
export interface HttpReply {
  readonly kind: 'reply';
  readonly status: number;
  /** The three headers that matter; null where absent. */
  readonly location: string | null;
  readonly contentType: string | null;
  readonly retryAfter: string | null;
  readonly body: string;
}

/** No whole answer. `code` is Node's own word (`ECONNREFUSED`, `CERT_HAS_EXPIRED`…), never a URL. */
export interface HttpFailure {
  readonly kind: 'failure';
  readonly reason: 'aborted' | 'certificate' | 'connection' | 'cut-off' | 'too-large';
  readonly code: string;
}

/** Never rejects for what the network or the server does. */
export type HttpPort = (request: HttpRequest) => Promise<HttpReply | HttpFailure>;
