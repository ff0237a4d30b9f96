/** What the line tells: an INVITE becomes a call or joins one, a CANCEL and the own line's lamp say what became of it. */
import { callerOf } from '../call/identity.ts';
import { evidenceOf, placeLeg, type LegEvidence } from '../call/legs.ts';
import { onCommand, openCall } from '../call/machine.ts';
import { stopReason } from '../call/reasons.ts';
import type { LegId } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import { isOnlyLeg, LAMP_SETTLES_MS } from '../call/only-leg.ts';
import type { OwnLine, PhoneBinding } from '../model/line.ts';
import type { LineState } from '../model/presence.ts';
import { assertNever } from '../model/result.ts';
import { findEarlier } from './earlier-calls.ts';
import type { ClientDesk } from './client-desk.ts';
import type { HandOvers } from './hand-over.ts';
import { lookUp } from './look-up.ts';
import type { Entry } from './open-calls.ts';
import { OwnPhone } from './own-phone.ts';
import type { SwitchboardParts } from './parts.ts';
import type { LineEvent } from './ports.ts';
import type { Runner } from './runner.ts';

/** Until a caller whose call is forgotten is sent back once more. */
const SEND_BACK_AGAIN_MS = 2_000;

export class Intake {
  readonly #parts: SwitchboardParts;
  readonly #runner: Runner;
  readonly #ownPhone: OwnPhone;
  readonly #handOvers: Pick<HandOvers, 'onMessage'>;
  readonly #looked: ClientDesk['looked'];
  #binding: PhoneBinding = 'not-told';
  /** From now on: no card, 480, recorded. Calls that ring already go on. */
  isDoNotDisturb = false;

  constructor(
    parts: SwitchboardParts,
    runner: Runner,
    handOvers: Pick<HandOvers, 'onMessage'>,
    clients: Pick<ClientDesk, 'looked'>,
  ) {
    this.#parts = parts;
    this.#runner = runner;
    this.#handOvers = handOvers;
    this.#looked = clients.looked;
    this.#ownPhone = new OwnPhone({ clock: parts.clock, runner, pbx: parts.desk.pbx });
  }

  /** What the own line's lamp says now. */
  get ownLine(): OwnLine {
    return this.#ownPhone.line;
  }

  /** Whether nothing else rings for a call that rings here, as far as is told.
   *  @param ownExtension what both lamps of the own extension tell together */
  isOnlyLeg({ call }: Entry, ownExtension: LineState): boolean {
    if (call.state.kind !== 'ringing') return false;
    return isOnlyLeg({
      rangEpochMs: call.rangEpochMs,
      nowEpochMs: this.#parts.clock.nowEpochMs(),
      ownLine: this.#ownPhone.line,
      ownLineSinceEpochMs: this.#ownPhone.lineSinceEpochMs,
      binding: this.#binding,
      ownExtension,
    });
  }

  onLine(event: LineEvent): void {
    const { open } = this.#runner;
    switch (event.kind) {
      case 'invite':
        this.#onInvite(event);
        return;
      case 'leg-stopped': {
        // A leg that do-not-disturb or a 486 ended has no call any more.
        const entry = open.byLeg(event.leg);
        if (entry !== undefined) this.#onLegStopped(entry, event);
        return;
      }
      case 'acknowledged': {
        const entry = open.byLeg(event.leg);
        if (entry === undefined) return;
        this.#runner.onEvent(entry, event);
        this.#ownPhone.onLegGone(entry.call);
        return;
      }
      case 'legs-lost':
        for (const entry of open.all()) this.#runner.onEvent(entry, event);
        return;
      case 'own-line':
        this.#ownPhone.onLamp(event);
        return;
      case 'phone':
        this.#binding = event.phone;
        this.#runner.changed();
        return;
      case 'taken':
      case 'pass-progress':
      case 'hung-up':
        this.#onTaken(event);
        return;
      case 'stranded':
        this.#parts.tell({ kind: 'stranded', became: event.became });
        return;
      case 'message':
        this.#handOvers.onMessage(event);
        return;
      case 'status':
        return;
      default:
        assertNever(event);
    }
  }

