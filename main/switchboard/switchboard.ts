/** The application: an INVITE becomes a call, is looked up, planned, shown, sent on and recorded. */
import { callerOf } from '../call/identity.ts';
import { evidenceOf, placeLeg, type LegEvidence } from '../call/legs.ts';
import { hide, onCommand, onEvent, openCall, type CallCommand, type CallEvent, type Step } from '../call/machine.ts';
import type { Look, PlanInput } from '../call/plan/input.ts';
import { planTransfer } from '../call/plan/plan.ts';
import type { CallId, Destination, LegId } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import { assertNever, err, ok, type Result } from '../model/result.ts';
import type { ClickError, LookupAnswer, ShownCall, StepError } from './desk.ts';
import { run, type EffectParts } from './effects.ts';
import { lookUp } from './look-up.ts';
import { lookOf, OpenCalls, type Entry } from './open-calls.ts';
import { clicked, colleaguesFor, planInput, typed, type Colleague } from './planning.ts';
import type { LineEvent } from './ports.ts';
import type { SwitchboardParts } from './parts.ts';
import { recordAtQuit, recordOf } from './record.ts';
import { shownOf } from './shown.ts';

export class Switchboard {
  readonly #parts: SwitchboardParts;
  readonly #open = new OpenCalls();
  readonly #listeners = new Set<() => void>();
  readonly #effects: EffectParts;
  readonly #now = (): number => this.#parts.clock.nowEpochMs();
  #isDoNotDisturb = false;

