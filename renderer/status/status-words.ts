/** The words of this window, given once at its root. */
import { createContext } from 'svelte';
import type { LineWords } from '../i18n/line-words.ts';
import type { StatusWords } from '../i18n/status-words.ts';

export interface WindowWords {
  readonly status: StatusWords;
  readonly line: LineWords;
}

export const [windowWords, provideWindowWords] = createContext<WindowWords>();
