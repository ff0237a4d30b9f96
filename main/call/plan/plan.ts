/** Where a ringing call can be sent, in order, and why: pure, from the CRM's reply, the settings, the lamps and what was tried. */
import type { Employee, Match, Matches } from '../../model/crm.ts';
import type { PersonPlan, Plan, PlanReason, Target } from '../../model/plan.ts';
import type { Presence } from '../../model/presence.ts';
import { assertNever } from '../../model/result.ts';
import type { RoutingSettings } from '../../model/settings.ts';
import { digitsOf } from '../numbers.ts';
import type { PlanInput } from './input.ts';
import { awayReason, inOrder, type Step, stepsBeforeQueue, stepsFor, workdayReason } from './order.ts';
import { queueTargets, targetsOf } from './targets.ts';

/** Makes the transfer plan.
 *
 *  Only people who are responsible are a reason to recommend anything: without one (no match, withheld, CRM failed…) the queues
 *  are there to choose and none is recommended. The first assignee in the CRM's order decides (the vendor's rule).
 *  @returns never throws */
export function planTransfer(input: PlanInput): Plan {
  const queues = queueTargets(input);
  switch (input.look.kind) {
    case 'not-asked':
      return { reason: input.look.why, recommended: null, people: [], queues };
    case 'failed':
      return { reason: 'crm-failed', recommended: null, people: [], queues };
    case 'answered':
      return planFor(input.look.matches, queues, input);
    default:
      return assertNever(input.look);
  }
}

function planFor(reply: Matches, queues: readonly Target[], input: PlanInput): Plan {
  const people = withUniqueIds(peopleOf(reply, input));
  const [first] = people;
  if (first === undefined) {
    const reason = reply.matches.length === 0 ? 'no-match' : 'assignee-gone';
    return { reason, recommended: null, people, queues };
  }
  if (first.isSelf) return { reason: 'own-client', recommended: null, people, queues };
  const best = bestOf(people, queues, input.routing);
  if (best === undefined) return { reason: 'nothing-dialable', recommended: null, people, queues };
  const reason = whyPassedOver(best, people, bestOf(people.map(unwatched), queues, input.routing)) ?? best.reason;
  return { reason, recommended: best.target, people, queues };
}

const unwatched = (person: PersonPlan): PersonPlan => ({ ...person, line: null });

/** What the lamps say of an extension that would be the best if none told of it. */
function whyPassedOver(
  best: Candidate,
  people: readonly PersonPlan[],
  otherwise: Candidate | undefined,
): PlanReason | null {
  if (otherwise?.target.kind !== 'extension' || otherwise.target.id === best.target.id) return null;
  return awayReason(people.find(({ personId }) => personId === otherwise.target.personId)?.line ?? null);
}

/** Distinct assignees in the CRM's order, each with the matches that name him. */
function peopleOf({ matches, selfId }: Matches, input: PlanInput): PersonPlan[] {
  const responsible = matches.flatMap(({ responsible }) => responsible ?? []);
  const distinct = responsible.filter((person, index) => responsible.findIndex(({ id }) => id === person.id) === index);
  return distinct.map((person) => {
    const targets = targetsOf(person, input);
    const line = lineOf(targets, input);
    return {
      personId: person.id,
      name: person.name,
      workday: person.workday,
      line,
      isSelf: isSelf(person, selfId, input.ownExtension),
      matches: matches.flatMap((match, index) => (isResponsible(person, match) ? [index] : [])),
      targets: inOrder(targets, stepsFor(person.workday, input.routing, line)),
    };
  });
}

function isResponsible(person: Employee, match: Match): boolean {
  return match.responsible?.id === person.id;
}

/** The employee at this desk: as the CRM knows him, else by extension, else nobody. */
function isSelf({ id, phones }: Employee, selfId: string | null, ownExtension: string | null): boolean {
  if (selfId !== null) return id === selfId;
  const own = digitsOf(ownExtension ?? '');
  return own !== '' && digitsOf(phones.extension ?? '') === own;
}

/** What is told of the extension among a person's targets; null where there is none, or nothing is watched. */
export function lineOf(targets: readonly Target[], { presence }: Pick<PlanInput, 'presence'>): Presence | null {
  const extension = targets.find(({ kind }) => kind === 'extension')?.dial ?? null;
  return extension === null ? null : (presence?.(extension) ?? null);
}

interface Candidate {
  readonly target: Target;
  readonly reason: PlanReason;
}

/** All that may be recommended, best first: the first assignee's numbers and the queues by his workday, then the others' numbers.
 *  With `whenBusy: "next-person"` a busy or unreachable extension of his goes below those numbers of the next people that come
 *  before a queue by their own workday. */
function candidates(
  people: readonly PersonPlan[],
  queues: readonly Target[],
  routing: RoutingSettings,
): readonly Candidate[] {
  const [first, ...others] = people;
  if (first === undefined) return [];
  const steps = ({ workday, line }: PersonPlan): readonly Step[] => stepsFor(workday, routing, line);
  const colleagues = others.filter(({ isSelf }) => !isSelf);
  const own = along(steps(first), first, queues);
  const extensionAt = own.findIndex(({ target }) => target.kind === 'extension');
  const isPassedOver = awayReason(first.line) !== null && routing.whenBusy === 'next-person';
  const ahead = isPassedOver ? colleagues.flatMap((person) => along(stepsBeforeQueue(steps(person)), person, [])) : [];
  const instead = colleagues.flatMap((person) => along(steps(person), person, queues));
  return [...own.toSpliced(extensionAt, 0, ...ahead), ...instead];
}

const bestOf = (...given: Parameters<typeof candidates>): Candidate | undefined =>
  candidates(...given).find(({ target }) => target.notOffered === null);

function along(steps: readonly Step[], person: PersonPlan, queues: readonly Target[]): readonly Candidate[] {
  const reason = workdayReason(person.workday);
  return steps
    .flatMap((step) => (step === 'queue' ? queues : person.targets.filter(({ kind }) => kind === step)))
    .map((target) => ({ target, reason }));
}

/** Two profiles may name one extension; a button's id stands for one of them only. */
function withUniqueIds(people: readonly PersonPlan[]): PersonPlan[] {
  const taken = new Set<string>();
  return people.map((person) => ({
    ...person,
    targets: person.targets.map((target) => {
      const id = taken.has(target.id) ? `${target.id}/${person.personId}` : target.id;
      taken.add(id);
      return { ...target, id };
    }),
  }));
}
