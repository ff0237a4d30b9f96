/** What the line answered to raw bytes, and a way to know that it has had its chance to. */
import { randomUUID } from 'node:crypto';
import { firstHeader, readMessage } from '../../../main/sip/raw-message.ts';
import type { Pbx } from '../../rig/pbx/index.ts';

/** Statuses by Call-ID, in their order. */
export class AnswerLog {
  readonly #statuses = new Map<string, number[]>();

  constructor(pbx: Pbx, user: string) {
    pbx.on('message', ({ direction, user: sender, text }) => {
      if (direction === 'received' && sender === user) this.#add(text);
    });
    pbx.on('malformed', (text) => {
      this.#add(text);
    });
  }

  to(callId: string | null): readonly number[] {
    return this.#statuses.get(callId ?? '') ?? [];
  }

  #add(text: string): void {
    const message = readMessage(text);
    if (message?.start.kind !== 'response') return;
    const callId = firstHeader(message, 'call-id') ?? '';
    this.#statuses.set(callId, [...this.to(callId), message.start.status]);
  }
}

/** Sends an OPTIONS and waits for its answer: messages are handled in their order, so whatever came before has been handled. */
export async function proveAlive(pbx: Pbx, user: string): Promise<void> {
  const callId = `alive-${randomUUID()}`;
  pbx.sendRaw(
    user,
    [
      `OPTIONS ${pbx.bindings(user)[0]?.contactUri ?? ''} SIP/2.0`,
      `Via: SIP/2.0/WS 127.0.0.1:5060;branch=z9hG4bK${randomUUID()}`,
      'Max-Forwards: 70',
      'From: <sip:pbx@example.com>;tag=1',
      `To: <sip:${user}@example.com>`,
      `Call-ID: ${callId}`,
      'CSeq: 1 OPTIONS',
      'Content-Length: 0',
      '\r\n',
    ].join('\r\n'),
  );
  await pbx.whenReceived(
    user,
    (message) => message.kind === 'response' && message.headers.some(([, value]) => value === callId),
  );
}
