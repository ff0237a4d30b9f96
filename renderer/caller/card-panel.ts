/** What can be open on a card below its targets: one panel at a time in the whole window. */
import type { ClientsState } from './clients-state.svelte.ts';
import type { LeadFormState } from './lead-form-state.svelte.ts';
import type { SendToState } from './send-to-state.svelte.ts';

export type CardPanel = SendToState | ClientsState | LeadFormState;
