/** The application: an INVITE becomes a call, is looked up, planned, shown, sent on and recorded. */
import { haveIt, hide } from '../call/answer.ts';
import { fetchDial } from '../call/fetching.ts';
import { onCommand, type CallCommand } from '../call/machine.ts';
import type { PlanInput } from '../call/plan/input.ts';
import { planTransfer } from '../call/plan/plan.ts';
import type { CallId, Destination, TransferWay } from '../model/call.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { ClickError, LookupAnswer, SendError, ShownCall, StepError } from './desk.ts';
import { ClientDesk } from './client-desk.ts';
import { HandOvers } from './hand-over.ts';
import { Intake } from './intake.ts';
import { lookOf, toldDetails, type Entry, type HeldBy } from './open-calls.ts';
import { Outcomes } from './outcomes.ts';
import { clicked, colleaguesFor, planInput, typed, type Colleague } from './planning.ts';
import type { SwitchboardParts } from './parts.ts';
import { PresenceBoard } from './presence.ts';
import { Runner } from './runner.ts';
import { canTake, shownOf, wayOf } from './shown.ts';

export class Switchboard {
  /** What an agent does with the CRM from a card. */
  readonly clients: ClientDesk;
  readonly #parts: SwitchboardParts;
  readonly #runner: Runner;
  readonly #presence: PresenceBoard;
  readonly #outcomes: Outcomes;
  readonly #handOvers: HandOvers;
  readonly #intake: Intake;

  constructor(parts: SwitchboardParts) {
    this.#parts = parts;
    this.#runner = new Runner(parts);
    this.#presence = new PresenceBoard(parts, this.#runner);
    this.#outcomes = new Outcomes(parts, this.#runner, this.#presence);
    this.#handOvers = new HandOvers(parts, this.#runner);
    this.clients = new ClientDesk(parts, this.#runner);
    this.#intake = new Intake(parts, this.#runner, this.#handOvers, this.clients);
  }

  /** Starts to take calls.
   *  @returns stops it: every open call is recorded, nothing is sent */
  start(): () => void {
    const unsubscribe = this.#parts.line.subscribe((event) => {
      this.#intake.onLine(event);
    });
    const ignoreWorkdays = this.#parts.crm?.onWorkdays(this.#onWorkdays.bind(this));
    const stopClients = this.clients.start();
    return () => {
      unsubscribe();
      ignoreWorkdays?.();
      this.#runner.stop();
      stopClients();
      this.#outcomes.stop();
      this.#handOvers.stop();
      this.#presence.stop();
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
    const { ownLine } = this.#intake;
    return this.#runner.open
      .all()
      .filter(({ call }) => call.isShown && !call.isHiddenByAgent)
      .map((entry) =>
        shownOf(entry, {
          desk,
          ownLine,
          input: () => this.#planInput(entry),
          handedOver: () => this.#handOvers.handedOverOf(entry),
          note: () => this.#handOvers.noteOf(entry),
          isOnlyLeg: () => this.#intake.isOnlyLeg(entry, this.#presence.own().state),
          canFetch: () => this.#fetchDial(entry) !== null,
          clients: () => this.clients.shown(entry),
        }),
      );
  }

  /** Whether any call still rings, is being sent or waits here, hidden ones too. */
  isBusy(): boolean {
    const busy: readonly string[] = ['ringing', 'sending', 'taken'];
    return this.#runner.open.all().some(({ call }) => busy.includes(call.state.kind));
  }

  /** The look-up that began with the INVITE: the same promise for whoever asks.
   *  @returns null for a call that is not known any more */
  async lookup(id: CallId): Promise<LookupAnswer | null> {
    const entry = this.#runner.open.get(id);
    if (entry === undefined) return null;
    const first = await lookOf(entry);
    if (first === null) return null;
    const { why } = entry;
    return { look: entry.look ?? first, why, details: toldDetails(entry), plan: planTransfer(this.#planInput(entry)) };
  }

  /** Sends a call that rings, or that was taken, to a target of its plan, or to one that its search found.
   *  @param way null as the settings say; of a call that was taken already it makes no difference */
  send(id: CallId, targetId: string, way: TransferWay | null): Result<null, SendError | 'unknown-target'> {
    return this.#with(id, (entry) => this.#sendTo(entry, clicked(entry, targetId, this.#planInput(entry)), way));
  }

  /** Sends such a call to a number as typed. */
  sendToNumber(id: CallId, text: string, way: TransferWay | null): Result<null, SendError | 'not-dialable'> {
    return this.#with(id, (entry) => this.#sendTo(entry, typed(text, this.#planInput(entry)), way));
  }

  /** Gets a call back that was sent on: answers the caller, who then waits for the next target. */
  fetch(id: CallId): Result<null, 'unknown-call' | 'cannot-fetch'> {
    return this.#with(id, (entry) => {
      const dial = this.#fetchDial(entry);
      if (dial === null) return err('cannot-fetch');
      const done = this.#command(entry, { kind: 'fetch', dial, leg: this.#parts.newLegId() });
      return done.ok ? done : err('cannot-fetch');
    });
  }

