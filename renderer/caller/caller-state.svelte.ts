/** What the caller window knows: the last snapshot, what the CRM said of each call, and what the agent has in hand. */
import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { CallView, LookupView, Snapshot } from '../../main/bridge/contract/call-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { RefusalCode } from '../i18n/words.ts';
import { Attention } from './attention.ts';
import type { CardActions, CardModel } from './card-model.ts';
import { LookUps } from './look-ups.svelte.ts';
import { MainClock, type MainClockNeeds } from './main-clock.svelte.ts';
import { SendToState } from './send-to-state.svelte.ts';
import { arrange, fullCards } from './stack.ts';

export interface CallerNeeds extends MainClockNeeds {
  readonly surface: Surface;
  readonly after: (delayMs: number, run: () => void) => () => void;
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

export const [callerState, provideCallerState] = createContext<CallerState>();

export class CallerState implements CardActions {
  readonly #needs: CallerNeeds;
  #snapshot = $state.raw<Snapshot | null>(null);
  #order = $state.raw<readonly string[]>([]);
  #full = $state.raw<readonly string[]>([]);
  #sendTo = $state.raw<SendToState | null>(null);
  #announced = $state.raw<{ readonly callId: string; readonly isLookedUp: boolean } | null>(null);
  #movedOnId = $state.raw<string | null>(null);
  readonly #attention: Attention;
  readonly #clock: MainClock;
  readonly #lookUps: LookUps;
  readonly #refusals = new SvelteMap<string, RefusalCode>();

  constructor(needs: CallerNeeds) {
    this.#needs = needs;
    this.#clock = new MainClock(needs);
    this.#lookUps = new LookUps(needs.surface, {
      onFirst: (callId, { kind }) => {
        if (kind !== 'not-asked') this.#announced = { callId, isLookedUp: true };
      },
      onRefused: (callId, code) => this.#refusals.set(callId, code),
    });
    this.#attention = new Attention((callId, isHeld) => void needs.surface['calls:hold'](callId, isHeld));
  }

  /** Null until the first snapshot. */
  get snapshot(): Snapshot | null {
    return this.#snapshot;
  }

  /** Main's clock, for timers; ticks while there are calls. */
  get nowEpochMs(): number {
    return this.#clock.nowEpochMs;
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
        look: this.#lookUps.of(id),
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
    const call = this.#call(told?.callId ?? null);
    if (told === null || call === undefined) return null;
    return { call, look: told.isLookedUp ? this.#lookUps.of(call.id) : null };
  }

  /** The call that was last answered, sent on or over, while its card is there. */
  get movedOn(): Announced | null {
    const call = this.#call(this.#movedOnId);
    return call === undefined || call.state.kind === 'ringing' ? null : { call, look: this.#lookUps.of(call.id) };
  }

  /** Takes a snapshot, unless a newer one was taken already. @returns whether it was taken */
  take(snapshot: Snapshot): boolean {
    const before = this.#snapshot;
    if (before !== null && snapshot.sequence <= before.sequence) return false;
    const known = before?.calls ?? [];
    this.#clock.set(snapshot.nowEpochMs, snapshot.calls.length > 0);
    this.#snapshot = snapshot;
    this.#forgetGone(known);
    this.#arrange();
    const isNew = snapshot.calls.find(
      (call) => !known.some(({ id }) => id === call.id) && call.state.kind === 'ringing',
    );
    if (isNew !== undefined) this.#announced = { callId: isNew.id, isLookedUp: false };
    return true;
  }

  /** Asks the CRM's word on every call that it has something new to say of. */
  askLookups(): void {
    this.#lookUps.ask(this.#snapshot?.calls ?? []);
  }

  send(callId: string, targetId: string): void {
    this.#ask(callId, this.#needs.surface['calls:send'](callId, targetId), this.#closeIfOf);
  }

  haveIt(callId: string): void {
    this.#ask(callId, this.#needs.surface['calls:have-it'](callId));
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
    this.#attention.open(callId);
    this.#arrange();
  }

  hover(callId: string | null): void {
    this.#attention.point(callId);
    if (callId === null) this.#arrange();
  }

  focus(callId: string | null): void {
    this.#attention.focus(callId);
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

  #call(id: string | null): CallView | undefined {
    return this.#snapshot?.calls.find((call) => call.id === id);
  }

  #forgetGone(known: readonly CallView[]): void {
    for (const { id, state } of known) {
      const kind = this.#call(id)?.state.kind;
      if (kind !== state.kind) {
        this.#refusals.delete(id);
        if (kind !== undefined) this.#movedOnId = id;
      }
      if (kind !== 'ringing') this.#closeIfOf(id);
      if (kind === undefined) this.#lookUps.forget(id);
    }
    this.#attention.keepOnly((id) => this.#call(id) !== undefined);
    if (this.#call(this.#announced?.callId ?? null)?.state.kind !== 'ringing') this.#announced = null;
  }

  /** Calls whose cards stay where they are. */
  #busyIds(): readonly (string | null)[] {
    const sending = (this.#snapshot?.calls ?? []).flatMap(({ id, state }) => (state.kind === 'sending' ? [id] : []));
    return [this.#sendTo?.callId ?? null, ...sending];
  }

  #arrange(): void {
    const { pointedId, openedId } = this.#attention;
    const busyIds = this.#busyIds();
    const ids = (this.#snapshot?.calls ?? []).map(({ id }) => id);
    this.#order = arrange(this.#order, ids, [...busyIds, pointedId], this.#needs.anchoredEdge());
    const hovered = pointedId !== null && this.#full.includes(pointedId) ? pointedId : null;
    const inUse = [this.#sendTo?.callId ?? null, hovered, openedId, ...busyIds];
    const room = { heightPx: this.#needs.screenHeightPx(), isPanelOpen: this.#sendTo !== null };
    this.#full = fullCards(this.#order, inUse, room);
  }
}
