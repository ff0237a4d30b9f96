/** The dialog of one subscription: what makes a SUBSCRIBE or NOTIFY belong to it (RFC 6665 §4.1.2, RFC 3261 §12). */
import { allHeaders, firstHeader, splitList, type RawMessage } from '../raw-message.ts';
import { canonicalAddress, readAddress, tagOf } from '../sip-address.ts';

export interface LampDialogState {
  readonly callId: string;
  readonly localTag: string;
  /** URI of the watched line. */
  readonly uri: string;
  /** CSeq of the last request sent. */
  readonly cseq: number;
  /** Null until the server has answered or notified. */
  readonly remote: RemoteEnd | null;
}

interface RemoteEnd {
  readonly tag: string;
  /** Where refreshes go. */
  readonly target: string;
  /** `<sip:…;lr>`, in the order of Route. */
  readonly routes: readonly string[];
  /** CSeq of its last NOTIFY; 0 before the first. */
  readonly cseq: number;
}

/** A dialog that nobody has answered yet. @param id fresh and random */
export function newLampDialog(uri: string, id: string): LampDialogState {
  return { callId: `lamp-${id}`, localTag: id.slice(0, 12), uri, cseq: 0, remote: null };
}

/** @returns whether a NOTIFY is for this dialog: same Call-ID, our tag, and their tag where it is known */
export function ownsNotify(dialog: LampDialogState, notify: RawMessage): boolean {
  const fromTag = tagOf(firstHeader(notify, 'from') ?? '');
  return (
    firstHeader(notify, 'call-id') === dialog.callId &&
    tagOf(firstHeader(notify, 'to') ?? '') === dialog.localTag &&
    (dialog.remote === null || dialog.remote.tag === fromTag)
  );
}

/** The dialog after the 200 to a SUBSCRIBE. A 200 without a tag or Contact makes none: then the NOTIFY does. */
export function withAccepted(dialog: LampDialogState, answer: RawMessage): LampDialogState {
  const tag = tagOf(firstHeader(answer, 'to') ?? '');
  const target = contactOf(answer);
  if (dialog.remote !== null) return target === null ? dialog : { ...dialog, remote: { ...dialog.remote, target } };
  if (tag === null || target === null) return dialog;
  return { ...dialog, remote: { tag, target, routes: routesOf(answer).toReversed(), cseq: 0 } };
}

/** The dialog after a NOTIFY, which may come before the 200.
 *  @returns null for one that was overtaken by a later one (RFC 3261 §12.2.2) */
export function withNotify(dialog: LampDialogState, notify: RawMessage): LampDialogState | null {
  const cseq = Number.parseInt(firstHeader(notify, 'cseq') ?? '', 10);
  const tag = tagOf(firstHeader(notify, 'from') ?? '') ?? '';
  const target = contactOf(notify) ?? dialog.remote?.target ?? dialog.uri;
  if (dialog.remote === null) return { ...dialog, remote: { tag, target, routes: routesOf(notify), cseq } };
  return cseq < dialog.remote.cseq ? null : { ...dialog, remote: { ...dialog.remote, target, cseq } };
}

function contactOf(message: RawMessage): string | null {
  const [contact] = allHeaders(message, 'contact').flatMap(splitList);
  return contact === undefined ? null : readAddress(canonicalAddress(contact)).uri;
}

function routesOf(message: RawMessage): readonly string[] {
  return allHeaders(message, 'record-route').flatMap(splitList).map(canonicalAddress);
}
