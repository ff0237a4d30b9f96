/** Electron's event object: what a listener may prevent. */

export interface CancelableEvent {
  defaultPrevented: boolean;
  preventDefault: () => void;
}

/** @param details further properties of the event, as Electron documents them for it */
export function cancelable<T extends object>(details: T): T & CancelableEvent {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return event;
}
