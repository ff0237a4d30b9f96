/** What the CRM says of each call, asked for again whenever main has something new to say. */
import { SvelteMap } from 'svelte/reactivity';
import type { CallView, LookupView } from '../../main/bridge/contract/call-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { RefusalCode } from '../i18n/words.ts';

interface Asked {
  readonly revision: number;
  readonly view: LookupView | null;
}

export interface LookUpNews {
  /** The CRM's first word on this call. */
  readonly onFirst: (callId: string, view: LookupView) => void;
  readonly onRefused: (callId: string, code: RefusalCode) => void;
}

export class LookUps {
  readonly #surface: Pick<Surface, 'calls:lookup'>;
  readonly #news: LookUpNews;
  readonly #asked = new SvelteMap<string, Asked>();

  constructor(surface: Pick<Surface, 'calls:lookup'>, news: LookUpNews) {
    this.#surface = surface;
    this.#news = news;
  }

  /** Null while nothing has been heard. */
  of(callId: string): LookupView | null {
    return this.#asked.get(callId)?.view ?? null;
  }

  /** Asks about every call whose revision is new. An answer to an older question is dropped. */
  ask(calls: readonly CallView[]): void {
    for (const { id, lookupRevision: revision } of calls) {
      const asked = this.#asked.get(id);
      if (asked !== undefined && asked.revision >= revision) continue;
      this.#asked.set(id, { revision, view: asked?.view ?? null });
      void this.#surface['calls:lookup'](id).then((reply) => {
        const before = this.#asked.get(id);
        if (before?.revision !== revision) return;
        if (!reply.ok) {
          this.#news.onRefused(id, reply.error.code);
          return;
        }
        this.#asked.set(id, { revision, view: reply.value });
        if (before.view === null) this.#news.onFirst(id, reply.value);
      });
    }
  }

  forget(callId: string): void {
    this.#asked.delete(callId);
  }
}
