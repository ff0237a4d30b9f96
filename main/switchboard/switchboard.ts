/** The application: an INVITE becomes a call, is looked up, planned, shown, sent on and recorded. */
import { haveIt, hide } from '../call/answer.ts';
import { onCommand, type CallCommand } from '../call/machine.ts';
import type { PlanInput } from '../call/plan/input.ts';
import { planTransfer } from '../call/plan/plan.ts';
import type { CallId, Destination } from '../model/call.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { ClickError, LookupAnswer, ShownCall, StepError } from './desk.ts';
import { Intake } from './intake.ts';
import { lookOf, type Entry } from './open-calls.ts';
import { clicked, colleaguesFor, planInput, typed, type Colleague } from './planning.ts';
import type { SwitchboardParts } from './parts.ts';
import { Runner } from './runner.ts';
import { shownOf } from './shown.ts';

export class Switchboard {
  readonly #parts: SwitchboardParts;
  readonly #runner: Runner;
  readonly #intake: Intake;

  constructor(parts: SwitchboardParts) {
    this.#parts = parts;
    this.#runner = new Runner(parts);
    this.#intake = new Intake(parts, this.#runner);
  }

  /** Starts to take calls.
   *  @returns stops it: every open call is recorded, nothing is sent */
  start(): () => void {
    const unsubscribe = this.#parts.line.subscribe((event) => {
      this.#intake.onLine(event);
    });
    return () => {
      unsubscribe();
      this.#runner.stop();
    };
  }

  /** Tells every change of what `shown` gives, at once and in order. */
  onChange(listener: () => void): () => void {
    return this.#runner.onChange(listener);
  }

  /** From now on: no card, 480, recorded. Calls that ring already go on. */
  setDoNotDisturb(isOn: boolean): void {
    this.#intake.isDoNotDisturb = isOn;
  }

  /** The cards, in the order in which their calls came in. */
  shown(): readonly ShownCall[] {
    const { desk } = this.#parts;
    const sent = this.#runner.open.sent();
    return this.#runner.open
      .all()
      .filter(({ call }) => call.isShown && !call.isHiddenByAgent)
      .map((entry) => shownOf(entry, desk, () => planInput(entry, sent, desk)));
  }

  /** Whether any call still rings or is being sent, hidden ones too. */
  isBusy(): boolean {
    return this.#runner.open.all().some(({ call }) => call.state.kind === 'ringing' || call.state.kind === 'sending');
  }

  /** The look-up that began with the INVITE: the same promise for whoever asks.
   *  @returns null for a call that is not known any more */
  async lookup(id: CallId): Promise<LookupAnswer | null> {
    const entry = this.#runner.open.get(id);
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
    return this.#with(id, (entry) => ok(this.#runner.take(entry, hide(entry.call))));
  }

  /** The agent says that the own phone has a call which no lamp told of: from the card of one that stopped ringing or was sent on. */
  haveIt(id: CallId): Result<null, 'unknown-call' | 'not-stopped'> {
    return this.#with(id, (entry) => {
      const step = haveIt(entry.call, this.#intake.ownLine, this.#parts.clock.nowEpochMs());
      return step.ok ? ok(this.#runner.take(entry, step.value)) : step;
    });
  }

  /** Whether the pointer or the keyboard is on this call's card: one that asks "I have it" then does not go by itself. */
  hold(id: CallId, isHeld: boolean): Result<null, 'unknown-call'> {
    return this.#with(id, (entry) => {
      entry.isHeld = isHeld;
      return ok(null);
    });
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
    const entry = this.#runner.open.get(id);
    if (entry === undefined) return err('unknown-call');
    const employees = await this.#parts.crm?.findColleagues(query);
    if (employees === undefined || 'failed' in employees) return err('crm-failed');
    const colleagues = colleaguesFor(employees, this.#planInput(entry));
    for (const employee of employees) entry.found.set(employee.id, employee);
    return ok(colleagues);
  }

  #with<E>(id: CallId, click: (entry: Entry) => Result<null, E>): Result<null, E | 'unknown-call'> {
    const entry = this.#runner.open.get(id);
    return entry === undefined ? err('unknown-call') : click(entry);
  }

  #sendTo<E>(entry: Entry, to: Result<Destination, E>, kind: 'send' | 'decline'): Result<null, E | StepError> {
    return to.ok ? this.#command(entry, { kind, destination: to.value }) : to;
  }

  #command(entry: Entry, command: CallCommand): Result<null, StepError> {
    const step = onCommand(entry.call, command, this.#parts.clock.nowEpochMs());
    return step.ok ? ok(this.#runner.take(entry, step.value)) : step;
  }

  #planInput(entry: Entry): PlanInput {
    return planInput(entry, this.#runner.open.sent(), this.#parts.desk);
  }
}
