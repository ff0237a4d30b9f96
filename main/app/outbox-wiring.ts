/** Builds the outbox, and joins it with the session in use, its window, the tray and the status. */
import type { OutboxView } from '../bridge/contract/outbox-views.ts';
import type { StatusView } from '../bridge/contract/setup-views.ts';
import type { Handlers } from '../bridge/server.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Sender } from '../outbox/ports.ts';
import type { Foundation } from './foundation.ts';
import { openOutbox, outboxHandlers, outboxStatus, outboxView } from './outbox.ts';

export interface OutboxWiringParts {
  readonly foundation: Pick<Foundation, 'clock' | 'log' | 'storage' | 'configuration'>;
  readonly sender: () => Sender | null;
  /** To the window. */
  readonly tell: (view: OutboxView) => void;
  /** Tray and status have another count to show. */
  readonly onChange: () => void;
}

export interface OutboxWiring {
  readonly outbox: Outbox;
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `outbox:${string}`>>;
  readonly status: () => StatusView['outbox'];
  /** Settings that the window shows have changed. */
  refresh(): void;
  stop(): Promise<void>;
}

/** Many changes come together: one item goes through several states within a few milliseconds. */
const TELL_WITHIN_MS = 50;

export function outboxWiring({ foundation, sender, tell, onChange }: OutboxWiringParts): OutboxWiring {
  const { clock, log, storage, configuration } = foundation;
  const outbox = openOutbox({
    store: storage?.outbox ?? null,
    sender,
    clock,
    onProblem: (problem) => {
      log.warn('outbox', { problem });
    },
  });
  const view = (): OutboxView => outboxView(outbox, clock.nowEpochMs(), configuration.settings.desktop.theme);
  let cancelTell: (() => void) | null = null;
  const refresh = (): void => {
    cancelTell ??= clock.after(TELL_WITHIN_MS, () => {
      cancelTell = null;
      tell(view());
      onChange();
    });
  };
  const unsubscribe = outbox.onChange(refresh);
  return {
    outbox,
    handlers: outboxHandlers(outbox, view),
    status: () => outboxStatus(outbox),
    refresh,
    stop: async () => {
      unsubscribe();
      cancelTell?.();
      await outbox.stop();
    },
  };
}
