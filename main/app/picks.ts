/** What agents picked for a number, in place of the CRM's first match: in memory, written through to the disk, forgotten after a while. */
import type { Clock } from '../model/clock.ts';
import type { Pick as PickOfNumber } from '../model/client.ts';
import type { Match } from '../model/crm.ts';
import type { Result } from '../model/result.ts';
import type { Picks } from '../switchboard/ports.ts';
import type { Foundation } from './foundation.ts';

/** Who a number belongs to changes, and nobody looks through old picks. */
const REMEMBERED_MS = 90 * 24 * 60 * 60 * 1000;

/** The disk; it tells its failures itself, and never rejects. */
export interface PickStore {
  load(): Promise<Result<readonly PickOfNumber[], unknown>>;
  put(pick: PickOfNumber): Promise<Result<unknown, unknown>>;
  remove(callerKeys: readonly string[]): Promise<Result<unknown, unknown>>;
  removeAll(): Promise<Result<unknown, unknown>>;
}

export interface RememberedPicksParts {
  /** Null: in memory only. */
  readonly store: PickStore | null;
  readonly clock: Clock;
  /** `history.storeNames`, read each time: a pick holds names. */
  readonly mayStoreNames: () => boolean;
  /** Host of the portal that is set up now: another one's ids are other people's. Null, or absent: none is told. */
  readonly portal?: () => string | null;
}

export class RememberedPicks implements Picks {
  readonly #parts: RememberedPicksParts;
  readonly #byCaller = new Map<string, PickOfNumber>();
  /** What was picked or taken back before the disk was read counts more than what it says. */
  readonly #newerThanDisk = new Set<string>();
  #isForgotten = false;

  constructor(parts: RememberedPicksParts) {
    this.#parts = parts;
  }

  /** Reads what was picked on earlier days; what has expired goes. Never rejects. */
  async load(): Promise<void> {
    const { store, clock } = this.#parts;
    const loaded = await store?.load();
    if (store === null || loaded?.ok !== true || this.#isForgotten) return;
    const nowEpochMs = clock.nowEpochMs();
    const expired = loaded.value.filter(({ untilEpochMs }) => untilEpochMs <= nowEpochMs);
    for (const pick of loaded.value) {
      if (pick.untilEpochMs > nowEpochMs && !this.#newerThanDisk.has(pick.callerKey))
        this.#byCaller.set(pick.callerKey, pick);
    }
    if (expired.length > 0) await store.remove(expired.map(({ callerKey }) => callerKey));
  }

  of(callerKey: string): PickOfNumber | null {
    const pick = this.#byCaller.get(callerKey);
    if (pick === undefined || pick.portal !== this.#portal()) return null;
    return pick.untilEpochMs > this.#parts.clock.nowEpochMs() ? pick : null;
  }

  pick(callerKey: string, match: Match | null): void {
    const { store, clock, mayStoreNames } = this.#parts;
    this.#newerThanDisk.add(callerKey);
    if (match === null) {
      this.#byCaller.delete(callerKey);
      void store?.remove([callerKey]);
      return;
    }
    const pickedEpochMs = clock.nowEpochMs();
    const portal = this.#portal();
    const pick: PickOfNumber = {
      callerKey,
      ...(portal === undefined ? {} : { portal }),
      match,
      pickedEpochMs,
      untilEpochMs: pickedEpochMs + REMEMBERED_MS,
    };
    this.#byCaller.set(callerKey, pick);
    if (mayStoreNames()) void store?.put({ ...pick, match: withoutPrivateNumbers(match) });
    else void store?.remove([callerKey]);
  }

  #portal(): string | undefined {
    return this.#parts.portal?.() ?? undefined;
  }

  /** "Forget this caller". @returns whether the disk has forgotten it too */
  async forget(callerKey: string): Promise<boolean> {
    this.#newerThanDisk.add(callerKey);
    this.#byCaller.delete(callerKey);
    return (await this.#parts.store?.remove([callerKey]))?.ok ?? true;
  }

  /** "Forget all". @returns whether the disk has forgotten them too */
  async forgetAll(): Promise<boolean> {
    this.#isForgotten = true;
    this.#byCaller.clear();
    return (await this.#parts.store?.removeAll())?.ok ?? true;
  }
}

/** The file is not encrypted: of a colleague's numbers only the extension is written, as the next look-up tells the others. */
function withoutPrivateNumbers(match: Match): Match {
  if (match.responsible === null) return match;
  const { id, name, phones } = match.responsible;
  const desk = { extension: phones.extension, mobile: null, work: null, personal: null };
  return { ...match, responsible: { id, name, workday: 'NOT_TOLD', phones: desk } };
}

/** Those of this app; what was picked on earlier days is there a moment later. */
export function rememberedPicks({
  storage,
  clock,
  configuration,
}: Pick<Foundation, 'storage' | 'clock' | 'configuration'>): RememberedPicks {
  const mayStoreNames = (): boolean => configuration.settings.history.storeNames;
  const portal = (): string | null => {
    const { settings, secrets } = configuration;
    return URL.parse(settings.crm?.oauth?.portal ?? secrets.webhook ?? '')?.host ?? null;
  };
  const picks = new RememberedPicks({ store: storage?.picks ?? null, clock, mayStoreNames, portal });
  void picks.load();
  return picks;
}
