/** What the caller window knows: the last snapshot, what the CRM said of each call, and what the agent has in hand. */
import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { CallView, LookupView, Snapshot } from '../../main/bridge/contract/call-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { RefusalCode } from '../i18n/words.ts';
import type { CardActions, CardModel } from './card-model.ts';
import { SendToState } from './send-to-state.svelte.ts';
import { arrange, fullCards } from './stack.ts';

export interface CallerNeeds {
  readonly surface: Surface;
  /** A clock that never goes back. */
  readonly nowMs: () => number;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly every: (periodMs: number, run: () => void) => () => void;
  readonly anchoredEdge: () => 'top' | 'bottom';
  /** Height of the screen's work area. */
  readonly screenHeightPx: () => number;
}

/** What is to be said aloud: a call, and what the CRM knows of it once that is known. */
export interface Announced {
  readonly call: CallView;
  readonly look: LookupView | null;
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: RefusalCode } };

interface Asked {
  readonly revision: number;
  readonly view: LookupView | null;
}

export const [callerState, provideCallerState] = createContext<CallerState>();

const tickMs = 500;

export class CallerState implements CardActions {
  readonly #needs: CallerNeeds;
  #snapshot = $state.raw<Snapshot | null>(null);
  #order = $state.raw<readonly string[]>([]);
  #full = $state.raw<readonly string[]>([]);
  #clockMs = $state.raw(0);
  #sendTo = $state.raw<SendToState | null>(null);
  #hoveredId = $state.raw<string | null>(null);
  #expandedId = $state.raw<string | null>(null);
  #announced = $state.raw<{ readonly callId: string; readonly isLookedUp: boolean } | null>(null);
  readonly #asked = new SvelteMap<string, Asked>();
  readonly #refusals = new SvelteMap<string, RefusalCode>();
  #mainAheadMs = 0;
  #stopTicking: (() => void) | null = null;

  constructor(needs: CallerNeeds) {
    this.#needs = needs;
  }

  /** Null until the first snapshot. */
  get snapshot(): Snapshot | null {
    return this.#snapshot;
  }

  /** Main's clock, for timers; ticks while there are calls. */
  get nowEpochMs(): number {
    return this.#clockMs;
  }

