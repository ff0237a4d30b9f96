/** A desk whose disk may hold answers of earlier days. */
import type { KeptStore } from '../../../main/crm/kept.ts';
import type { KeptLookup } from '../../../main/model/client.ts';
import type { Match } from '../../../main/model/crm.ts';
import { err, ok, type Result } from '../../../main/model/result.ts';
import { DOE, setUpDesk, type Desk } from './desk.ts';
import { settle } from './fake-clock.ts';
import type { Answer } from './scripted-portal.ts';

export const HOUR_MS = 3_600_000;

const responsible = (name: string | null) => ({
  ...{ id: '99', name, workday: 'NOT_TOLD' as const },
  phones: { extension: '102', mobile: '19062195047', work: null, personal: null },
});

/** John Doe and Daisy LLC as they are kept. @param name of who is responsible, where it is known */
export const matchesOf = (name: string | null = null): readonly Match[] => [
  { type: 'CONTACT', id: '651', name: 'John Doe', responsible: responsible(name) },
  { type: 'COMPANY', id: '643', name: 'Daisy LLC', responsible: responsible(name) },
];

/** A disk in memory: what lies on it, and whether it works. */
export class Disk implements KeptStore {
  rows: readonly KeptLookup[];
  isBroken = false;
  constructor(rows: readonly KeptLookup[] = []) {
    this.rows = rows;
  }
  readonly load = (): Promise<Result<readonly KeptLookup[], string>> =>
    Promise.resolve(this.isBroken ? err('broken') : ok(this.rows));
  readonly put = (kept: KeptLookup): Promise<Result<null, string>> => this.#keep([...this.#but([kept.key]), kept]);
  readonly forget = (keys: readonly string[]): Promise<Result<null, string>> => this.#keep(this.#but(keys));
  readonly forgetAll = (): Promise<Result<null, string>> => this.#keep([]);
  #but(keys: readonly string[]): readonly KeptLookup[] {
    return this.rows.filter(({ key }) => !keys.includes(key));
  }
  #keep(rows: readonly KeptLookup[]): Promise<Result<null, string>> {
    if (this.isBroken) return Promise.resolve(err('broken'));
    this.rows = rows;
    return Promise.resolve(ok(null));
  }
}

/** John Doe's answer of a day ago. */
export const yesterday = (clock: Desk['clock'], ageMs = 24 * HOUR_MS, key = DOE.e164 ?? ''): KeptLookup => {
  const atEpochMs = clock.nowEpochMs() - ageMs;
  return {
    key,
    portal: 'portal.example.com',
    matches: matchesOf('Anna Petrova'),
    unreadableRows: 0,
    atEpochMs,
    untilEpochMs: atEpochMs + 720 * HOUR_MS,
  };
};

/** A desk that has been started, with yesterday's answer on its disk. */
export async function deskWith(
  search: () => Answer,
  more: { readonly users?: () => Answer; readonly ageMs?: number } = {},
): Promise<Desk & { readonly disk: Disk }> {
  const disk = new Disk();
  const desk = setUpDesk(search, more.users, { kept: disk });
  disk.rows = [yesterday(desk.clock, more.ageMs)];
  desk.crm.start();
  await settle();
  return { ...desk, disk };
}
