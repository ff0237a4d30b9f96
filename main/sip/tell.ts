/** Telling a listener of the line's something, whatever the listener makes of it. */

/** A listener's bug reaches the crash handler; it must neither be taken for sip.js's, nor keep others from being told. Never throws. */
export function tell<A extends readonly unknown[]>(listener: (...told: A) => void, ...told: A): void {
  try {
    listener(...told);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
