/** Joins the switchboard and the caller window: snapshots, what is to be shown, the shortcuts while something is to be sent. */
import { callView } from '../bridge/call-views.ts';
import type { Snapshot } from '../bridge/contract/call-views.ts';
import type { Windows } from '../bridge/server.ts';
import { acceleratorLabel } from '../desktop/accelerator.ts';
import type { CallerWindow, CallerWindowEvent } from '../desktop/caller-window.ts';
import type { ShortcutRefusal, Shortcuts } from '../desktop/shortcuts.ts';
import type { CallId, TransferWay } from '../model/call.ts';
import type { DesktopSettings } from '../model/settings.ts';
import type { Clock } from '../model/clock.ts';
import type { ShownCall } from '../switchboard/desk.ts';
import type { CurrentSession } from './current-session.ts';
import { hasCardIn } from './has-card.ts';

/** Cards in one snapshot; a flood beyond them is counted, not drawn. */
const MAX_CARDS = 20;
/** What just came under the finger does not count yet, of a key as of a click. */
const GUARD_MS = 300;
/** One frame: further changes within it travel together. */
const FRAME_MS = 16;

export interface CardsParts {
  readonly current: CurrentSession;
  readonly window: Pick<CallerWindow, 'present' | 'summon'>;
  readonly windows: Pick<Windows, 'tell'>;
  readonly shortcuts: Pick<Shortcuts, 'arm' | 'disarm' | 'held'>;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  /** Read each time, so that a change counts at once. */
  readonly desktop: () => DesktopSettings;
  readonly onRefusedShortcuts: (refusals: readonly ShortcutRefusal[]) => void;
}

export class Cards {
  readonly #parts: CardsParts;
  #sequence = 0;
  #placement = 0;
  #isSummoned = false;
  #armed: { readonly transfer: string | null; readonly summon: string | null } | null = null;
  /** The call that the shortcut acts on, and how; and since when, on a window that stands still. */
  #aim: { readonly call: CallId; readonly way: TransferWay | null; readonly sinceEpochMs: number } | null = null;
  /** What the aimed call's plan recommends, and since when: lamps may change it under the finger. */
  #recommended: { readonly revision: number; readonly targetId: string | null; readonly sinceEpochMs: number } | null =
    null;
  #sentEpochMs = 0;
  #isSendDue = false;

  constructor(parts: CardsParts) {
    this.#parts = parts;
  }

