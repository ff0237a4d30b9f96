/** Three switchboards and the server between their companions: text goes from one to the other when the test says so. */
import type { CallId, LegId } from '../../../main/model/call.ts';
import type { InviteHeaders } from '../../../main/model/invite.ts';
import { untold } from '../../../main/model/presence.ts';
import type { Desk, HandedOver, ShownNote } from '../../../main/switchboard/desk.ts';
import type { SwitchboardNotice } from '../../../main/switchboard/notices.ts';
import type { Line, LineEvent, MessageResult, RedirectResult, TakeResult } from '../../../main/switchboard/ports.ts';
import { Switchboard } from '../../../main/switchboard/switchboard.ts';
import type { OutboxId } from '../../../main/model/outbox.ts';
import { crmWords, defaultDesk } from './desk-fakes.ts';
import { FakeOutbox, FakePicks } from './fake-crm.ts';
import { FakeClock } from './fake-clock.ts';

interface Text {
  readonly fromUser: string;
  readonly toUser: string;
  readonly text: string;
}

type Answer = (text: Text) => MessageResult | Promise<MessageResult>;

type SendText = (user: string, text: string) => Promise<MessageResult>;

/** Acknowledges every 302 and 200 at once. */
class OfficeLine implements Line {
  readonly done: string[] = [];
  readonly #clock: FakeClock;
  readonly #sendMessage: SendText;
  readonly #listeners = new Set<(event: LineEvent) => void>();

  constructor(clock: FakeClock, sendMessage: SendText) {
    this.#clock = clock;
    this.#sendMessage = sendMessage;
  }

  subscribe(listener: (event: LineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: LineEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  ring(): void {
    this.done.push('180');
  }

  reject(_leg: LegId, status: number): void {
    this.done.push(String(status));
  }

  redirect(leg: LegId, dial: string): Promise<RedirectResult> {
    this.done.push(`302 ${dial}`);
    this.tell({ kind: 'acknowledged', leg, atEpochMs: this.#clock.now });
    return Promise.resolve({ kind: 'acknowledged' });
  }

  take(leg: LegId): Promise<TakeResult> {
    this.done.push('200');
    this.tell({ kind: 'taken', leg, atEpochMs: this.#clock.now });
    return Promise.resolve({ kind: 'taken' });
  }

  fetch(): Promise<TakeResult> {
    return Promise.resolve({ kind: 'not-sent' });
  }

  pass(_leg: LegId, dial: string): void {
    this.done.push(`REFER ${dial}`);
  }

  watch(_extension: string, onTold: Parameters<Line['watch']>[1]): () => void {
    onTold(untold(this.#clock.now));
    return () => undefined;
  }

  sendMessage(user: string, text: string): Promise<MessageResult> {
    return this.#sendMessage(user, text);
  }
}

/** One desk: its switchboard and what it told. */
export class OfficeDesk {
  readonly line: OfficeLine;
  readonly switchboard: Switchboard;
  readonly notices: SwitchboardNotice[] = [];
  readonly stop: () => void;
  /** How often something shown changed. */
  changes = 0;
  readonly #clock: FakeClock;
  #ids = 0;

  constructor(clock: FakeClock, sendMessage: SendText, desk: Partial<Desk>, selfName: string | null) {
    const { extension = '' } = desk;
    this.#clock = clock;
    this.line = new OfficeLine(clock, sendMessage);
    this.switchboard = new Switchboard({
      line: this.line,
      crm: null,
      records: { put: () => undefined, earlier: () => Promise.resolve([]) },
      picks: new FakePicks(clock),
      outbox: new FakeOutbox(clock),
      newOutboxId: () => `item-${++this.#ids}` as OutboxId,
      crmWords,
      clock,
      newCallId: () => `call-${++this.#ids}` as CallId,
      newLegId: () => `leg-${++this.#ids}` as LegId,
      newHandOverId: () => `${extension ?? ''}-${++this.#ids}`,
      selfName: () => selfName,
      tell: (notice) => this.notices.push(notice),
      startOfDay: () => 0,
      desk: { ...defaultDesk, companionPattern: '{ext}c', aorUser: `${extension ?? ''}c`, ...desk },
    });
    this.switchboard.onChange(() => {
      this.changes += 1;
    });
    this.stop = this.switchboard.start();
  }

  /** An INVITE arrives. @returns its call */
  rings(headers: Partial<InviteHeaders> = {}): CallId {
    const leg = `leg-${++this.#ids}` as LegId;
    this.line.tell({
      kind: 'invite',
      leg,
      atEpochMs: this.#clock.now,
      headers: {
        callId: `sip-${leg}`,
        ringsideCall: null,
        requestUri: 'sip:c0ffee@127.0.0.1',
        from: '"J. Doe" <sip:+19062195047@pbx.example.com>;tag=1',
        to: '<sip:c0ffee@pbx.example.com>',
        pAssertedIdentity: [],
        remotePartyId: [],
        privacy: [],
        diversion: [],
        historyInfo: [],
        referredBy: null,
        ...headers,
      },
    });
    return `call-${this.#ids}` as CallId;
  }

  /** What its cards say of who sent their calls here. */
  handedOver(): readonly (HandedOver | null)[] {
    return this.switchboard.shown().map(({ handedOver }) => handedOver);
  }

  /** What its cards say of the notes that were typed on them. */
  notes(): readonly (ShownNote | null)[] {
    return this.switchboard.shown().map(({ note }) => note);
  }
}

export class Office {
  readonly clock = new FakeClock();
  /** Taken by the server, on its way. */
  readonly post: Text[] = [];
  /** What the server says of a text. */
  answer: Answer = () => ({ kind: 'accepted', status: 202 });
  readonly #desks = new Map<string, OfficeDesk>();

  /** A desk with an extension of its own. @param selfName of its employee */
  desk(extension: string, selfName: string | null = null, changes: Partial<Desk> = {}): OfficeDesk {
    const fromUser = `${extension}c`;
    const send: SendText = (toUser, text) => {
      const answer = this.answer({ fromUser, toUser, text });
      if ('kind' in answer && answer.kind === 'accepted') this.post.push({ fromUser, toUser, text });
      return Promise.resolve(answer);
    };
    const desk = new OfficeDesk(this.clock, send, { extension, ...changes }, selfName);
    this.#desks.set(fromUser, desk);
    return desk;
  }

  /** All that is on its way arrives, receipts too; what is for a companion that is not there is lost. */
  async deliver(): Promise<void> {
    await settled();
    for (let text = this.post.shift(); text !== undefined; text = this.post.shift()) {
      this.say(text);
      await settled();
    }
  }

  say({ fromUser, toUser, text }: Text): void {
    this.#desks.get(toUser)?.line.tell({ kind: 'message', fromUser, text, atEpochMs: this.clock.now });
  }
}

/** Promises that are settled already have been heard. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}