  /** Topmost first. */
  get cards(): readonly CardModel[] {
    const snapshot = this.#snapshot;
    if (snapshot === null) return [];
    const dialogId = this.#sendTo?.callId ?? this.#order[0];
    return this.#order.flatMap((id) => {
      const call = this.#call(id);
      if (call === undefined) return [];
      return {
        call,
        look: this.#asked.get(id)?.view ?? null,
        refusal: this.#refusals.get(id) ?? null,
        isFull: this.#full.includes(id),
        isDialog: snapshot.isSummoned && id === dialogId,
        shortcut: snapshot.transferShortcut?.callId === id ? snapshot.transferShortcut.label : null,
        sendTo: this.#sendTo?.callId === id ? this.#sendTo : null,
      };
    });
  }

  get announced(): Announced | null {
    const told = this.#announced;
    const call = told === null ? undefined : this.#call(told.callId);
    if (told === null || call === undefined) return null;
    return { call, look: told.isLookedUp ? (this.#asked.get(call.id)?.view ?? null) : null };
  }

  /** Takes a snapshot, unless a newer one was taken already. @returns whether it was taken */
  take(snapshot: Snapshot): boolean {
    const before = this.#snapshot;
    if (before !== null && snapshot.sequence <= before.sequence) return false;
    const known = before?.calls ?? [];
    this.#mainAheadMs = snapshot.nowEpochMs - this.#needs.nowMs();
    this.#clockMs = snapshot.nowEpochMs;
    this.#snapshot = snapshot;
    this.#forgetGone(known);
    this.#arrange();
    const isNew = snapshot.calls.find(
      (call) => !known.some(({ id }) => id === call.id) && call.state.kind === 'ringing',
    );
    if (isNew !== undefined) this.#announced = { callId: isNew.id, isLookedUp: false };
    this.#tick(snapshot.calls.length > 0);
    return true;
  }

  /** Asks the CRM's word on every call whose revision is new. An answer to an older question is dropped. */
  askLookups(): void {
    for (const { id, lookupRevision: revision } of this.#snapshot?.calls ?? []) {
      const asked = this.#asked.get(id);
      if (asked !== undefined && asked.revision >= revision) continue;
      this.#asked.set(id, { revision, view: asked?.view ?? null });
      void this.#needs.surface['calls:lookup'](id).then((reply) => {
        if (this.#asked.get(id)?.revision !== revision) return;
        if (!reply.ok) {
          this.#refusals.set(id, reply.error.code);
          return;
        }
        const isFirst = this.#asked.get(id)?.view === null;
        this.#asked.set(id, { revision, view: reply.value });
        if (isFirst && reply.value.kind !== 'not-asked') this.#announced = { callId: id, isLookedUp: true };
      });
    }
  }

  send(callId: string, targetId: string): void {
    this.#ask(callId, this.#needs.surface['calls:send'](callId, targetId), this.#closeIfOf);
  }

  hide(callId: string): void {
    this.#closeIfOf(callId);
    this.#ask(callId, this.#needs.surface['calls:hide'](callId));
  }

  decline(callId: string): void {
    this.#ask(callId, this.#needs.surface['calls:decline'](callId));
  }

  openMatch(callId: string, match: number): void {
    this.#ask(callId, this.#needs.surface['calls:open-match'](callId, match));
  }

  openSendTo(callId: string): void {
    const { surface, after } = this.#needs;
    this.#sendTo?.close();
    this.#refusals.delete(callId);
    this.#sendTo = new SendToState(callId, {
      after,
      find: (text) => surface['colleagues:find'](callId, text),
      sendToNumber: (text) => {
        this.#ask(callId, surface['calls:send-to-number'](callId, text), this.#closeIfOf);
      },
    });
    // The window takes no focus by itself: typing needs it to be asked for.
    this.#ask(callId, surface['card:summon']());
  }

  closeSendTo(): void {
    const panel = this.#sendTo;
    if (panel === null) return;
    panel.close();
    this.#sendTo = null;
    this.#ask(panel.callId, this.#needs.surface['card:release']());
    this.#arrange();
  }

  expand(callId: string): void {
    this.#expandedId = callId;
    this.#arrange();
  }

  hover(callId: string | null): void {
    this.#hoveredId = callId;
    if (callId === null) this.#arrange();
  }

  /** Esc: the panel goes, else the topmost card, and the focus with it. Nothing is sent to the caller. */
  escape(): void {
    if (this.#sendTo !== null) {
      this.closeSendTo();
      return;
    }
    const topmost = this.#order[0];
    if (topmost === undefined) return;
    this.hide(topmost);
    this.#ask(topmost, this.#needs.surface['card:release']());
  }

  /** Whatever is refused is said on the call's card. */
  #ask(callId: string, reply: Promise<Answer>, done: (callId: string) => void = () => undefined): void {
    this.#refusals.delete(callId);
    void reply.then((answer) => {
      if (answer.ok) done(callId);
      else if (this.#call(callId) !== undefined) this.#refusals.set(callId, answer.error.code);
    });
  }

  readonly #closeIfOf = (callId: string): void => {
    if (this.#sendTo?.callId === callId) this.closeSendTo();
  };

  #call(id: string): CallView | undefined {
    return this.#snapshot?.calls.find((call) => call.id === id);
  }

  #forgetGone(known: readonly CallView[]): void {
    for (const { id, state } of known) {
      const kind = this.#call(id)?.state.kind;
      if (kind !== state.kind) this.#refusals.delete(id);
      if (kind !== 'ringing') this.#closeIfOf(id);
      if (kind === undefined) this.#asked.delete(id);
    }
    if (this.#hoveredId !== null && this.#call(this.#hoveredId) === undefined) this.#hoveredId = null;
    if (this.#expandedId !== null && this.#call(this.#expandedId) === undefined) this.#expandedId = null;
    if (this.#announced !== null && this.#call(this.#announced.callId)?.state.kind !== 'ringing')
      this.#announced = null;
  }

  /** Calls whose cards stay where they are. */
  #busyIds(): readonly (string | null)[] {
    const sending = (this.#snapshot?.calls ?? []).flatMap(({ id, state }) => (state.kind === 'sending' ? [id] : []));
    return [this.#sendTo?.callId ?? null, ...sending];
  }

  #arrange(): void {
    const held = [...this.#busyIds(), this.#hoveredId];
    const ids = (this.#snapshot?.calls ?? []).map(({ id }) => id);
    this.#order = arrange(this.#order, ids, held, this.#needs.anchoredEdge());
    const hovered = this.#hoveredId !== null && this.#full.includes(this.#hoveredId) ? this.#hoveredId : null;
    const inUse = [this.#sendTo?.callId ?? null, hovered, this.#expandedId, ...this.#busyIds()];
    const room = { heightPx: this.#needs.screenHeightPx(), isPanelOpen: this.#sendTo !== null };
    this.#full = fullCards(this.#order, inUse, room);
  }

  #tick(isNeeded: boolean): void {
    if (isNeeded === (this.#stopTicking !== null)) return;
    this.#stopTicking?.();
    this.#stopTicking = isNeeded
      ? this.#needs.every(tickMs, () => {
          this.#clockMs = this.#needs.nowMs() + this.#mainAheadMs;
        })
      : null;
  }
}