  /** What the colleague is to read when the call reaches her; replaces what was typed before. */
  note(id: CallId, text: string): Result<null, 'unknown-call' | 'no-notes' | 'too-late'> {
    return this.#with(id, (entry) => this.#handOvers.note(entry, text));
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

  /** What keeps this call's card from going by itself, where it asks "I have it" or a note of its client can be written. */
  hold(id: CallId, by: HeldBy | null): Result<null, 'unknown-call'> {
    return this.#with(id, (entry) => {
      entry.heldBy = by;
      this.clients.held(entry);
      return ok(null);
    });
  }

  /** 302 to `routing.declineTo`. */
  decline(id: CallId): Result<null, ClickError | 'not-set-up' | 'not-dialable' | 'not-offered'> {
    const { declineTo } = this.#parts.desk.routing;
    if (declineTo === null) return err('not-set-up');
    return this.#with(id, (entry) => {
      const to = typed(declineTo, this.#planInput(entry));
      return to.ok ? this.#command(entry, { kind: 'decline', destination: to.value }) : to;
    });
  }

  /** Colleagues by name or extension, each with what this call may be sent to. The same search again tells their
   *  lines and workdays anew, and asks the CRM nothing. */
  async findColleagues(
    id: CallId,
    query: string,
  ): Promise<Result<readonly Colleague[], 'unknown-call' | 'crm-failed'>> {
    const entry = this.#runner.open.get(id);
    if (entry === undefined) return err('unknown-call');
    const { crm } = this.#parts;
    if (entry.search?.query === query) {
      const known = entry.search.employees.map((employee) => crm?.dress(employee) ?? employee);
      return ok(colleaguesFor(known, this.#planInput(entry)));
    }
    const employees = await crm?.findColleagues(query);
    if (employees === undefined || 'failed' in employees) return err('crm-failed');
    // Forgotten meanwhile: its lines would be watched for nobody.
    if (this.#runner.open.get(id) !== entry) return err('unknown-call');
    entry.search = { query, employees };
    for (const employee of employees) entry.found.set(employee.id, employee);
    this.#runner.people(entry);
    return ok(colleaguesFor(employees, this.#planInput(entry)));
  }

  /** A search waits for the workdays of those it found for a moment only. */
  #onWorkdays(): void {
    const searches = this.#runner.open.all().filter(({ search }) => search !== null);
    for (const entry of searches) entry.lookupRevision += 1;
    if (searches.length > 0) this.#runner.changed();
  }

  #with<E>(id: CallId, click: (entry: Entry) => Result<null, E>): Result<null, E | 'unknown-call'> {
    const entry = this.#runner.open.get(id);
    return entry === undefined ? err('unknown-call') : click(entry);
  }

  #sendTo<E>(
    entry: Entry,
    to: Result<Destination, E>,
    asked: TransferWay | null,
  ): Result<null, E | StepError | 'cannot-take'> {
    const { desk } = this.#parts;
    if (!to.ok) return to;
    if (asked === 'take' && !canTake(desk)) return err('cannot-take');
    return this.#command(entry, { kind: 'send', way: asked ?? wayOf(desk), destination: to.value });
  }

  #fetchDial({ call }: Entry): string | null {
    const { pickupPrefix, extension, numbers } = this.#parts.desk;
    if (!canTake(this.#parts.desk)) return null;
    return fetchDial(call, {
      pickupPrefix,
      extension,
      ownLine: this.#intake.ownLine,
      others: this.#runner.open.all().flatMap(({ call: other }) => (other.id === call.id ? [] : [other])),
      country: numbers.country,
      lampOf: this.#presence.lamp.bind(this.#presence),
    });
  }

  #command(entry: Entry, command: CallCommand): Result<null, StepError> {
    const step = onCommand(entry.call, command, this.#parts.clock.nowEpochMs());
    return step.ok ? ok(this.#runner.take(entry, step.value)) : step;
  }

  #planInput(entry: Entry): PlanInput {
    return planInput(entry, this.#runner.open.sent(), this.#parts.desk, this.#presence);
  }
}
