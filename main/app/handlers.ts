/** Every request's handler, by the window that asks. */
import type { Handlers } from '../bridge/server.ts';
import { callHandlers, type CallHandlerParts } from './call-handlers.ts';
import { type Colleagues, colleaguesHandlers } from './colleagues.ts';
import { setupHandlers, type SetupHandlerParts } from './setup-handlers.ts';

export interface HandlerParts {
  readonly calls: CallHandlerParts;
  readonly colleagues: Colleagues;
  readonly setup: SetupHandlerParts;
  readonly outbox: Pick<Handlers, Extract<keyof Handlers, `outbox:${string}`>>;
  readonly history: Pick<Handlers, Extract<keyof Handlers, `history:${string}`>>;
}

/** A handler that is missing does not compile. */
export const handlersOf = ({ calls, colleagues, setup, outbox, history }: HandlerParts): Handlers => ({
  ...callHandlers(calls),
  ...colleaguesHandlers(colleagues),
  ...setupHandlers(setup),
  ...outbox,
  ...history,
});
