/** The transfer plan of an open call, and the target a click means. */
import { ringsWith } from '../call/outcome.ts';
import { lineOf, planTransfer } from '../call/plan/plan.ts';
import { targetsOf, typedTarget } from '../call/plan/targets.ts';
import type { Look, PlanInput } from '../call/plan/input.ts';
import type { Destination } from '../model/call.ts';
import type { Employee, Workday } from '../model/crm.ts';
import type { Plan, Target } from '../model/plan.ts';
import type { Presence } from '../model/presence.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { Desk } from './desk.ts';
import type { Entry } from './open-calls.ts';
import type { PresenceBoard } from './presence.ts';

/** A colleague whom a search found, with what is told of her and what this call may be sent to. */
export interface Colleague {
  readonly personId: string;
  readonly name: string | null;
  /** Null where the CRM has not told it. */
  readonly workday: { readonly state: Workday; readonly asOfEpochMs: number } | null;
  /** Of her extension; null where there is none. */
  readonly line: Presence | null;
  readonly targets: readonly Target[];
}

const NOT_LOOKED: Look = { kind: 'not-asked', why: 'look-up-off' };

/** @param others every call that was sent on: what one of them rings at is not offered to another of the same caller
 *  @param lamps what is told of each extension: one that rings with this caller, as in a group, is not offered either */
export function planInput(
  entry: Entry,
  others: readonly Entry[],
  desk: Desk,
  lamps: Pick<PresenceBoard, 'lamp' | 'lampsOf'>,
): PlanInput {
  const { evidence, call } = entry;
  const sentThere = others.flatMap(({ call: other, evidence: otherEvidence }) =>
    other.id !== call.id &&
    other.state.kind === 'sent' &&
    evidence.callerKey !== null &&
    evidence.callerKey === otherEvidence.callerKey
      ? [{ dial: other.state.destination.dial }]
      : [],
  );
  const ringsThere = lamps
    .lampsOf(entry)
    .flatMap(([dial, lamp]) => (ringsWith(lamp, call.caller.number, desk.numbers.country) ? [{ dial }] : []));
  return {
    look: entry.look ?? NOT_LOOKED,
    caller: call.caller,
    tried: call.tried,
    ringingElsewhere: [...sentThere, ...ringsThere],
    ownExtension: desk.extension,
    numbers: desk.numbers,
    routing: desk.routing,
    presence: (extension) => {
      const { state, sinceEpochMs } = lamps.lamp(extension);
      return { state, sinceEpochMs };
    },
  };
}

const everyTarget = ({ people, queues }: Plan): readonly Target[] => [
  ...people.flatMap(({ targets }) => targets),
  ...queues,
];

/** What a click on `targetId` means now: the plan is made anew, so a stale window cannot send a call where it may not go. */
export function clicked(
  entry: Entry,
  targetId: string,
  input: PlanInput,
): Result<Destination, 'unknown-target' | 'not-offered'> {
  const found = [...entry.found.values()].flatMap((employee) => targetsOf(employee, input));
  const target = [...everyTarget(planTransfer(input)), ...found].find(({ id }) => id === targetId);
  return target === undefined ? err('unknown-target') : destinationOf(target);
}

/** What a typed number means. */
export function typed(text: string, input: PlanInput): Result<Destination, 'not-dialable' | 'not-offered'> {
  const target = typedTarget(text, input);
  return target.dial === null ? err('not-dialable') : destinationOf(target);
}

/** Colleagues with their targets, by the same rules as the plan's. */
export const colleaguesFor = (employees: readonly Employee[], input: PlanInput): readonly Colleague[] =>
  employees.map((employee) => {
    const targets = targetsOf(employee, input);
    return {
      personId: employee.id,
      name: employee.name,
      workday: workdayOf(employee),
      line: lineOf(targets, input),
      targets,
    };
  });

function workdayOf({ workday, workdayAsOfEpochMs }: Employee): Colleague['workday'] {
  return workday === 'NOT_TOLD' || workdayAsOfEpochMs === undefined
    ? null
    : { state: workday, asOfEpochMs: workdayAsOfEpochMs };
}

function destinationOf({
  id,
  dial,
  kind,
  personId,
  name,
  shown,
  notOffered,
}: Target): Result<Destination, 'not-offered'> {
  if (notOffered !== null || dial === null) return err('not-offered');
  return ok({ targetId: id, dial, kind, personId, name, shown });
}
