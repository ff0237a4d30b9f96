/** Taken calls without a network: a server that a test speaks for, and everything that went out to it. */
import type { LegId } from '../../../../main/model/call.ts';
import type { LineEvent } from '../../../../main/model/line.ts';
import type { TakenDialog } from '../../../../main/model/taken.ts';
import { readMessage, type RawMessage } from '../../../../main/sip/raw-message.ts';
import type { RequestAnswer } from '../../../../main/sip/take/take-deps.ts';
import { TakenCalls } from '../../../../main/sip/take/taken-calls.ts';
import { memoryJournal, type MemoryJournal } from '../../../integration/sip/memory-journal.ts';
import { FakeClock } from '../fake-clock.ts';

export const LEG = 'leg-1' as LegId;

/** As {@link TakeRig.ring}'s INVITE makes it. */
export const heldDialog: TakenDialog = {
  id: LEG,
  callId: 'call-1',
  localTag: 'ours',
  remoteTag: 'theirs',
  localUri: 'sip:101c@pbx.example.com',
  remoteUri: 'sip:+12025550142@pbx.example.com',
  remoteTarget: 'sip:pbx@192.0.2.1',
  routes: ['<sip:192.0.2.9;lr>'],
  cseq: 0,
  takenEpochMs: 1_763_800_000_000,
};

const SDP = 'v=0\r\nm=audio 4000 RTP/AVP 8\r\n';

function message(start: string, headers: readonly string[], body = ''): RawMessage {
  const read = readMessage([start, ...headers, `Content-Length: ${body.length}`, '', body].join('\r\n'));
  if (read === null) throw new Error('No message.');
  return read;
}

export class TakeRig {
  readonly clock = new FakeClock();
  readonly journal: MemoryJournal;
  readonly events: LineEvent[] = [];
  /** First line, and for answers the CSeq they answer. */
  readonly sent: string[] = [];
  /** Requests of ours: method, CSeq and whole headers. */
  readonly asked: (readonly [string, number, ...(readonly string[])])[] = [];
  readonly released: LegId[] = [];
  readonly calls: TakenCalls;
  isConnected = true;
  #answers: ((answer: RequestAnswer) => void)[] = [];
  #isRinging = true;

  constructor(...noted: readonly TakenDialog[]) {
    this.journal = memoryJournal(...noted);
    this.calls = new TakenCalls({
      clock: this.clock,
      journal: this.journal,
      emit: (event) => this.events.push(event),
      newId: () => 'fresh-id-of-ours',
      confirmMs: 2000,
      extension: '101',
      isConnected: () => this.isConnected,
      contact: () => '<sip:me@here.invalid>',
      uriOf: (user) => `sip:${user}@pbx.example.com`,
      send: (text) => {
        this.sent.push(`${text.split('\r\n')[0] ?? ''} to ${/^CSeq: (.*)$/m.exec(text)?.[1] ?? ''}`);
        return true;
      },
      request: (method, dialog, headers, onAnswer) => {
        this.asked.push([method, dialog.cseq, ...headers]);
        this.#answers.push(onAnswer);
      },
      invite: (draft, onAnswer) => {
        this.asked.push(['INVITE', 1, draft.uri]);
        this.#answers.push(onAnswer);
        return () => this.asked.push(['CANCEL', 1]);
      },
      legOf: () => (this.#isRinging ? { invite: this.ring, tagGiven: 'ours', isFree: true } : null),
      release: (leg) => {
        this.#isRinging = false;
        this.released.push(leg);
      },
    });
  }

  /** The INVITE that rings. */
  readonly ring = message(
    'INVITE sip:me@here.invalid SIP/2.0',
    [
      'Via: SIP/2.0/WS 192.0.2.1;branch=z9hG4bK1',
      'Record-Route: <sip:192.0.2.9;lr>',
      'From: <sip:+12025550142@pbx.example.com>;tag=theirs',
      'To: <sip:101c@pbx.example.com>',
      'Call-ID: call-1',
      'CSeq: 7 INVITE',
      'Contact: <sip:pbx@192.0.2.1>',
    ],
    SDP,
  );

  /** A request of the server's in the dialog. @returns whether it was taken for one of ours */
  receives(method: string, headers: readonly string[] = [], body = ''): boolean {
    return this.calls.onRequest(
      method,
      message(
        `${method} sip:me@here.invalid SIP/2.0`,
        [
          'Via: SIP/2.0/WS 192.0.2.1;branch=z9hG4bK2',
          'From: <sip:+12025550142@pbx.example.com>;tag=theirs',
          'To: <sip:101c@pbx.example.com>;tag=ours',
          'Call-ID: call-1',
          `CSeq: ${method === 'ACK' ? 7 : 8} ${method}`,
          ...headers,
        ],
        body,
      ),
    );
  }

  /** The CANCEL of the INVITE. */
  cancels(): boolean {
    const headers = this.ring.headers
      .filter(({ name }) => name !== 'cseq')
      .map(({ name, value }) => `${name}: ${value}`);
    return this.calls.onRequest(
      'CANCEL',
      message('CANCEL sip:me@here.invalid SIP/2.0', [...headers, 'CSeq: 7 CANCEL', 'Reason: SIP;cause=200']),
    );
  }

  notifies(status: number, event = 'refer'): boolean {
    const state = status < 200 ? 'active;expires=60' : 'terminated;reason=noresource';
    return this.receives(
      'NOTIFY',
      [`Event: ${event}`, `Subscription-State: ${state}`],
      `SIP/2.0 ${status} Whatever\r\n`,
    );
  }

  /** The server's answer to the last request. @param cseq of the request, as digest may have raised it */
  answers(status: number, cseq = 1, headers: readonly string[] = []): void {
    this.#answers.at(-1)?.({ status, cseq, message: message(`SIP/2.0 ${status} Whatever`, headers) });
  }

  /** A caller who is held. */
  static async held(): Promise<TakeRig> {
    const rig = new TakeRig();
    const result = rig.calls.take(LEG);
    rig.receives('ACK');
    await result;
    rig.events.length = 0;
    rig.sent.length = 0;
    return rig;
  }
}

/** What events say, without their times. */
export const told = (events: readonly LineEvent[]): readonly unknown[] =>
  events.map((event) => {
    if (event.kind === 'pass-progress') return event.progress;
    return event.kind === 'stranded' ? event.became : event.kind;
  });
