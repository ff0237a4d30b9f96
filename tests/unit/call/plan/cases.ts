/** Builders for the worked table of the transfer plan: one desk (ext. 101), two colleagues, two queues. */
import type { PlanInput } from '../../../../main/call/plan/input.ts';
import { planTransfer } from '../../../../main/call/plan/plan.ts';
import { readNumber } from '../../../../main/call/numbers.ts';
import type { Employee, EmployeePhones, Match, Workday } from '../../../../main/model/crm.ts';
import type { Plan, PlanReason, Target } from '../../../../main/model/plan.ts';
import type { LineState } from '../../../../main/model/presence.ts';
import type { NumberSettings, RoutingSettings } from '../../../../main/model/settings.ts';

export const numbers: NumberSettings = {
  country: 'RU',
  dialFormat: 'e164',
  outsidePrefix: '',
  extraDialCharacters: [],
  privateNumbers: 'shown',
};

export const routing: RoutingSettings = {
  whenPaused: 'mobile-first',
  whenClosed: 'queue-first',
  whenBusy: 'same-person',
  declineTo: null,
  queues: [
    { number: '600', name: 'Sales' },
    { number: '610', name: 'Support' },
  ],
};

const noPhones: EmployeePhones = { extension: null, mobile: null, work: null, personal: null };

/** Anna Petrova, user 99. */
export const anna = (workday: Workday, phones: Partial<EmployeePhones> = annasPhones): Employee => ({
  id: '99',
  name: 'Anna Petrova',
  workday,
  phones: { ...noPhones, ...phones },
});
export const annasPhones: EmployeePhones = {
  extension: '102',
  mobile: '+1 415 555 0142',
  work: '8 495 123-45-67',
  personal: '+1 906 219 5048',
};

/** Boris Ivanov, user 104. */
export const boris = (workday: Workday, phones: Partial<EmployeePhones> = borisPhones): Employee => ({
  id: '104',
  name: 'Boris Ivanov',
  workday,
  phones: { ...noPhones, ...phones },
});
const borisPhones: Partial<EmployeePhones> = { extension: '104', mobile: '+49 171 5550142' };

/** Whoever sits at this desk, user 7. */
export const self = (phones: Partial<EmployeePhones> = { extension: '101' }): Employee => ({
  id: '7',
  name: 'Mara Klein',
  workday: 'OPENED',
  phones: { ...noPhones, ...phones },
});

/** The CRM's reply: one contact, company… for each person, in order; null where the assignee is gone. */
export function found(...responsible: readonly (Employee | null)[]): PlanInput['look'] {
  const matches = responsible.map((person, index): Match => ({
    type: index === 0 ? 'CONTACT' : 'COMPANY',
    id: `${651 + index}`,
    name: index === 0 ? 'John Doe' : 'Daisy LLC',
    responsible: person,
  }));
  return { kind: 'answered', matches: { matches, asOfEpochMs: 0, selfId: null } };
}

export const failed: PlanInput['look'] = {
  kind: 'failed',
  error: { code: 'timed-out', detail: null, atEpochMs: 0, retryAtEpochMs: null },
  isTryingAgain: true,
};

/** A call of John Doe for nobody in particular, with what differs. */
export interface Situation extends Partial<Omit<PlanInput, 'caller' | 'numbers' | 'routing'>> {
  readonly caller?: string;
  readonly dialled?: string;
  readonly forwardedFrom?: string;
  readonly numbers?: Partial<NumberSettings>;
  readonly routing?: Partial<RoutingSettings>;
}

export function inputOf({ caller, dialled, forwardedFrom, ...more }: Situation): PlanInput {
  return {
    look: found(),
    tried: [],
    ringingElsewhere: [],
    ownExtension: '101',
    ...more,
    caller: {
      number: readNumber(caller ?? '+19062195047', 'RU'),
      displayName: null,
      forwardedFrom: forwardedFrom === undefined ? null : { user: forwardedFrom, displayName: null },
      referredBy: null,
      dialled: dialled ?? null,
    },
    numbers: { ...numbers, ...more.numbers },
    routing: { ...routing, ...more.routing },
  };
}

export function planOf(situation: Situation): Plan {
  return planTransfer(inputOf(situation));
}

/** A plan in one line a row: `extension:102 mobile:99 | queue:600 (already-tried)`, people parted by bars, queues last. */
function told({ people, queues }: Plan): string {
  return [...people.map(({ targets }) => targets), queues].map((targets) => targets.map(button).join(' ')).join(' | ');
}

function button({ id, notOffered }: Target): string {
  return notOffered === null ? id : `${id} (${notOffered})`;
}

/** One line of the worked table: the situation, why, the recommended button, and all buttons: people in the CRM's order, then the
 *  queues; in brackets why one is not offered. */
export type Row = readonly [string, Situation, PlanReason, string | null, string];

/** The last three columns of a row, as the plan has them. */
export function outcome(situation: Situation): readonly [PlanReason, string | null, string] {
  const plan = planOf(situation);
  return [plan.reason, plan.recommended?.id ?? null, told(plan)];
}

export const QUEUES = 'queue:600 queue:610';
/** Anna's buttons while she is at work… */
export const ANNA = 'extension:102 mobile:99 work-phone:99 personal-phone:99';
/** …and while she is not. */
export const ANNA_AWAY = 'mobile:99 extension:102 work-phone:99 personal-phone:99';
export const BORIS = 'extension:104 mobile:104';

/** Lamps that say so of these extensions and idle of all others. */
export const lamps =
  (state: LineState, ...extensions: string[]): NonNullable<PlanInput['presence']> =>
  (extension) => ({ state: extensions.includes(extension) ? state : 'idle', sinceEpochMs: 0 });
