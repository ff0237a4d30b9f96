/** The words for where a call can be sent: whose it is, and by which number. */
import type { TargetView } from '../../main/bridge/contract/call-views.ts';
import type { CallerWords } from '../i18n/words.ts';

export interface TargetWords {
  /** A person's or queue's name: foreign text. Empty where the number says it all. */
  readonly name: string;
  /** `ext. 102`, `+1 415 555 0142` */
  readonly via: string;
}

/** "Anna Petrova" · "ext. 102". A person whose name is not told is "Employee 99". */
export function targetWords(
  target: Pick<TargetView, 'kind' | 'name' | 'personId' | 'shown'>,
  words: CallerWords,
): TargetWords {
  const via = target.kind === 'extension' ? `${words.extensionShort} ${target.shown}` : target.shown;
  if (target.name !== null) return { name: target.name, via };
  if (target.kind === 'queue') return { name: words.queueWithoutName, via };
  return { name: target.personId === null ? '' : words.employeeWithoutName(target.personId), via };
}
