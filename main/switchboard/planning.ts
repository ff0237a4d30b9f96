/** The transfer plan of an open call, and the target a click means. */
import { planTransfer } from '../call/plan/plan.ts';
import { targetsOf, typedTarget } from '../call/plan/targets.ts';
import type { Look, PlanInput } from '../call/plan/input.ts';
import type { Destination } from '../model/call.ts';
import type { Employee } from '../model/crm.ts';
import type { Plan, Target } from '../model/plan.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { Desk } from './desk.ts';
import type { Entry } from './open-calls.ts';

/** A colleague whom a search found, with what this call may be sent to. */
export interface Colleague {
  readonly personId: string;
  readonly name: string | null;
  readonly targets: readonly Target[];
}

const NOT_LOOKED: Look = { kind: 'not-asked', why: 'look-up-off' };

/** @param others every call that was sent on: what one of them rings at is not offered to another of the same caller */
export function planInput(entry: Entry, others: readonly Entry[], desk: Desk): PlanInput {
  const { evidence, call } = entry;
  const ringingElsewhere = others.flatMap(({ call: other, evidence: otherEvidence }) =>
    other.id !== call.id &&
    other.state.kind === 'sent' &&
    evidence.callerKey !== null &&
    evidence.callerKey === otherEvidence.callerKey
      ? [{ dial: other.state.destination.dial }]
      : [],
  );
  return {
    look: entry.look ?? NOT_LOOKED,
    caller: call.caller,
    tried: call.tried,
    ringingElsewhere,
    ownExtension: desk.extension,
    numbers: desk.numbers,
    routing: desk.routing,
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
  employees.map((employee) => ({
    personId: employee.id,
    name: employee.name,
    targets: targetsOf(employee, input),
  }));

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
