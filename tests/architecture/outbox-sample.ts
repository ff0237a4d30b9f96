/** A good example of what the outbox window is told. */
import type { OutboxView } from '../../main/bridge/contract/outbox-views.ts';

export const outboxSample: OutboxView = {
  items: [
    {
      id: 'item-1',
      kind: 'comment',
      about: 'John Doe',
      text: 'wants the invoice again',
      createdEpochMs: 1_795_000_000_000,
      state: { kind: 'perhaps-sent', code: 'timed-out' },
      isBehindAnother: false,
    },
  ],
  problem: null,
  nowEpochMs: 1_795_000_001_000,
  theme: 'system',
};
