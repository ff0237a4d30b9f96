/** The language of a window, given once at its root. */
import { createContext } from 'svelte';
import type { CallerWords } from './words.ts';

/** Words of the caller window; both throw outside a component's set-up, and the first before the second was called. */
export const [callerWords, provideCallerWords] = createContext<CallerWords>();
