/** One open panel "Whose number is this?": every client behind the number when asked for, and a search for one by name or number. */
import type { FoundClients } from '../../main/bridge/contract/client-views.ts';
import { Search, viewOf, type SearchNeeds, type SearchReply, type SearchView } from './search.svelte.ts';

export type FoundClient = FoundClients['clients'][number];

export interface ClientsNeeds extends SearchNeeds<FoundClients> {
  readonly all: () => Promise<SearchReply<FoundClients>>;
}

export class ClientsState {
  readonly kind = 'clients';
  readonly callId: string;
  readonly search: Search<FoundClients>;
  readonly #needs: ClientsNeeds;
  #all = $state.raw<SearchView<FoundClients>>({ kind: 'none' });
  #isClosed = false;

  constructor(callId: string, needs: ClientsNeeds) {
    this.callId = callId;
    this.#needs = needs;
    this.search = new Search(needs);
  }

  /** All in the CRM with this number; `none` until they were asked for. */
  get all(): SearchView<FoundClients> {
    return this.#all;
  }

  showAll(): void {
    if (this.#all.kind === 'searching' || this.#all.kind === 'found') return;
    this.#all = { kind: 'searching' };
    void this.#needs.all().then((reply) => {
      if (!this.#isClosed) this.#all = viewOf(reply);
    });
  }

  close(): void {
    this.#isClosed = true;
    this.search.close();
  }
}
