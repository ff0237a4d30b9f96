/** Asks the CRM about a caller, or says at once why it is not asked. */
import { whyNotAsked, type Look } from '../call/plan/input.ts';
import type { CallerNumber } from '../model/caller.ts';
import type { Crm } from './ports.ts';

/** @param crm null while none is set up
 *  @param tell gets the first outcome and every one after it, perhaps before this returns
 *  @returns lets go of the answer */
export function lookUp(number: CallerNumber, crm: Crm | null, tell: (look: Look) => void): () => void {
  if (crm !== null && number.kind === 'outside') return crm.hold(number, tell);
  tell({ kind: 'not-asked', why: whyNotAsked(number, crm !== null) ?? 'look-up-off' });
  return () => undefined;
}