  #onTaken(event: LineEvent & { kind: 'taken' | 'pass-progress' | 'hung-up' }): void {
    const entry = this.#runner.open.byLeg(event.leg);
    if (entry !== undefined) {
      this.#runner.onEvent(entry, event);
      return;
    }
    // Its call is forgotten: he must not be left with nobody all the same.
    const { line, desk, clock } = this.#parts;
    const sendBack = (): void => {
      line.pass(event.leg, desk.extension ?? '');
    };
    if (event.kind === 'taken') sendBack();
    if (event.kind === 'pass-progress' && event.progress.kind === 'failed') clock.after(SEND_BACK_AGAIN_MS, sendBack);
  }

  #onInvite({ leg, headers, atEpochMs }: LineEvent & { kind: 'invite' }): void {
    const { desk, line } = this.#parts;
    const { open } = this.#runner;
    const caller = callerOf(headers, { extension: desk.extension ?? '', aorUser: desk.aorUser }, desk.numbers);
    const evidence = evidenceOf(headers, caller, atEpochMs);
    const place = placeLeg(evidence, open.evidence());
    if (place.kind === 'new-call') {
      this.#onNewCall(leg, caller, evidence);
      return;
    }
    const entry = open.get(place.call);
    if (entry === undefined) throw new Error('A leg was placed with a call that is not open.');
    entry.sipCallIds.push(evidence.sipCallId);
    const isNewRing = entry.call.legs.length === 0;
    // Do not disturb lets a call go on that rings already, and none begin again.
    if (this.isDoNotDisturb && isNewRing) {
      line.reject(leg, 480);
      return;
    }
    if (isNewRing) this.#onRing(entry, atEpochMs);
    this.#runner.onEvent(entry, { kind: 'leg-added', leg });
    this.#lookUpOnce(entry);
  }

  #onNewCall(leg: LegId, caller: Caller, evidence: LegEvidence): void {
    const { newCallId, clock } = this.#parts;
    const opened = openCall({ id: newCallId(), caller, startedEpochMs: evidence.atEpochMs }, leg);
    const entry = this.#runner.open.add(opened.call, evidence);
    if (this.isDoNotDisturb) {
      const ended = onCommand(entry.call, { kind: 'do-not-disturb' }, clock.nowEpochMs());
      if (ended.ok) this.#runner.take(entry, ended.value);
      return;
    }
    this.#onRing(entry, evidence.atEpochMs);
    // None of them waits for another; what the CRM told before is there at once, and stands on the first card.
    this.#lookUpOnce(entry);
    this.#runner.changed();
    this.#runner.take(entry, opened);
  }

  #onLegStopped(entry: Entry, { leg, reasons }: LineEvent & { kind: 'leg-stopped' }): void {
    this.#runner.onEvent(entry, { kind: 'leg-stopped', leg, reason: stopReason(reasons, this.#parts.desk.pbx) });
    this.#ownPhone.onLegGone(entry.call);
  }

  #onRing(entry: Entry, atEpochMs: number): void {
    const { records, startOfDay, clock, desk } = this.#parts;
    // Only then its card may say that nothing else rings.
    clock.after(LAMP_SETTLES_MS, () => {
      if (entry.call.state.kind === 'ringing' && this.ownLine === 'idle') this.#runner.changed();
    });
    findEarlier(entry, atEpochMs, { runner: this.#runner, records, startOfDay, desk });
  }

  #lookUpOnce(entry: Entry): void {
    if (entry.isLookedUp) return;
    entry.isLookedUp = true;
    entry.release = lookUp(entry.call.caller.number, this.#parts.crm, (look) => {
      this.#looked(entry, look);
    });
  }
}