  constructor(parts: SwitchboardParts) {
    this.#parts = parts;
    this.#effects = {
      line: parts.line,
      clock: parts.clock,
      onEvent: this.#onEvent.bind(this),
      record: this.#record.bind(this),
      forget: this.#forget.bind(this),
    };
  }

  /** Starts to take calls.
   *  @returns stops it: every open call is recorded, nothing is sent */
  start(): () => void {
    const unsubscribe = this.#parts.line.subscribe((event) => {
      this.#onLine(event);
    });
    return () => {
      unsubscribe();
      const { records, desk } = this.#parts;
      for (const entry of this.#open.all()) {
        records.put(recordAtQuit(entry, desk.history.storeNames, this.#now()));
        this.#forget(entry);
      }
      this.#changed();
    };
  }

  /** Tells every change of what `shown` gives, at once and in order. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From now on: no card, 480, recorded. Calls that ring already go on. */
  setDoNotDisturb(isOn: boolean): void {
    this.#isDoNotDisturb = isOn;
  }

  /** The cards, in the order in which their calls came in. */
  shown(): readonly ShownCall[] {
    const { desk } = this.#parts;
    const sent = this.#open.sent();
    return this.#open
      .all()
      .filter(({ call }) => call.isShown && !call.isHiddenByAgent)
      .map((entry) => shownOf(entry, desk, () => planInput(entry, sent, desk)));
  }

  /** Whether any call still rings or is being sent, hidden ones too. */
  isBusy(): boolean {
    return this.#open.all().some(({ call }) => call.state.kind === 'ringing' || call.state.kind === 'sending');
  }

  /** The look-up that began with the INVITE: the same promise for whoever asks.
   *  @returns null for a call that is not known any more */
  async lookup(id: CallId): Promise<LookupAnswer | null> {
    const entry = this.#open.get(id);
    if (entry === undefined) return null;
    const look = await lookOf(entry);
    return look === null ? null : { look, plan: planTransfer(this.#planInput(entry)) };
  }

  /** Sends a ringing call to a target of its plan, or to one that its search found. */
  send(id: CallId, targetId: string): Result<null, ClickError | 'unknown-target' | 'not-offered'> {
    return this.#with(id, (entry) => this.#sendTo(entry, clicked(entry, targetId, this.#planInput(entry)), 'send'));
  }

  /** Sends a ringing call to a number as typed. */
  sendToNumber(id: CallId, text: string): Result<null, ClickError | 'not-dialable' | 'not-offered'> {
    return this.#with(id, (entry) => this.#sendTo(entry, typed(text, this.#planInput(entry)), 'send'));
  }

  /** The card goes, nothing is sent. */
  hide(id: CallId): Result<null, 'unknown-call'> {
    return this.#with(id, (entry) => ok(this.#take(entry, hide(entry.call))));
  }

  /** 302 to `routing.declineTo`. */
  decline(id: CallId): Result<null, ClickError | 'not-set-up' | 'not-dialable' | 'not-offered'> {
    const { declineTo } = this.#parts.desk.routing;
    if (declineTo === null) return err('not-set-up');
    return this.#with(id, (entry) => this.#sendTo(entry, typed(declineTo, this.#planInput(entry)), 'decline'));
  }

  /** Colleagues by name or extension, each with what this call may be sent to. */
  async findColleagues(
    id: CallId,
    query: string,
  ): Promise<Result<readonly Colleague[], 'unknown-call' | 'crm-failed'>> {
    const entry = this.#open.get(id);
    if (entry === undefined) return err('unknown-call');
    const employees = await this.#parts.crm?.findColleagues(query);
    if (employees === undefined || 'failed' in employees) return err('crm-failed');
    const colleagues = colleaguesFor(employees, this.#planInput(entry));
    for (const employee of employees) entry.found.set(employee.id, employee);
    return ok(colleagues);
  }

  #onLine(event: LineEvent): void {
    switch (event.kind) {
      case 'invite':
        this.#onInvite(event);
        return;
      case 'leg-stopped':
      case 'acknowledged': {
        // A leg that do-not-disturb or a 486 ended has no call any more.
        const entry = this.#open.byLeg(event.leg);
        if (entry !== undefined) this.#onEvent(entry, event);
        return;
      }
      case 'legs-lost':
        for (const entry of this.#open.all()) this.#onEvent(entry, event);
        return;
      case 'status':
        return;
      default:
        assertNever(event);
    }
  }

  #onInvite({ leg, headers, atEpochMs }: LineEvent & { kind: 'invite' }): void {
    const { desk } = this.#parts;
    const caller = callerOf(headers, { extension: desk.extension ?? '', aorUser: desk.aorUser }, desk.numbers);
    const evidence = evidenceOf(headers, caller, atEpochMs);
    const place = placeLeg(evidence, this.#open.evidence());
    if (place.kind === 'new-call') {
      this.#onNewCall(leg, caller, evidence, place.lastCalledSecondsAgo);
      return;
    }
    const entry = this.#open.get(place.call);
    if (entry === undefined) throw new Error('A leg was placed with a call that is not open.');
    entry.sipCallIds.push(evidence.sipCallId);
    // Do not disturb lets a call go on that rings already, and none begin again.
    if (this.#isDoNotDisturb && entry.call.legs.length === 0) {
      this.#parts.line.reject(leg, 480);
      return;
    }
    this.#onEvent(entry, { kind: 'leg-added', leg });
    this.#lookUpOnce(entry);
  }

  #onNewCall(leg: LegId, caller: Caller, evidence: LegEvidence, lastCalledSecondsAgo: number | null): void {
    const { newCallId } = this.#parts;
    const opened = openCall({ id: newCallId(), caller, startedEpochMs: evidence.atEpochMs }, leg);
    const entry = this.#open.add(opened.call, evidence, lastCalledSecondsAgo);
    if (this.#isDoNotDisturb) {
      this.#command(entry, { kind: 'do-not-disturb' });
      return;
    }
    // The card first, then the 180, then the CRM: none of them waits for another.
    this.#changed();
    this.#take(entry, opened);
    this.#lookUpOnce(entry);
  }

  #lookUpOnce(entry: Entry): void {
    if (entry.isLookedUp) return;
    entry.isLookedUp = true;
    entry.release = lookUp(entry.call.caller.number, this.#parts.crm, (look) => {
      this.#looked(entry, look);
    });
  }

  #looked(entry: Entry, look: Look): void {
    // What is known is not taken back because a later question failed.
    if (entry.look?.kind === 'answered' && look.kind === 'failed') return;
    entry.look = look;
    entry.lookupRevision += 1;
    for (const answer of entry.waiting.splice(0)) answer(look);
    // A call that had ended before the CRM answered still gets its client's name.
    this.#record(entry);
    this.#changed();
  }

  #with<E>(id: CallId, click: (entry: Entry) => Result<null, E>): Result<null, E | 'unknown-call'> {
    const entry = this.#open.get(id);
    return entry === undefined ? err('unknown-call') : click(entry);
  }

  #sendTo<E>(entry: Entry, to: Result<Destination, E>, kind: 'send' | 'decline'): Result<null, E | StepError> {
    return to.ok ? this.#command(entry, { kind, destination: to.value }) : to;
  }

  #command(entry: Entry, command: CallCommand): Result<null, StepError> {
    const step = onCommand(entry.call, command, this.#now());
    return step.ok ? ok(this.#take(entry, step.value)) : step;
  }

  #onEvent(entry: Entry, event: CallEvent): void {
    this.#take(entry, onEvent(entry.call, event, this.#now()));
  }

  #take(entry: Entry, { call, effects }: Step): null {
    const isChanged = call !== entry.call;
    this.#open.step(entry, call);
    if (isChanged) this.#changed();
    for (const effect of effects) run(entry, effect, this.#effects);
    return null;
  }

  /** Writes what is known of a call that has an end; one that still rings has nothing to write. */
  #record(entry: Entry): void {
    const record = recordOf(entry, this.#parts.desk.history.storeNames, this.#now());
    if (record !== null) this.#parts.records.put(record);
  }

  #forget(entry: Entry): void {
    entry.cancelTimer();
    entry.release();
    this.#open.remove(entry.call.id);
    for (const answer of entry.waiting.splice(0)) answer(null);
  }

  #planInput(entry: Entry): PlanInput {
    return planInput(entry, this.#open.sent(), this.#parts.desk);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
