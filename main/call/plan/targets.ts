/** The ways in which a person or a queue can be reached, and why one of them is not offered. */
import type { Employee } from '../../model/crm.ts';
import type { NotOffered, Target, TargetKind } from '../../model/plan.ts';
import type { QueueSetting } from '../../model/settings.ts';
import { dialString, sameDial } from '../dial.ts';
import { displayText } from '../display-text.ts';
import { maskNumber, readNumber, sameNumber } from '../numbers.ts';
import type { PlanInput } from './input.ts';

/** Kinds that belong to a person. */
export type PersonalKind = Exclude<TargetKind, 'queue' | 'number'>;

/** Longest free text from a profile that is shown. */
const MAX_SHOWN_LENGTH = 64;
const HIDDEN = '•••';

/** A person's numbers in the profile's order: extension, mobile, work phone, private phone. A number that stands there twice
 *  is one target, under the first name. */
export function targetsOf(person: Employee, input: PlanInput): Target[] {
  const { phones } = person;
  const written: readonly (readonly [PersonalKind, string | null])[] = [
    ['extension', phones.extension],
    ['mobile', phones.mobile],
    ['work-phone', phones.work],
    ['personal-phone', phones.personal],
  ];
  const targets: Target[] = [];
  for (const [kind, raw] of written) {
    if (raw === null || raw.trim() === '') continue;
    const target = personTarget(kind, raw, person, input);
    const isThere = targets.some(({ dial }) => dial !== null && target.dial !== null && sameDial(dial, target.dial));
    if (!isThere) targets.push(target);
  }
  return targets;
}

/** The queues of the settings, in their order, each number once. */
export function queueTargets(input: PlanInput): Target[] {
  const { queues } = input.routing;
  return queues
    .filter(({ number }, index) => queues.findIndex((queue) => queue.number === number) === index)
    .map((queue) => queueTarget(queue, input));
}

/** A number that the agent typed under "Send to…": up to six digits are an extension. */
export function typedTarget(typed: string, input: PlanInput): Target {
  const dial = dialString(typed, 'outside', input.numbers);
  const number = readNumber(typed, input.numbers.country);
  return {
    id: `number:${typed}`,
    kind: 'number',
    personId: null,
    name: null,
    shown: number.kind === 'outside' ? number.shown : (displayText(typed, MAX_SHOWN_LENGTH) ?? ''),
    dial,
    notOffered: whyNotOffered(typed, dial, input),
  };
}

function queueTarget({ number, name }: QueueSetting, input: PlanInput): Target {
  const dial = dialString(number, 'queue', input.numbers);
  return {
    id: `queue:${number}`,
    kind: 'queue',
    personId: null,
    name,
    shown: number,
    dial,
    notOffered: whyNotOffered(number, dial, input),
  };
}

function personTarget(kind: PersonalKind, raw: string, person: Employee, input: PlanInput): Target {
  const dial = dialString(raw, kind === 'extension' ? 'extension' : 'outside', input.numbers);
  const isHidden = isPrivate(kind) && input.numbers.privateNumbers === 'hidden';
  return {
    id: kind === 'extension' && dial !== null ? `extension:${dial}` : `${kind}:${person.id}`,
    kind,
    personId: person.id,
    name: person.name,
    shown: shownNumber(kind, raw, input),
    // A number that the company hides does not leave the plan at all.
    dial: isHidden ? null : dial,
    notOffered: isHidden ? 'hidden-by-company' : whyNotOffered(raw, dial, input),
  };
}

function shownNumber(kind: PersonalKind, raw: string, { numbers }: PlanInput): string {
  const number = readNumber(raw, numbers.country);
  const written = number.kind === 'outside' ? number.shown : (displayText(raw, MAX_SHOWN_LENGTH) ?? '');
  if (!isPrivate(kind) || numbers.privateNumbers === 'shown') return written;
  return numbers.privateNumbers === 'hidden' ? HIDDEN : maskNumber(written);
}

function whyNotOffered(raw: string, dial: string | null, input: PlanInput): NotOffered | null {
  if (dial === null) return 'not-dialable';
  const { caller, numbers, ownExtension } = input;
  const number = readNumber(raw, numbers.country);
  const isSame = (other: string): boolean =>
    sameDial(dial, other) || sameNumber(number, readNumber(other, numbers.country));
  const through = [caller.dialled, caller.forwardedFrom?.user ?? null].filter((user) => user !== null);
  if (ownExtension !== null && sameDial(dial, ownExtension)) return 'own-extension';
  if (sameNumber(number, caller.number)) return 'callers-own-number';
  if (through.some(isSame)) return 'came-through-it';
  if (input.ringingElsewhere.some((ringing) => isSame(ringing.dial))) return 'already-ringing';
  return input.tried.some(isSame) ? 'already-tried' : null;
}

/** The work phone is the company's, as the extension is. */
function isPrivate(kind: PersonalKind): boolean {
  return kind === 'mobile' || kind === 'personal-phone';
}
