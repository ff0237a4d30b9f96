/** One fake per port of the switchboard, and a desk to put them on. */
import { Switchboard } from '../../../main/switchboard/switchboard.ts';
import type { Desk, LookupAnswer } from '../../../main/switchboard/desk.ts';
import type { CrmWords } from '../../../main/switchboard/crm-words.ts';
import type { SwitchboardNotice } from '../../../main/switchboard/notices.ts';
import type { Records } from '../../../main/switchboard/ports.ts';
import type { CallId, LegId } from '../../../main/model/call.ts';
import type { Employee, Match } from '../../../main/model/crm.ts';
import type { InviteHeaders } from '../../../main/model/invite.ts';
import type { OwnLine } from '../../../main/model/line.ts';
import type { CallRecord, EarlierQuery } from '../../../main/model/record.ts';
import type { OutboxId } from '../../../main/model/outbox.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeCrm, FakeOutbox, FakePicks } from './fake-crm.ts';
import { FakeLine } from './fake-line.ts';

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
  ringingTransfer: 'redirect',
  pickupPrefix: null,
  companionPattern: null,
  numbers: { country: 'US', dialFormat: 'e164', outsidePrefix: '', extraDialCharacters: [], privateNumbers: 'masked' },
  routing: {
    whenPaused: 'mobile-first',
    whenClosed: 'queue-first',
    whenBusy: 'same-person',
    declineTo: '800',
    queues: [{ number: '600', name: 'Sales' }],
  },
  history: { storeNames: true },
  callRecords: false,
};

/** When, from whom and what became of it, in short. */
export const crmWords: CrmWords = {
  callLine: ({ number, startedEpochMs, how, sentTo }) =>
    [number, startedEpochMs, how, sentTo?.shown, sentTo?.outcome].filter((word) => word !== undefined).join(' '),
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
  readonly picks = new FakePicks(this.clock);
  readonly outbox = new FakeOutbox(this.clock);
  readonly history = new FakeRecords();
  readonly records = this.history.written;
  readonly notices: SwitchboardNotice[] = [];
  readonly switchboard: Switchboard;
  readonly stop: () => void;
  midnight = 900_000;
  #calls = 0;
  #legs = 0;
  #fetched = 0;
  #handOvers = 0;
  #items = 0;

  constructor(changes: Partial<Desk> = {}, hasCrm = true) {
    this.switchboard = new Switchboard({
      line: this.line,
      crm: hasCrm ? this.crm : null,
      records: this.history,
      picks: this.picks,
      outbox: this.outbox,
      clock: this.clock,
      newCallId: () => `call-${++this.#calls}` as CallId,
      newLegId: () => `fetched-${++this.#fetched}` as LegId,
      newHandOverId: () => `hand-over-${++this.#handOvers}`,
      newOutboxId: () => `item-${++this.#items}` as OutboxId,
      crmWords,
      selfName: () => null,
      tell: (notice) => this.notices.push(notice),
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
        referredBy: null,
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
