/** The app's windows by name: who may ask what, and how each is made. */

export const windowNames = ['caller', 'setup', 'status', 'colleagues'] as const;

export type WindowName = (typeof windowNames)[number];
