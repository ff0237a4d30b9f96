/** What the CRM says of each call, asked for again whenever main has something new to say. */
import { SvelteMap } from 'svelte/reactivity';
import type { CallView, LookupView } from '../../main/bridge/contract/call-views.ts';
import type { Reply } from '../../main/bridge/contract/requests.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { RefusalCode } from '../i18n/words.ts';

interface Asked {
  readonly revision: number;
  readonly view: LookupView | null;
  /** Resolves once main has answered, whatever it says. */
  readonly answer: Promise<void>;
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

  /** Asks about every call whose revision is new. An answer to an older question is dropped.
   *  @returns resolves once main has answered of all these calls */
  async ask(calls: readonly CallView[]): Promise<void> {
    for (const { id, lookupRevision: revision } of calls) {
      const asked = this.#asked.get(id);
      if (asked !== undefined && asked.revision >= revision) continue;
      const answer = this.#surface['calls:lookup'](id).then((reply) => {
        this.#take(id, revision, reply);
      });
      this.#asked.set(id, { revision, view: asked?.view ?? null, answer });
    }
    await Promise.all(calls.flatMap(({ id }) => this.#asked.get(id)?.answer ?? []));
  }

  /** Takes a word that nobody was asked for. */
  prime(callId: string, view: LookupView): void {
    this.#asked.set(callId, { revision: 0, view, answer: Promise.resolve() });
  }

  /** Forgets the calls that are gone. */
  keepOnly(isThere: (callId: string) => boolean): void {
    for (const callId of [...this.#asked.keys()]) if (!isThere(callId)) this.#asked.delete(callId);
  }

  #take(callId: string, revision: number, reply: Reply<'calls:lookup'>): void {
    const before = this.#asked.get(callId);
    if (before?.revision !== revision) return;
    if (!reply.ok) {
      this.#news.onRefused(callId, reply.error.code);
      return;
    }
    this.#asked.set(callId, { ...before, view: reply.value });
    if (before.view === null) this.#news.onFirst(callId, reply.value);
  }
}
