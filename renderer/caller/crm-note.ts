/** The note for the CRM's timeline: where it can be written, and how far it has come. Pure. */
import type { CallView } from '../../main/bridge/contract/call-views.ts';
import type { CrmNoteView } from '../../main/bridge/contract/client-views.ts';
import { isSomebodyElses } from './clients.ts';

/** On cards of calls that somebody has, is being given, or that are over: while it rings there is nothing to write yet. */
const canWriteCrmNote = (call: CallView): boolean =>
  call.crm?.canNote === true &&
  call.state.kind !== 'ringing' &&
  call.state.kind !== 'sending' &&
  !isSomebodyElses(call);

/** Whether what is written from now on is another note. */
export const gone = ({ state }: CrmNoteView): boolean =>
  state.kind === 'in-flight' || state.kind === 'sent' || state.kind === 'perhaps-sent';

/** The text that can still be changed. @returns null where no note can be written */
export function storedCrmNote(call: CallView): string | null {
  if (!canWriteCrmNote(call)) return null;
  return call.crmNote === null || gone(call.crmNote) ? '' : call.crmNote.text;
}
