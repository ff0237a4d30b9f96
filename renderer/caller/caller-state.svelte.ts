/** What the caller window knows: the last snapshot, what the CRM said of each call, and what the agent has in hand. */
import { createContext } from 'svelte';
import type { CallView, LookupView, Snapshot } from '../../main/bridge/contract/call-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import { Asks } from './asks.svelte.ts';
import { Attention } from './attention.ts';
import type { CardActions, CardModel } from './card-model.ts';
import { Clients, type ClientActions } from './client-actions.ts';
import { Deck, type DeckNeeds } from './deck.svelte.ts';
import { LookUps } from './look-ups.svelte.ts';
import { MainClock, type MainClockNeeds } from './main-clock.svelte.ts';
import { Spoken, type Announced } from './spoken.svelte.ts';
import { isChoosing } from './transfer-way.ts';
import { Typing } from './typing.svelte.ts';

export interface CallerNeeds extends MainClockNeeds, DeckNeeds {
  readonly surface: Surface;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

export const [callerState, provideCallerState] = createContext<CallerState>();

export class CallerState implements CardActions {
  readonly #needs: CallerNeeds;
  #snapshot = $state.raw<Snapshot | null>(null);
  readonly #attention: Attention;
  readonly #clock: MainClock;
  readonly #lookUps: LookUps;
  readonly #spoken: Spoken;
  readonly #typing: Typing;
  readonly #deck: Deck;
  readonly clients: ClientActions;
  readonly #asks = new Asks((callId) => this.#call(callId) !== undefined);

  constructor(needs: CallerNeeds) {
    this.#needs = needs;
    this.#clock = new MainClock(needs);
    this.#deck = new Deck(needs);
    const { surface, after } = needs;
    const callOf = (callId: string): CallView | undefined => this.#call(callId);
    this.#typing = new Typing({
      surface,
      after,
      asks: this.#asks,
      callOf,
      onClosed: () => {
        this.#arrange();
      },
      onWriting: (callId) => {
        this.#attention.write(callId);
      },
    });
    this.clients = new Clients({ surface, after, asks: this.#asks, typing: this.#typing, callOf });
    this.#lookUps = new LookUps(needs.surface, {
      onFirst: (callId, view) => {
        this.#spoken.isKnown(callId, view);
      },
      onRefused: (callId, code) => {
        this.#asks.refuse(callId, code);
      },
    });
    this.#spoken = new Spoken({ callOf, lookOf: (callId) => this.#lookUps.of(callId) });
    this.#attention = new Attention((callId, by) => void needs.surface['calls:hold'](callId, by));
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
    const dialogId = this.#typing.callId ?? this.#deck.order[0];
    return this.#deck.order.flatMap((id) => {
      const call = this.#call(id);
      if (call === undefined) return [];
      return {
        call,
        look: this.#lookUps.of(id),
        refusal: this.#asks.refusalOf(id),
        isFull: this.#deck.isFull(id),
        isDialog: snapshot.isSummoned && id === dialogId,
        shortcut: snapshot.transferShortcut?.callId === id ? snapshot.transferShortcut.label : null,
        panel: this.#typing.panelOf(id),
        note: this.#typing.noteOf(call),
        crmNote: this.#typing.crmNoteOf(call),
        edge: this.#deck.edge,
      };
    });
  }

  get announced(): Announced | null {
    return this.#spoken.announced;
  }

  get movedOn(): Announced | null {
    return this.#spoken.movedOn;
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
    if (isNew !== undefined) this.#spoken.rings(isNew.id);
    return true;
  }

  /** Asks the CRM's word on calls that are not drawn yet. @returns resolves once main has answered of all */
  lookAhead(calls: readonly CallView[]): Promise<void> {
    return this.#lookUps.ask(calls);
  }

  /** Draws a card as if the CRM had said this, without asking: to warm up. */
  prime(callId: string, view: LookupView): void {
    this.#lookUps.prime(callId, view);
  }

  /** Asks the CRM's word on every call that it has something new to say of, and on the colleagues who were found for it. */
  askLookups(): void {
    void this.#lookUps.ask(this.#snapshot?.calls ?? []);
    this.#typing.renewPanel();
  }

  send(callId: string, targetId: string, way: 'take' | null): void {
    // What is still being typed goes before the call.
    this.#typing.flush();
    this.#asks.ask(callId, this.#needs.surface['calls:send'](callId, targetId, way), this.#typing.closePanelOf);
  }

  getBack(callId: string): void {
    this.#asks.ask(callId, this.#needs.surface['calls:fetch'](callId));
  }

  haveIt(callId: string): void {
    this.#asks.ask(callId, this.#needs.surface['calls:have-it'](callId));
  }

  hide(callId: string): void {
    this.#typing.flush();
    this.#typing.closePanelOf(callId);
    this.#asks.ask(callId, this.#needs.surface['calls:hide'](callId));
  }

  decline(callId: string): void {
    this.#asks.ask(callId, this.#needs.surface['calls:decline'](callId));
  }

  openSendTo(callId: string): void {
    this.#typing.openSendTo(callId);
  }

  closePanel(): void {
    this.#typing.closePanel();
  }

  editNote(callId: string): void {
    this.#typing.editNote(callId);
  }

  typeNote(callId: string, text: string): void {
    this.#typing.typeNote(callId, text);
  }

  leaveNote(): void {
    this.#typing.leaveNote();
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

  /** Esc: the panel goes, or the keyboard leaves the note, else the topmost card goes, and the focus with it. Nothing is sent to
   *  the caller. */
  escape(): void {
    if (this.#typing.escape()) return;
    const topmost = this.#deck.order[0];
    if (topmost === undefined) return;
    // Whoever has been answered here is not put out of sight.
    if (this.#call(topmost)?.state.kind !== 'taken') this.hide(topmost);
    this.#asks.ask(topmost, this.#needs.surface['card:release']());
  }

  #call(id: string): CallView | undefined {
    return this.#snapshot?.calls.find((call) => call.id === id);
  }

  #forgetGone(known: readonly CallView[]): void {
    for (const { id, state } of known) {
      const now = this.#call(id)?.state;
      if (now?.kind !== state.kind) {
        this.#asks.forget(id);
        if (now !== undefined) this.#spoken.moved(id);
      }
      if (now === undefined || !isChoosing(now)) this.#typing.putAway(id);
      if (now === undefined) this.#typing.forget(id);
    }
    for (const call of this.#snapshot?.calls ?? []) this.#typing.settle(call);
    this.#lookUps.keepOnly((id) => this.#call(id) !== undefined);
    this.#attention.keepOnly((id) => this.#call(id) !== undefined);
    this.#spoken.keepRinging();
  }

  #arrange(): void {
    const calls = this.#snapshot?.calls ?? [];
    const { pointedId, openedId } = this.#attention;
    this.#deck.arrange(
      calls.map(({ id }) => id),
      {
        typedInId: this.#typing.callId,
        isPanelOpen: this.#typing.isPanelOpen,
        pointedId,
        openedId,
        movingIds: calls.flatMap(({ id, state }) => (state.kind === 'sending' || state.kind === 'taken' ? [id] : [])),
      },
    );
  }
}
