/** What an agent can do with the CRM's clients on one card: open, pick, search, make a lead, write a note. */
import type { CallView } from '../../main/bridge/contract/call-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { EntityRef } from '../../main/model/client.ts';
import type { Asks } from './asks.svelte.ts';
import { ClientsState } from './clients-state.svelte.ts';
import { LeadFormState } from './lead-form-state.svelte.ts';
import type { Typing } from './typing.svelte.ts';

export interface ClientActions {
  /** Opens an entity's card in the browser. */
  open(callId: string, entity: EntityRef): void;
  /** @param entity null takes the pick back */
  pick(callId: string, entity: EntityRef | null): void;
  /** "Whose number is this?" and "Find client". */
  openClients(callId: string): void;
  /** @param filledIn what stands in the form before anything is typed */
  openLead(callId: string, filledIn: { readonly name: string; readonly title: string }): void;
  undoLead(callId: string): void;
  /** The note for the CRM is to be typed in: asks for the keyboard. */
  editNote(callId: string): void;
  typeNote(callId: string, text: string): void;
  leaveNote(): void;
  /** Puts the note's field away; what is typed is told. */
  foldNote(callId: string): void;
}

export interface ClientNeeds {
  readonly surface: Surface;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly asks: Asks;
  readonly typing: Typing;
  readonly callOf: (callId: string) => CallView | undefined;
}

export class Clients implements ClientActions {
  readonly #needs: ClientNeeds;

  constructor(needs: ClientNeeds) {
    this.#needs = needs;
  }

  open(callId: string, { type, id }: EntityRef): void {
    this.#needs.asks.ask(callId, this.#needs.surface['calls:open-entity'](callId, { type, id }));
  }

  pick(callId: string, entity: EntityRef | null): void {
    const { surface, asks, typing } = this.#needs;
    const ref = entity === null ? null : { type: entity.type, id: entity.id };
    asks.ask(callId, surface['calls:pick'](callId, ref), typing.closePanelOf);
  }

  openClients(callId: string): void {
    const { surface, after, typing } = this.#needs;
    typing.open(
      new ClientsState(callId, {
        after,
        find: (text) => surface['calls:find-clients'](callId, text),
        all: () => surface['calls:all-matches'](callId),
      }),
    );
  }

  openLead(callId: string, filledIn: { readonly name: string; readonly title: string }): void {
    const { surface, after, asks, typing, callOf } = this.#needs;
    typing.open(
      new LeadFormState(callId, {
        ...filledIn,
        selfId: callOf(callId)?.crm?.selfId ?? null,
        after,
        find: (text) => surface['colleagues:find'](callId, text),
        create: (form) => {
          asks.ask(callId, surface['calls:create-lead'](callId, form), typing.closePanelOf);
        },
      }),
    );
  }

  undoLead(callId: string): void {
    this.#needs.asks.ask(callId, this.#needs.surface['calls:undo-lead'](callId));
  }

  editNote(callId: string): void {
    this.#needs.typing.editCrmNote(callId);
  }

  typeNote(callId: string, text: string): void {
    this.#needs.typing.typeCrmNote(callId, text);
  }

  leaveNote(): void {
    this.#needs.typing.leaveCrmNote();
  }

  foldNote(callId: string): void {
    this.#needs.typing.foldCrmNote(callId);
  }
}
