/** In what order a person's numbers and the queues are tried, by workday, settings and lamps. */
import type { Workday } from '../../model/crm.ts';
import type { PlanReason, Target } from '../../model/plan.ts';
import type { Presence } from '../../model/presence.ts';
import type { RoutingSettings } from '../../model/settings.ts';
import { assertNever } from '../../model/result.ts';
import type { PersonalKind } from './targets.ts';

/** One way of reaching a person, the queue standing in for him. The private phone is none: it is listed, never recommended. */
export type Step = Exclude<PersonalKind, 'personal-phone'> | 'queue';

/** What a workday says of reaching its person. A status that is absent or new counts as not known, which is no reason to pass over anyone. */
export function workdayReason(
  workday: Workday,
): Extract<PlanReason, 'at-work' | 'workday-not-known' | 'on-a-break' | 'workday-closed'> {
  switch (workday) {
    case 'OPENED':
      return 'at-work';
    case 'EXPIRED':
    case 'UNAVAILABLE':
    case 'NOT_INSTALLED':
    case 'NOT_TOLD':
      return 'workday-not-known';
    case 'PAUSED':
      return 'on-a-break';
    case 'CLOSED':
      return 'workday-closed';
    default:
      return assertNever(workday);
  }
}

/** The steps for one person, best first.
 *  @param line of this person's extension; busy and not reachable put it below the person's other numbers */
export function stepsFor(workday: Workday, routing: RoutingSettings, line: Presence | null): readonly Step[] {
  const steps = stepsByWorkday(workday, routing);
  return awayReason(line) === null ? steps : extensionBelowOtherNumbers(steps);
}

/** The steps that the workday and the settings put before the queue. */
export function stepsBeforeQueue(steps: readonly Step[]): readonly Step[] {
  return steps.slice(0, steps.indexOf('queue'));
}

/** Why lamps say that an extension would not be answered now; null where they do not. What is not told is neither free nor away. */
export function awayReason(line: Presence | null): Extract<PlanReason, 'line-busy' | 'line-not-reachable'> | null {
  switch (line?.state) {
    case 'ringing':
    case 'in-call':
      return 'line-busy';
    case 'not-reachable':
      return 'line-not-reachable';
    case 'idle':
    case 'not-in-call':
    case 'not-told':
    case undefined:
      return null;
  }
}

/** A person's targets as they are listed: by the steps, the private phone last. */
export function inOrder(targets: readonly Target[], steps: readonly Step[]): Target[] {
  const rank = ({ kind }: Target): number =>
    kind === 'personal-phone' ? steps.length : steps.findIndex((step) => step === kind);
  return targets.toSorted((a, b) => rank(a) - rank(b));
}

function stepsByWorkday(workday: Workday, { whenPaused, whenClosed }: RoutingSettings): readonly Step[] {
  switch (workdayReason(workday)) {
    case 'at-work':
    case 'workday-not-known':
      return ['extension', 'mobile', 'work-phone', 'queue'];
    case 'on-a-break':
      return whenPaused === 'extension-first'
        ? ['extension', 'mobile', 'work-phone', 'queue']
        : queueFirstIf(whenPaused === 'queue-first', ['mobile', 'extension', 'work-phone', 'queue']);
    case 'workday-closed':
      // Nobody sits at the desk: after the mobile comes the queue, and the desk's numbers last.
      return queueFirstIf(whenClosed === 'queue-first', ['mobile', 'queue', 'extension', 'work-phone']);
  }
}

function queueFirstIf(isQueueFirst: boolean, steps: readonly Step[]): readonly Step[] {
  return isQueueFirst ? ['queue', ...steps.filter((step) => step !== 'queue')] : steps;
}

function extensionBelowOtherNumbers(steps: readonly Step[]): readonly Step[] {
  const others: readonly Step[] = steps.filter((step) => step !== 'extension');
  const last = Math.max(others.indexOf('mobile'), others.indexOf('work-phone'));
  return others.toSpliced(last + 1, 0, 'extension');
}
