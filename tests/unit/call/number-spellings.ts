/** Numbers as they are really written, in the own country and abroad. */
import { easternEurope } from './number-spellings-europe-north-east.ts';
import { westernEurope } from './number-spellings-europe-west.ts';
import { overseas } from './number-spellings-overseas.ts';
import type { SpelledNumber } from './number-spelling.ts';

export const numberSpellings: readonly SpelledNumber[] = [...westernEurope, ...easternEurope, ...overseas];
