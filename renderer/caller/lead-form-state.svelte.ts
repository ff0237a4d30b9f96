/** One open form for a lead: whom to call it, what it is about, and who is to look after it. */
import type { ColleagueView } from '../../main/bridge/contract/call-views.ts';
import type { LeadForm } from '../../main/bridge/contract/client-views.ts';
import { Search, type SearchNeeds } from './search.svelte.ts';

/** What main takes of each; a caller's own word for himself may be longer. */
export const maxNameChars = 120;
export const maxTitleChars = 200;

const cut = (text: string, maxChars: number): string => text.slice(0, maxChars).replace(/\p{Surrogate}$/u, '');

/** Who is to look after a lead. */
export type Responsible =
  | { readonly kind: 'self'; readonly personId: string }
  | { readonly kind: 'as-the-crm-decides' }
  | { readonly kind: 'colleague'; readonly personId: string; readonly name: string | null };

export interface LeadFormNeeds extends SearchNeeds<readonly ColleagueView[]> {
  /** The employee at this desk; null where not known. */
  readonly selfId: string | null;
  /** Filled in before anything is typed. */
  readonly name: string;
  readonly title: string;
  readonly create: (form: LeadForm) => void;
}

export class LeadFormState {
  readonly kind = 'lead';
  readonly callId: string;
  readonly selfId: string | null;
  readonly search: Search<readonly ColleagueView[]>;
  readonly #needs: LeadFormNeeds;
  #name = $state.raw('');
  #title = $state.raw('');
  #responsible = $state.raw<Responsible>({ kind: 'as-the-crm-decides' });

  constructor(callId: string, needs: LeadFormNeeds) {
    this.callId = callId;
    this.selfId = needs.selfId;
    this.#needs = needs;
    this.#name = cut(needs.name, maxNameChars);
    this.#title = cut(needs.title, maxTitleChars);
    if (needs.selfId !== null) this.#responsible = { kind: 'self', personId: needs.selfId };
    this.search = new Search(needs);
  }

  get name(): string {
    return this.#name;
  }

  set name(text: string) {
    this.#name = text;
  }

  get title(): string {
    return this.#title;
  }

  set title(text: string) {
    this.#title = text;
  }

  get responsible(): Responsible {
    return this.#responsible;
  }

  /** What can be chosen: the colleague who is chosen stays, whatever is searched for by now. */
  get choices(): readonly Responsible[] {
    const { view } = this.search;
    const self: Responsible[] = this.selfId === null ? [] : [{ kind: 'self', personId: this.selfId }];
    const chosen = this.#responsible.kind === 'colleague' ? [this.#responsible] : [];
    const found = (view.kind === 'found' ? view.found : [])
      .filter(({ personId }) => personId !== this.selfId && !chosen.some((one) => one.personId === personId))
      .map(({ personId, name }): Responsible => ({ kind: 'colleague', personId, name }));
    return [...self, { kind: 'as-the-crm-decides' }, ...chosen, ...found];
  }

  choose(responsible: Responsible): void {
    this.#responsible = responsible;
  }

  /** Whether it says enough to be sent. */
  get isComplete(): boolean {
    return this.#title.trim() !== '';
  }

  submit(): void {
    if (!this.isComplete) return;
    const responsibleId = this.#responsible.kind === 'as-the-crm-decides' ? null : this.#responsible.personId;
    this.#needs.create({ name: this.#name.trim(), title: this.#title.trim(), responsibleId });
  }

  close(): void {
    this.search.close();
  }
}

export const sameResponsible = (a: Responsible, b: Responsible): boolean => keyOf(a) === keyOf(b);

/** Tells choices apart. */
export const keyOf = (choice: Responsible): string =>
  choice.kind === 'as-the-crm-decides' ? choice.kind : choice.personId;
