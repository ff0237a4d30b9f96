/** What the preload puts into a window as `window.ringside`. */
import type { EventName, EventPayload } from './events.ts';
import type { Reply, RequestArgs, RequestName } from './requests.ts';

export type Surface = {
  readonly [N in RequestName]: (...args: RequestArgs<N>) => Promise<Reply<N>>;
} & {
  readonly on: { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void };
};
