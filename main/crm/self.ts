/** Which employee sits at this desk: the settings' word, else the one whose extension is the desk phone's. */
import type { Clock } from '../model/clock.ts';
import type { PortalClient } from './bitrix24/client.ts';
import { listEmployees, MAY_NOT_READ, type ListedEmployee } from './bitrix24/employees.ts';
import { digitsOf } from './bitrix24/fields.ts';
import { Listeners } from './listeners.ts';

const FIRST_DELAY_MS = 5000;
const MAX_DELAY_MS = 5 * 60_000;
/** After "nobody" or a refusal: profiles and scopes change by an admin's hand only. */
const SETTLED_DELAY_MS = 10 * 60_000;

export interface SelfNeeds {
  readonly client: PortalClient;
  readonly clock: Clock;
  readonly random01: () => number;
  /** `crm.employeeId`. */
  readonly employeeId: string | null;
  /** `sip.extension`; null while no line is set up. */
  readonly ownExtension: string | null;
}

/** The one active employee with that extension; null where there is none, or more than one.
 *  @param extension compared digits only, as profiles hold free text */
export function ownerOf(extension: string, employees: readonly ListedEmployee[]): ListedEmployee | null {
  const owners = employees.filter(
    ({ isActive, phones }) => isActive && phones.extension !== null && digitsOf(phones.extension) === extension,
  );
  return owners.length === 1 ? (owners[0] ?? null) : null;
}

export class Self {
  readonly #needs: SelfNeeds;
  readonly #extension: string;
  readonly #listeners = new Listeners();
  #id: string | null;
  #name: string | null = null;

  constructor(needs: SelfNeeds) {
    this.#needs = needs;
    this.#extension = digitsOf(needs.ownExtension ?? '');
    this.#id = needs.employeeId;
  }

  /** The employee's id as far as it is known now. */
  get id(): string | null {
    return this.#id;
  }

  /** The employee's name, where he was found by the extension and the scope allows reading it. */
  get name(): string | null {
    return this.#name;
  }

  /** Digits of the own extension; empty while no line is set up. */
  get extension(): string {
    return this.#extension;
  }

  /** Told once, when the employee was found. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Looks for the employee until found.
   *  @returns the stop */
  start(): () => void {
    const stop = new AbortController();
    if (this.#id === null && this.#extension !== '') void this.#look(1, stop.signal);
    return () => {
      stop.abort();
    };
  }

  async #look(attempt: number, signal: AbortSignal): Promise<void> {
    const { client, clock, random01 } = this.#needs;
    const reply = await listEmployees(client, { UF_PHONE_INNER: this.#extension, ACTIVE: true }, signal);
    if (signal.aborted || reply.kind === 'aborted') return;
    if (reply.kind === 'answered') {
      const owner = ownerOf(this.#extension, reply.employees);
      if (owner !== null) {
        this.#id = owner.id;
        this.#name = owner.name;
        this.#listeners.tell();
        return;
      }
    }
    const isSettled = reply.kind === 'answered' || MAY_NOT_READ.includes(reply.error.code);
    const backoffMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
    const delayMs = isSettled ? SETTLED_DELAY_MS : Math.round(backoffMs * (0.5 + random01() / 2));
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', cancel);
      void this.#look(isSettled ? 1 : attempt + 1, signal);
    });
    signal.addEventListener('abort', cancel, { once: true });
  }
}
