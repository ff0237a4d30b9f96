/** The app's windows by name: who may ask what, and how each is made. */

export const windowNames = ['caller', 'setup', 'status', 'colleagues', 'history', 'outbox'] as const;

export type WindowName = (typeof windowNames)[number];
