/** The CRM, the picks and the outbox as the switchboard sees them: what it asked and put, and what a test lets them say. */
import type { ClientDetails, ClientsFound, EntityRef, Pick } from '../../../main/model/client.ts';
import type { Clock } from '../../../main/model/clock.ts';
import type { Employee, LookupOutcome, Match } from '../../../main/model/crm.ts';
import type { OutboxId, OutboxItem, OutboxState } from '../../../main/model/outbox.ts';
import type { Crm, Outbox, Picks } from '../../../main/switchboard/ports.ts';

export class FakeCrm implements Crm {
  readonly #held: ((outcome: LookupOutcome) => void)[] = [];
  readonly asked: string[] = [];
  released = 0;
  colleagues: readonly Employee[] = [];
  /** Told within the question itself, as an answer that is kept is. */
  kept: LookupOutcome | null = null;
  selfId: string | null = null;
  takesCallRecords = true;
  lacksScope = false;
  /** What the next search finds. */
  found: ClientsFound = { kind: 'found', matches: [], hasMore: false };
  /** `CONTACT:651`, each question for details as one list. */
  readonly detailsAsked: string[][] = [];
  detailsReleased = 0;
  #tellDetails: (client: EntityRef, details: ClientDetails) => void = () => undefined;
  readonly #workdayListeners = new Set<() => void>();
  #workday: Employee['workday'] | null = null;

  hold(number: Parameters<Crm['hold']>[0], onOutcome: (outcome: LookupOutcome) => void): () => void {
    this.asked.push(number.shown);
    this.#held.push(onOutcome);
    if (this.kept !== null) onOutcome(this.kept);
    return () => {
      this.released += 1;
    };
  }

  /** What every colleague's workday is by now. */
  tellWorkday(workday: Employee['workday']): void {
    this.#workday = workday;
    for (const tell of this.#workdayListeners) tell();
  }

  dress(employee: Employee): Employee {
    return this.#workday === null ? employee : { ...employee, workday: this.#workday, workdayAsOfEpochMs: 1_000_000 };
  }

  onWorkdays(listener: () => void): () => void {
    this.#workdayListeners.add(listener);
    return () => this.#workdayListeners.delete(listener);
  }

  findColleagues(): Promise<readonly Employee[]> {
    return Promise.resolve(this.colleagues);
  }

  details(clients: readonly EntityRef[], onDetails: (client: EntityRef, details: ClientDetails) => void): () => void {
    this.detailsAsked.push(clients.map(({ type, id }) => `${type}:${id}`));
    this.#tellDetails = onDetails;
    return () => {
      this.detailsReleased += 1;
    };
  }

  tellDetails(client: EntityRef, details: ClientDetails): void {
    this.#tellDetails(client, details);
  }

  allMatches(): Promise<ClientsFound> {
    return Promise.resolve(this.found);
  }

  findClients(): Promise<ClientsFound> {
    return Promise.resolve(this.found);
  }

  tell(outcome: LookupOutcome): void {
    for (const tell of this.#held) tell(outcome);
  }

  answer(matches: readonly Match[], selfId: string | null = null): void {
    this.tell({ kind: 'answered', matches: { matches, asOfEpochMs: 1_000_000, selfId } });
  }

  fail(isTryingAgain: boolean): void {
    this.tell({ kind: 'failed', error: timedOut, isTryingAgain });
  }
}

export const timedOut = { code: 'timed-out', detail: null, atEpochMs: 1_000_000, retryAtEpochMs: null } as const;

export class FakePicks implements Picks {
  readonly #clock: Clock;
  readonly byCaller = new Map<string, Pick>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(callerKey: string): Pick | null {
    const pick = this.byCaller.get(callerKey);
    return pick !== undefined && pick.untilEpochMs > this.#clock.nowEpochMs() ? pick : null;
  }

  pick(callerKey: string, match: Match | null): void {
    const pickedEpochMs = this.#clock.nowEpochMs();
    if (match === null) this.byCaller.delete(callerKey);
    else this.byCaller.set(callerKey, { callerKey, match, pickedEpochMs, untilEpochMs: pickedEpochMs + 3_600_000 });
  }
}

/** Holds what it is given, and sends nothing until a test says so. */
export class FakeOutbox implements Outbox {
  readonly #clock: Clock;
  readonly items = new Map<OutboxId, OutboxItem>();
  readonly #states = new Map<OutboxId, OutboxState>();
  readonly #listeners = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  put(item: OutboxItem, holdUntilEpochMs: number | null): void {
    this.items.set(item.id, item);
    this.tell(item.id, holdUntilEpochMs === null ? this.#due() : { kind: 'held', untilEpochMs: holdUntilEpochMs });
  }

  release(id: OutboxId): void {
    if (this.#states.get(id)?.kind === 'held') this.tell(id, this.#due());
  }

  takeBack(id: OutboxId): boolean {
    const { kind } = this.stateOf(id) ?? { kind: null };
    if (kind !== 'held' && kind !== 'waiting') return false;
    this.items.delete(id);
    this.tell(id, null);
    return true;
  }

  stateOf(id: OutboxId): OutboxState | null {
    const state = this.#states.get(id) ?? null;
    return state?.kind === 'held' && state.untilEpochMs <= this.#clock.nowEpochMs() ? this.#due() : state;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What has become of an item; null: it is known no more. */
  tell(id: string, state: OutboxState | null): void {
    if (state === null) this.#states.delete(id as OutboxId);
    else this.#states.set(id as OutboxId, state);
    for (const listener of this.#listeners) listener();
  }

  /** `CONTACT:651 held`, in the order in which they were put. */
  list(): string[] {
    return [...this.items.values()].map(({ id, lane }) => `${lane} ${this.stateOf(id)?.kind ?? 'gone'}`);
  }

  /** The comments' texts and the leads' titles. */
  texts(): string[] {
    return [...this.items.values()].flatMap(({ work }) =>
      work.kind === 'comment' ? [work.text] : work.kind === 'lead' ? [work.title] : [],
    );
  }

  #due(): OutboxState {
    return { kind: 'waiting', tries: 0, nextTryEpochMs: this.#clock.nowEpochMs(), error: null };
  }
}