  /** Follows the session's calls. @returns stops it */
  start(): () => void {
    const unsubscribe = this.#parts.current.onChange((change) => {
      if (change !== 'status') this.#onCalls();
    });
    return () => {
      unsubscribe();
      this.#parts.shortcuts.disarm();
    };
  }

  /** Everything the caller window needs to draw itself; the newest card first. */
  snapshot(): Snapshot {
    const { current, clock, desktop } = this.#parts;
    const calls = current.shown().toReversed();
    const extension = current.session.settings.sip?.extension ?? null;
    const hasCard = hasCardIn(current.session);
    return {
      sequence: this.#sequence,
      calls: drawn(calls).map((call) => callView(call, extension, hasCard)),
      moreCalls: calls.length - drawn(calls).length,
      nowEpochMs: clock.nowEpochMs(),
      isSummoned: this.#isSummoned,
      placement: this.#placement,
      transferShortcut: this.#shortcutView(),
      theme: desktop().theme,
    };
  }

  /** The desktop's settings changed: theme and shortcuts count at once. */
  refresh(): void {
    this.#onCalls();
  }

  /** What the window did, so that the page knows. */
  onWindow(event: CallerWindowEvent): void {
    switch (event.kind) {
      case 'shown':
      case 'moved':
        this.#placement += 1;
        if (this.#aim !== null) this.#aim = { ...this.#aim, sinceEpochMs: this.#parts.clock.nowEpochMs() };
        this.#send();
        return;
      case 'summoned':
      case 'released':
        this.#isSummoned = event.kind === 'summoned';
        this.#send();
        return;
      case 'close-asked':
        this.#hideAll();
        return;
      case 'hidden':
      case 'page-gone':
      case 'load-failed':
        return;
    }
  }

  /** Whoever has been answered here is not put out of sight. */
  #hideAll(): void {
    const { current } = this.#parts;
    const hidden = current.shown().filter(({ call }) => call.state.kind !== 'taken');
    for (const { call } of hidden) current.session.switchboard.hide(call.id);
  }

  #onCalls(): void {
    const { current, window } = this.#parts;
    const shown = current.shown();
    const aimed = shown.findLast(isToBeSent);
    this.#takeAim(aimed);
    void this.#followPlan(aimed);
    // The first change of a frame goes out at once: it is the INVITE that an agent waits for.
    this.#sendThisFrame();
    window.present(shown.map(({ call }) => call.id).toReversed());
  }

  #sendThisFrame(): void {
    if (this.#isSendDue) return;
    const { clock } = this.#parts;
    const waitMs = this.#sentEpochMs + FRAME_MS - clock.nowEpochMs();
    if (waitMs <= 0 || waitMs > FRAME_MS) {
      this.#send();
      return;
    }
    this.#isSendDue = true;
    clock.after(waitMs, () => {
      this.#isSendDue = false;
      this.#send();
    });
  }

  #send(): void {
    this.#sequence += 1;
    this.#sentEpochMs = this.#parts.clock.nowEpochMs();
    this.#parts.windows.tell('calls:changed', this.snapshot());
  }

  /** The shortcut acts on the newest call that rings or waits for a choice, and is held only while there is one. */
  #takeAim(aimed: ShownCall | undefined): void {
    const aim = aimed === undefined ? null : { call: aimed.call.id, way: recommendedWay(aimed) };
    if (aim?.call !== this.#aim?.call) this.#recommended = null;
    if (aim?.call !== this.#aim?.call || aim?.way !== this.#aim?.way)
      this.#aim = aim && { ...aim, sinceEpochMs: this.#parts.clock.nowEpochMs() };
    const { shortcuts, window, desktop, onRefusedShortcuts } = this.#parts;
    if (aim === null) {
      if (this.#armed !== null) shortcuts.disarm();
      this.#armed = null;
      return;
    }
    const { transferShortcut: transfer, summonShortcut: summon } = desktop();
    if (this.#armed?.transfer === transfer && this.#armed.summon === summon) return;
    this.#armed = { transfer, summon };
    const refusals = shortcuts.arm({
      transfer: { accelerator: transfer, run: () => void this.#transfer() },
      summon: { accelerator: summon, run: () => void window.summon() },
    });
    onRefusedShortcuts(refusals);
  }

  /** Notes when the plan of the aimed call began to recommend what it recommends. */
  async #followPlan(aimed: ShownCall | undefined): Promise<void> {
    if (aimed === undefined || aimed.lookupRevision === 0) return;
    const revision = aimed.lookupRevision;
    if (this.#recommended?.revision === revision) return;
    const { current, clock } = this.#parts;
    const answer = await current.session.switchboard.lookup(aimed.call.id);
    const before = this.#recommended;
    if (this.#aim?.call !== aimed.call.id || (before !== null && before.revision >= revision)) return;
    const targetId = answer?.plan.recommended?.id ?? null;
    const isNew = before === null || before.targetId !== targetId;
    this.#recommended = { revision, targetId, sinceEpochMs: isNew ? clock.nowEpochMs() : before.sinceEpochMs };
  }

  /** Sends the card that names the shortcut where its plan recommends; where nothing is recommended it does nothing. */
  async #transfer(): Promise<void> {
    const aim = this.#aim;
    const { current, clock } = this.#parts;
    const { switchboard } = current.session;
    if (aim === null || clock.nowEpochMs() - aim.sinceEpochMs < GUARD_MS) return;
    const shown = switchboard.shown().find(({ call }) => call.id === aim.call);
    // Before the CRM has answered the card offers nothing, and a later answer must not send anything by itself.
    if (shown === undefined || shown.lookupRevision === 0) return;
    const known = this.#recommended;
    const answer = await switchboard.lookup(aim.call);
    const targetId = answer?.plan.recommended?.id ?? null;
    // A lamp has changed it just now: the finger meant the one before.
    if (known === null || targetId !== known.targetId || clock.nowEpochMs() - known.sinceEpochMs < GUARD_MS) return;
    if (targetId !== null) switchboard.send(aim.call, targetId, aim.way);
  }

  #shortcutView(): Snapshot['transferShortcut'] {
    const { shortcuts, desktop, platform } = this.#parts;
    const { transferShortcut } = desktop();
    if (this.#aim === null || transferShortcut === null || !shortcuts.held.includes(transferShortcut)) return null;
    return { callId: this.#aim.call, label: acceleratorLabel(transferShortcut, platform) };
  }
}

/** The newest, and whoever was answered here: a caller who hears silence is never a number among others. */
function drawn(newestFirst: readonly ShownCall[]): readonly ShownCall[] {
  const isTaken = ({ call }: ShownCall): boolean => call.state.kind === 'taken';
  const taken = newestFirst.filter(isTaken).length;
  const others = new Set(newestFirst.filter((call) => !isTaken(call)).slice(0, Math.max(0, MAX_CARDS - taken)));
  return newestFirst.filter((call) => isTaken(call) || others.has(call));
}

/** Rings, or was answered here and waits for a choice: with the keyboard alone he must be reached within seconds. */
function isToBeSent({ call: { state } }: ShownCall): boolean {
  return state.kind === 'ringing' || (state.kind === 'taken' && state.step.kind === 'choosing');
}

/** As the card's large button sends it. @returns null: as is set */
const recommendedWay = ({ isOnlyLeg, canTake }: Pick<ShownCall, 'isOnlyLeg' | 'canTake'>): TransferWay | null =>
  isOnlyLeg && canTake ? 'take' : null;
