/** Who the caller is: what the CRM told, whom the agent means by it, what is open with them, and whom a search of the card found. */
import { betterLook, entityKey, preferMatch } from '../call/matches.ts';
import type { Look } from '../call/plan/input.ts';
import type { ClientDetails, ClientsFound, EntityRef } from '../model/client.ts';
import type { CrmErrorCode, Match } from '../model/crm.ts';
import { err, ok, type Result } from '../model/result.ts';
import { matchesOf } from './desk.ts';
import { clientOf } from './record.ts';
import type { Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import type { Runner } from './runner.ts';

/** More matches than that are not asked for one by one. */
const MAX_DETAILS = 10;

/** Asking again changes nothing: its card offers no search any more. */
const MAY_NOT_SEARCH: readonly CrmErrorCode[] = ['scope-missing', 'access-denied', 'method-missing'];

type Found = ClientsFound & { readonly kind: 'found' };

export class Clients {
  readonly #parts: Pick<SwitchboardParts, 'crm' | 'picks' | 'clock'>;
  readonly #runner: Runner;

  constructor(parts: Pick<SwitchboardParts, 'crm' | 'picks' | 'clock'>, runner: Runner) {
    this.#parts = parts;
    this.#runner = runner;
    runner.follow({
      onForget: (entry: Entry) => {
        for (const release of entry.detailsReleases.splice(0)) release();
      },
    });
  }

  /** The CRM has told something, or a better thing. */
  looked(entry: Entry, outcome: Look): void {
    const told = betterLook(entry.told, outcome);
    if (told === null) return;
    entry.told = told;
    this.#prefer(entry);
    for (const answer of entry.waiting.splice(0)) answer(entry.look);
    this.#known(entry);
  }

  /** Whom the agent means. Remembered for a number that the CRM knows; else it is for this call alone.
   *  @param ref null takes it back */
  pick(entry: Entry, ref: EntityRef | null): Result<null, 'unknown-client'> {
    const match = ref === null ? null : this.#matchOf(entry, ref);
    if (match === undefined) return err('unknown-client');
    const { callerKey } = entry.evidence;
    const { clock, picks } = this.#parts;
    const isForNumber = callerKey !== null && (match === null || isOfNumber(entry, match));
    entry.chosen = match === null || isForNumber ? null : { match, atEpochMs: clock.nowEpochMs() };
    if (isForNumber) picks.pick(callerKey, match);
    for (const each of callerKey === null ? [entry] : this.#runner.open.ofCaller(callerKey)) {
      if (each.told === null) continue;
      this.#prefer(each);
      this.#known(each);
    }
    return ok(null);
  }

  /** Every entity behind the caller's number. */
  async allMatches(entry: Entry): Promise<Result<Found, 'unknown-call' | 'no-number' | 'crm-failed'>> {
    const { number } = entry.call.caller;
    if (number.kind !== 'outside') return err('no-number');
    return this.#keep(entry, true, await this.#parts.crm?.allMatches(number));
  }

  /** Clients by name or number. */
  async findClients(entry: Entry, text: string): Promise<Result<Found, 'unknown-call' | 'crm-failed'>> {
    return this.#keep(entry, false, await this.#parts.crm?.findClients(text));
  }

  /** Whether the card shows it, or a search of it found it. */
  isShown(entry: Entry, ref: EntityRef): boolean {
    const details = [...entry.details.values()].filter((each) => each !== null);
    const shown: readonly EntityRef[] = [
      ...(matchesOf(entry.look)?.matches ?? []),
      ...[...entry.clients.values()].map(({ match }) => match),
      ...details.flatMap(({ deals, related }) => [...deals.map(({ id }) => ({ type: 'DEAL', id })), ...related]),
      clientOf(entry) ?? [],
    ].flat();
    return shown.some((each) => entityKey(each) === entityKey(ref));
  }

  /** The agent had this caller forgotten: nothing that was picked for him counts any more. */
  forget(entry: Entry): void {
    entry.chosen = null;
    if (entry.told !== null) this.#prefer(entry);
  }

  #matchOf(entry: Entry, ref: EntityRef): Match | undefined {
    const key = entityKey(ref);
    const matches = matchesOf(entry.look)?.matches ?? [];
    return matches.find((match) => entityKey(match) === key) ?? entry.clients.get(key)?.match;
  }

  #keep<E>(
    entry: Entry,
    isOfNumber: boolean,
    found: ClientsFound | undefined,
  ): Result<Found, E | 'unknown-call' | 'crm-failed'> {
    if (found?.kind === 'failed' && MAY_NOT_SEARCH.includes(found.error.code)) {
      entry.isSearchRefused = true;
      this.#runner.changed();
    }
    if (found?.kind !== 'found') return err('crm-failed');
    if (this.#runner.open.get(entry.call.id) !== entry) return err('unknown-call');
    for (const match of found.matches) {
      const key = entityKey(match);
      const isBehindIt = isOfNumber || entry.clients.get(key)?.isOfNumber === true;
      entry.clients.set(key, { match, isOfNumber: isBehindIt });
    }
    return ok(found);
  }

  #prefer(entry: Entry): void {
    const { told, chosen, evidence } = entry;
    if (told === null) return;
    const { picks, crm } = this.#parts;
    const picked = evidence.callerKey === null ? null : (picks.of(evidence.callerKey)?.match ?? null);
    const preferred = preferMatch(told, {
      picked: picked && this.#asOfNow(picked),
      chosen: chosen && { ...chosen, match: this.#asOfNow(chosen.match), selfId: crm?.selfId ?? null },
    });
    entry.look = preferred.look;
    entry.why = preferred.why;
    entry.lookupRevision += 1;
  }

  /** Who was at work when it was picked says nothing of now. */
  #asOfNow(match: Match): Match {
    if (match.responsible === null) return match;
    const { id, name, phones } = match.responsible;
    const untold = { id, name, phones, workday: 'NOT_TOLD' } as const;
    return { ...match, responsible: this.#parts.crm?.dress(untold) ?? untold };
  }

  #known(entry: Entry): void {
    // A call that had ended before the CRM answered still gets its client's name.
    this.#runner.record(entry);
    this.#runner.people(entry);
    this.#askDetails(entry);
    this.#runner.changed();
  }

  /** The second step, after the portal's own answer and never before it. */
  #askDetails(entry: Entry): void {
    const { look, details } = entry;
    const { crm } = this.#parts;
    if (crm === null || look?.kind !== 'answered' || look.kept !== undefined) return;
    // Its call is forgotten: nobody would let go of the question.
    if (this.#runner.open.get(entry.call.id) !== entry) return;
    const asked = look.matches.matches.filter((match) => !details.has(entityKey(match))).slice(0, MAX_DETAILS);
    if (asked.length === 0) return;
    for (const match of asked) details.set(entityKey(match), null);
    const refs = asked.map(({ type, id }) => ({ type, id }));
    const release = crm.details(refs, (client, told) => {
      this.#onDetails(entry, client, told);
    });
    entry.detailsReleases.push(release);
  }

  #onDetails(entry: Entry, client: EntityRef, told: ClientDetails): void {
    entry.details.set(entityKey(client), told);
    entry.lookupRevision += 1;
    this.#runner.changed();
  }
}

/** Whether a pick of it is worth remembering: the CRM knows the number, or finds it behind it. */
function isOfNumber(entry: Entry, match: Match): boolean {
  if (entry.call.caller.number.kind !== 'outside') return false;
  const isKnown = entry.told?.kind === 'answered' && entry.told.matches.matches.length > 0;
  return isKnown || entry.clients.get(entityKey(match))?.isOfNumber === true;
}
