/** Joins the switchboard and the caller window: snapshots, what is to be shown, the shortcuts while something rings. */
import { callView } from '../bridge/call-views.ts';
import type { Snapshot } from '../bridge/contract/call-views.ts';
import type { Windows } from '../bridge/server.ts';
import { acceleratorLabel } from '../desktop/accelerator.ts';
import type { CallerWindow, CallerWindowEvent } from '../desktop/caller-window.ts';
import type { ShortcutRefusal, Shortcuts } from '../desktop/shortcuts.ts';
import type { Clock } from '../switchboard/ports.ts';
import type { ShownCall } from '../switchboard/desk.ts';
import type { CurrentSession } from './current-session.ts';

/** Cards in one snapshot; a flood beyond them is counted, not drawn. */
const MAX_CARDS = 20;
/** One frame: further changes within it travel together. */
const FRAME_MS = 16;

export interface CardsParts {
  readonly current: CurrentSession;
  readonly window: Pick<CallerWindow, 'present' | 'summon'>;
  readonly windows: Pick<Windows, 'tell'>;
  readonly shortcuts: Pick<Shortcuts, 'arm' | 'disarm' | 'held'>;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  readonly onRefusedShortcuts: (refusals: readonly ShortcutRefusal[]) => void;
}

export class Cards {
  readonly #parts: CardsParts;
  #sequence = 0;
  #placement = 0;
  #isSummoned = false;
  #isArmed = false;
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
    const { current, clock, platform } = this.#parts;
    const { desktop } = current.session.settings;
    const calls = current.shown().toReversed();
    const { transferShortcut } = desktop;
    return {
      sequence: this.#sequence,
      calls: calls.slice(0, MAX_CARDS).map((call) => callView(call)),
      moreCalls: Math.max(0, calls.length - MAX_CARDS),
      nowEpochMs: clock.nowEpochMs(),
      isSummoned: this.#isSummoned,
      placement: this.#placement,
      transferShortcut:
        this.#isHeld(transferShortcut) && transferShortcut !== null
          ? acceleratorLabel(transferShortcut, platform)
          : null,
      theme: desktop.theme,
    };
  }

  /** What the window did, so that the page knows. */
  onWindow(event: CallerWindowEvent): void {
    switch (event.kind) {
      case 'shown':
      case 'moved':
        this.#placement += 1;
        this.#send();
        return;
      case 'summoned':
      case 'released':
        this.#isSummoned = event.kind === 'summoned';
        this.#send();
        return;
      case 'close-asked':
        for (const { call } of this.#parts.current.shown()) this.#parts.current.session.switchboard.hide(call.id);
        return;
      case 'hidden':
      case 'page-gone':
      case 'load-failed':
        return;
    }
  }

  #onCalls(): void {
    const { current, window } = this.#parts;
    const shown = current.shown();
    this.#armWhileRinging(shown);
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

  #armWhileRinging(shown: readonly ShownCall[]): void {
    const { current, shortcuts, window, onRefusedShortcuts } = this.#parts;
    const isRinging = shown.some(({ call }) => call.state.kind === 'ringing');
    if (isRinging === this.#isArmed) return;
    this.#isArmed = isRinging;
    if (!isRinging) {
      shortcuts.disarm();
      return;
    }
    const { transferShortcut, summonShortcut } = current.session.settings.desktop;
    const refusals = shortcuts.arm({
      transfer: {
        accelerator: transferShortcut,
        run: () => {
          void this.#transferTopmost();
        },
      },
      summon: {
        accelerator: summonShortcut,
        run: () => {
          window.summon();
        },
      },
    });
    onRefusedShortcuts(refusals);
  }

  /** Sends the topmost card where its plan recommends; with nothing recommended (one's own client) it does nothing. */
  async #transferTopmost(): Promise<void> {
    const { switchboard } = this.#parts.current.session;
    const topmost = switchboard.shown().findLast(({ call }) => call.state.kind === 'ringing');
    if (topmost === undefined || topmost.lookupRevision === 0) return;
    const answer = await switchboard.lookup(topmost.call.id);
    const recommended = answer?.plan.recommended;
    if (recommended) switchboard.send(topmost.call.id, recommended.id);
  }

  #isHeld(accelerator: string | null): boolean {
    return accelerator !== null && this.#parts.shortcuts.held.includes(accelerator);
  }
}
