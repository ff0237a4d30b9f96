/** The dialog of a taken call, out of the messages that make it (RFC 3261 §12.1): what requests of ours in it are built from. */
import type { LegId } from '../../model/call.ts';
import type { TakenDialog } from '../../model/taken.ts';
import { allHeaders, firstHeader, splitList, type RawMessage } from '../raw-message.ts';
import { readAddress, tagOf } from '../sip-address.ts';

/** Requests after a restart count on from here: those that the journal does not know of were fewer. RFC 3261 §12.2.2 allows gaps. */
const CSEQ_GAP = 1000;

/** The dialog that our 200 to an INVITE makes.
 *  @param localTag the one that our answers give
 *  @returns null where the INVITE does not say where our requests would go */
export function dialogOfInvite(
  invite: RawMessage,
  leg: { readonly id: LegId; readonly localTag: string },
  nowEpochMs: number,
): TakenDialog | null {
  const remoteTarget = contactOf(invite);
  const from = firstHeader(invite, 'from') ?? '';
  const remoteTag = tagOf(from);
  if (remoteTarget === null || remoteTag === null) return null;
  return {
    ...leg,
    callId: firstHeader(invite, 'call-id') ?? '',
    remoteTag,
    localUri: readAddress(firstHeader(invite, 'to') ?? '').uri,
    remoteUri: readAddress(from).uri,
    remoteTarget,
    routes: routesOf(invite),
    cseq: 0,
    takenEpochMs: nowEpochMs,
  };
}

/** The dialog that the 200 to an INVITE of ours makes.
 *  @param cseq of the INVITE that was answered
 *  @returns null where the 200 makes none */
export function dialogOfAnswer(
  answer: RawMessage,
  leg: { readonly id: LegId; readonly localTag: string },
  cseq: number,
  nowEpochMs: number,
): TakenDialog | null {
  const to = firstHeader(answer, 'to') ?? '';
  const remoteTag = tagOf(to);
  const remoteTarget = contactOf(answer);
  if (remoteTag === null || remoteTarget === null) return null;
  return {
    ...leg,
    callId: firstHeader(answer, 'call-id') ?? '',
    remoteTag,
    localUri: readAddress(firstHeader(answer, 'from') ?? '').uri,
    remoteUri: readAddress(to).uri,
    remoteTarget,
    routes: routesOf(answer).toReversed(),
    cseq,
    takenEpochMs: nowEpochMs,
  };
}

/** @returns whether a request of the server's is in this dialog: an ACK, a NOTIFY, a BYE */
export function isInDialog(dialog: TakenDialog, request: RawMessage): boolean {
  return (
    firstHeader(request, 'call-id') === dialog.callId &&
    tagOf(firstHeader(request, 'to') ?? '') === dialog.localTag &&
    tagOf(firstHeader(request, 'from') ?? '') === dialog.remoteTag
  );
}

/** The dialog as its next run goes on with it: how many requests the former one sent after its last note is not known. */
export const takenUpAgain = (dialog: TakenDialog): TakenDialog => ({ ...dialog, cseq: dialog.cseq + CSEQ_GAP });

/** The dialog after a request that may have moved the other side (RFC 3261 §12.2.2). */
export function withTarget(dialog: TakenDialog, request: RawMessage): TakenDialog {
  return { ...dialog, remoteTarget: contactOf(request) ?? dialog.remoteTarget };
}

function contactOf(message: RawMessage): string | null {
  const [contact] = allHeaders(message, 'contact').flatMap(splitList);
  return contact === undefined ? null : readAddress(contact).uri;
}

function routesOf(message: RawMessage): readonly string[] {
  return allHeaders(message, 'record-route').flatMap(splitList);
}
