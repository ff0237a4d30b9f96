/** One fake per port of the switchboard, and a desk to put them on. */
import { Switchboard } from '../../../main/switchboard/switchboard.ts';
import type { Desk, LookupAnswer } from '../../../main/switchboard/desk.ts';
import type { Clock } from '../../../main/model/clock.ts';
import type { Crm, Line, LineEvent, Records, RedirectResult } from '../../../main/switchboard/ports.ts';
import type { CallId, LegId } from '../../../main/model/call.ts';
import type { Employee, LookupOutcome, Match } from '../../../main/model/crm.ts';
import type { InviteHeaders } from '../../../main/model/invite.ts';
import type { OwnLine } from '../../../main/model/line.ts';
import type { CallRecord, EarlierQuery } from '../../../main/model/record.ts';

export class FakeClock implements Clock {
  now = 1_000_000;
  readonly #timers = new Set<{ atEpochMs: number; run: () => void }>();

  nowEpochMs(): number {
    return this.now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atEpochMs: this.now + delayMs, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Lets time pass, timers in their order. */
  pass(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const [next] = [...this.#timers]
        .filter((timer) => timer.atEpochMs <= until)
        .sort((a, b) => a.atEpochMs - b.atEpochMs);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.now = next.atEpochMs;
      next.run();
    }
    this.now = until;
  }
}

class FakeLine implements Line {
  readonly sent: string[] = [];
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: LineEvent) => void>();
  #redirecting: LegId | null = null;
  #answerRedirect: (result: RedirectResult) => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  subscribe(listener: (event: LineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  ring(leg: LegId): void {
    this.sent.push(`${leg} 180`);
  }

  redirect(leg: LegId, dial: string): Promise<RedirectResult> {
    this.sent.push(`${leg} 302 ${dial}`);
    this.#redirecting = leg;
    return new Promise((resolve) => {
      this.#answerRedirect = resolve;
    });
  }

  reject(leg: LegId, status: 480 | 486): void {
    this.sent.push(`${leg} ${status}`);
  }

  tell(event: LineEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Resolves the last redirect as the line does, an ACK told first, and lets what waits for it run. */
  async server(kind: RedirectResult['kind']): Promise<void> {
    if (kind === 'acknowledged' && this.#redirecting !== null)
      this.tell({ kind, leg: this.#redirecting, atEpochMs: this.#clock.nowEpochMs() });
    this.#answerRedirect({ kind });
    await Promise.resolve();
    await Promise.resolve();
  }
}

class FakeCrm implements Crm {
  readonly #held: ((outcome: LookupOutcome) => void)[] = [];
  readonly asked: string[] = [];
  released = 0;
  colleagues: readonly Employee[] = [];

  hold(number: Parameters<Crm['hold']>[0], onOutcome: (outcome: LookupOutcome) => void): () => void {
    this.asked.push(number.shown);
    this.#held.push(onOutcome);
    return () => {
      this.released += 1;
    };
  }

  findColleagues(): Promise<readonly Employee[]> {
    return Promise.resolve(this.colleagues);
  }

  answer(matches: readonly Match[], selfId: string | null = null): void {
    for (const tell of this.#held) {
      tell({ kind: 'answered', matches: { matches, asOfEpochMs: 1_000_000, selfId } });
    }
  }

  fail(isTryingAgain: boolean): void {
    const error = { code: 'timed-out', detail: null, atEpochMs: 1_000_000, retryAtEpochMs: null } as const;
    for (const tell of this.#held) tell({ kind: 'failed', error, isTryingAgain });
  }
}

export const anna: Employee = {
  id: '99',
  name: 'Anna Petrova',
  workday: 'OPENED',
  phones: { extension: '102', mobile: '14155550142', work: null, personal: null },
};
export const johnDoe: Match = { type: 'CONTACT', id: '651', name: 'John Doe', responsible: anna };

export const defaultDesk: Desk = {
  extension: '101',
  aorUser: '101c',
  pbx: 'generic',
  numbers: { country: 'US', dialFormat: 'e164', outsidePrefix: '', extraDialCharacters: [], privateNumbers: 'masked' },
  routing: {
    whenPaused: 'mobile-first',
    whenClosed: 'queue-first',
    whenBusy: 'same-person',
    declineTo: '800',
    queues: [{ number: '600', name: 'Sales' }],
  },
  history: { storeNames: true },
};

/** CANCEL's Reason headers as Asterisk sends them. */
const reasons = {
  'completed-elsewhere': ['SIP;cause=200;text="Call completed elsewhere"', 'Q.850;cause=26'],
  'caller-hung-up': ['Q.850;cause=127'],
  'not-told': ['Q.850;cause=16'],
} as const;

class FakeRecords implements Records {
  readonly written = new Map<CallId, CallRecord>();
  readonly asked: EarlierQuery[] = [];
  #answer: (records: readonly CallRecord[]) => void = () => undefined;

  put(record: CallRecord): void {
    this.written.set(record.id, record);
  }

  earlier(query: EarlierQuery): Promise<readonly CallRecord[]> {
    this.asked.push(query);
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  /** The history answers what it was asked last. */
  async answer(records: readonly CallRecord[]): Promise<void> {
    this.#answer(records);
    await Promise.resolve();
  }
}

/** A switchboard with everything around it, and the words to drive it. */
export class FakeDesk {
  readonly clock = new FakeClock();
  readonly line = new FakeLine(this.clock);
  readonly crm = new FakeCrm();
  readonly history = new FakeRecords();
  readonly records = this.history.written;
  readonly switchboard: Switchboard;
  readonly stop: () => void;
  midnight = 900_000;
  #calls = 0;
  #legs = 0;

  constructor(changes: Partial<Desk> = {}, hasCrm = true) {
    this.switchboard = new Switchboard({
      line: this.line,
      crm: hasCrm ? this.crm : null,
      records: this.history,
      clock: this.clock,
      newCallId: () => `call-${++this.#calls}` as CallId,
      startOfDay: () => this.midnight,
      desk: { ...defaultDesk, ...changes },
    });
    this.stop = this.switchboard.start();
  }

  /** An INVITE arrives. */
  rings(headers: Partial<InviteHeaders> = {}): LegId {
    const leg = `leg-${++this.#legs}` as LegId;
    this.line.tell({
      kind: 'invite',
      leg,
      atEpochMs: this.clock.now,
      headers: {
        callId: `sip-${leg}`,
        ringsideCall: null,
        requestUri: 'sip:101c@127.0.0.1',
        from: '"J. Doe" <sip:+19062195047@pbx.example.com>;tag=1',
        to: '<sip:101c@pbx.example.com>',
        pAssertedIdentity: [],
        remotePartyId: [],
        privacy: [],
        diversion: ['<sip:600@pbx.example.com>'],
        historyInfo: [],
        ...headers,
      },
    });
    return leg;
  }

  stops(leg: LegId, why: keyof typeof reasons = 'completed-elsewhere'): void {
    this.line.tell({ kind: 'leg-stopped', leg, reasons: reasons[why], atEpochMs: this.clock.now });
  }

  /** The own line's lamp. */
  lamp(state: OwnLine): void {
    this.line.tell({ kind: 'own-line', state, atEpochMs: this.clock.now });
  }

  /** What the cards say, in short. */
  cards(): string[] {
    return this.switchboard.shown().map(({ call }) => `${call.id} ${call.state.kind}`);
  }

  /** The same, with how each ended. */
  ends(): string[] {
    return this.switchboard
      .shown()
      .map(({ call: { id, state } }) => `${id} ${state.kind === 'ended' ? state.how : state.kind}`);
  }

  lookup(id: string): Promise<LookupAnswer | null> {
    return this.switchboard.lookup(id as CallId);
  }
}
