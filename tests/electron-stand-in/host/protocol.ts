/** The DevTools protocol's types, as Playwright generates them; its package does not export the file by name. */
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
export type Command = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;
export type Params<C extends Command> = Protocol.CommandParameters[C];
export type Answer<C extends Command> = Protocol.CommandReturnValues[C];
export type EventName = keyof Protocol.Events;
export type EventOf<E extends EventName> = Protocol.Events[E];
