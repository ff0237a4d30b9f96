/** Every event a window is told; each carries whole state, never a difference. */
import type * as v from 'valibot';
import { snapshot } from './call-views.ts';
import type { WindowName } from '../../model/window.ts';
import { colleaguesView } from './colleagues-views.ts';
import { historyView } from './history-views.ts';
import { outboxView } from './outbox-views.ts';
import { setupView, statusView, testStep } from './setup-views.ts';

interface EventDefinition {
  readonly payload: v.GenericSchema;
  readonly windows: readonly [WindowName, ...WindowName[]];
}

export const events = {
  'calls:changed': { payload: snapshot, windows: ['caller'] },
  'colleagues:changed': { payload: colleaguesView, windows: ['colleagues'] },
  /** A call was added or forgotten, or an export moved on. */
  'history:changed': { payload: historyView, windows: ['history'] },
  'outbox:changed': { payload: outboxView, windows: ['outbox'] },
  'status:changed': { payload: statusView, windows: ['status', 'setup'] },
  /** Something changed that this window shows; what is typed in it stays. */
  'setup:changed': { payload: setupView, windows: ['setup'] },
  'setup:step': { payload: testStep, windows: ['setup'] },
} as const satisfies Record<string, EventDefinition>;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = v.InferOutput<Events[N]['payload']>;
