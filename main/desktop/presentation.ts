/** When the card is visible: a total pure function, so that no frame ever shows the former caller.
 *
 *  ```
 *  hidden ─present─▶ awaiting ─acknowledged / deadline on a blank page─▶ shown ─present []─▶ blanking ─blank / deadline─▶ hidden
 *     ▲                  │ present []                                       ▲                    │ present
 *     └──────────────────┘                                                  └────────────────────┘
 *  ```
 *  A page that is not known to be blank is never shown by the deadline: it is loaded afresh, and shown empty. */
import type { CallId } from '../model/call.ts';

/** A card stands on the screen at the latest this long after the INVITE, painted or not. */
const showDeadlineMs = 200;
/** A page that does not say that it is blank (hung, or its window covered) is hidden and loaded afresh. */
const blankDeadlineMs = 400;

export type Presentation = { readonly generation: number } & (
  | { readonly kind: 'hidden'; readonly isBlank: boolean }
  | {
      readonly kind: 'awaiting';
      readonly callIds: readonly CallId[];
      readonly isBlank: boolean;
      /** The deadline has passed: shown as soon as the page is blank or has acknowledged. */
      readonly isOverdue: boolean;
    }
  | { readonly kind: 'shown'; readonly callIds: readonly CallId[] }
  | { readonly kind: 'blanking' }
);

export type PresentationEvent =
  /** The calls whose cards are wanted now, topmost first; none: the card goes. */
  | { readonly kind: 'present'; readonly callIds: readonly CallId[] }
  /** The page has put this call's card into its document. */
  | { readonly kind: 'acknowledged'; readonly callId: CallId }
  /** The page has painted an empty document. */
  | { readonly kind: 'blanked' }
  | { readonly kind: 'deadline'; readonly generation: number }
  /** The page's process is gone. */
  | { readonly kind: 'page-gone' }
  /** A new, empty document has taken the old one's place. */
  | { readonly kind: 'page-renewed' };

export type PresentationEffect =
  | { readonly kind: 'show' }
  | { readonly kind: 'hide' }
  | { readonly kind: 'reload' }
  | { readonly kind: 'arm'; readonly generation: number; readonly delayMs: number };

interface PresentationStep {
  readonly state: Presentation;
  readonly effects: readonly PresentationEffect[];
}

/** At start: nothing shown, nothing in the page. */
export const initialPresentation: Presentation = { kind: 'hidden', isBlank: true, generation: 0 };

const stay = (state: Presentation): PresentationStep => ({ state, effects: [] });

/** The next state and what is to be done. Total: a late event changes nothing. Never throws. */
export function nextPresentation(state: Presentation, event: PresentationEvent): PresentationStep {
  if (event.kind === 'page-gone') return { state, effects: [{ kind: 'reload' }] };
  if (event.kind === 'present') return event.callIds.length === 0 ? withdraw(state) : present(state, event.callIds);
  switch (state.kind) {
    case 'hidden':
      return hidden(state, event);
    case 'awaiting':
      return awaiting(state, event);
    case 'shown':
      return stay(state);
    case 'blanking':
      return blanking(state, event);
  }
}

type PageEvent = Exclude<PresentationEvent, { kind: 'present' | 'page-gone' }>;
type In<K extends Presentation['kind']> = Extract<Presentation, { kind: K }>;

function present(state: Presentation, callIds: readonly CallId[]): PresentationStep {
  if (state.kind === 'shown' || state.kind === 'blanking')
    return stay({ kind: 'shown', callIds, generation: state.generation });
  // The deadline counts from the INVITE that is still waiting for its card.
  if (state.kind === 'awaiting' && state.callIds.some((id) => callIds.includes(id))) return stay({ ...state, callIds });
  const generation = state.generation + 1;
  return {
    state: { kind: 'awaiting', callIds, isBlank: state.isBlank, isOverdue: false, generation },
    effects: [{ kind: 'arm', generation, delayMs: showDeadlineMs }],
  };
}

function withdraw(state: Presentation): PresentationStep {
  switch (state.kind) {
    case 'hidden':
    case 'blanking':
      return stay(state);
    case 'awaiting':
      return stay({ kind: 'hidden', isBlank: state.isBlank, generation: state.generation });
    case 'shown': {
      const generation = state.generation + 1;
      return {
        state: { kind: 'blanking', generation },
        effects: [{ kind: 'arm', generation, delayMs: blankDeadlineMs }],
      };
    }
  }
}

function hidden(state: In<'hidden'>, event: PageEvent): PresentationStep {
  if (event.kind === 'deadline') return stay(state);
  return stay({ ...state, isBlank: event.kind !== 'acknowledged' });
}

function awaiting(state: In<'awaiting'>, event: PageEvent): PresentationStep {
  switch (event.kind) {
    case 'acknowledged':
      return state.callIds.includes(event.callId) ? show(state) : stay({ ...state, isBlank: false });
    case 'blanked':
    case 'page-renewed':
      return state.isOverdue ? show(state) : stay({ ...state, isBlank: true });
    case 'deadline':
      if (event.generation !== state.generation || state.isOverdue) return stay(state);
      return state.isBlank ? show(state) : { state: { ...state, isOverdue: true }, effects: [{ kind: 'reload' }] };
  }
}

function show(state: In<'awaiting'>): PresentationStep {
  const { callIds, generation } = state;
  return { state: { kind: 'shown', callIds, generation }, effects: [{ kind: 'show' }] };
}

function blanking(state: In<'blanking'>, event: PageEvent): PresentationStep {
  const { generation } = state;
  const hide = { kind: 'hide' } as const;
  switch (event.kind) {
    case 'acknowledged':
      return stay(state);
    case 'blanked':
    case 'page-renewed':
      return { state: { kind: 'hidden', isBlank: true, generation }, effects: [hide] };
    case 'deadline':
      if (event.generation !== generation) return stay(state);
      return { state: { kind: 'hidden', isBlank: false, generation }, effects: [hide, { kind: 'reload' }] };
  }
}
