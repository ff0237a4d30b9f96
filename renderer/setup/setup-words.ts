/** The words of this window, given once at its root. */
import { createContext } from 'svelte';
import type { LineWords } from '../i18n/line-words.ts';
import type { SetupWords } from '../i18n/setup-words.ts';

export interface WindowWords {
  readonly setup: SetupWords;
  readonly line: LineWords;
}

export const [windowWords, provideWindowWords] = createContext<WindowWords>();
