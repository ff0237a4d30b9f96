/** What a busy lamp says of a line's calls: dialog-info documents (RFC 4235), read, put together, and summed up. */
import type { OwnLine } from '../../model/line.ts';
import type { LampPackage, Reading } from './lamp-package.ts';
import { childrenOf, readXml, type XmlElement } from './xml.ts';

const STATES = ['trying', 'proceeding', 'early', 'confirmed', 'terminated'] as const;

export interface LampDialog {
  /** Of the document, not of SIP: the same call keeps it from one document to the next. */
  readonly id: string;
  readonly state: (typeof STATES)[number];
  readonly direction: 'initiator' | 'recipient' | null;
  /** Told by Kamailio; Asterisk's lamps have none. */
  readonly callId: string | null;
  /** The other side. Asterisk tells it while it rings and no longer. */
  readonly remote: { readonly uri: string; readonly name: string | null } | null;
}

export interface DialogInfo {
  readonly version: number;
  /** `partial` tells only what has changed. */
  readonly state: 'full' | 'partial';
  readonly dialogs: readonly LampDialog[];
}

/** @returns null where it is no dialog-info document or lacks what the RFC demands. Never throws. @see RFC 4235 §4.1 */
export function readDialogInfo(xml: string): DialogInfo | null {
  const root = readXml(xml);
  if (root?.name !== 'dialog-info') return null;
  const { version = '', state } = root.attributes;
  const dialogs = childrenOf(root, 'dialog').map(readDialog);
  if (!/^\d{1,10}$/.test(version) || (state !== 'full' && state !== 'partial')) return null;
  const known = dialogs.filter((dialog) => dialog !== null);
  return known.length === dialogs.length ? { version: Number(version), state, dialogs: known } : null;
}

/** The line's calls after one more document.
 *  An older version is a document that was overtaken. The same version again is one of a server that does not count, and taken when it is
 *  full, since the NOTIFYs themselves come in order. @see RFC 4235 §4.3 */
export function mergeDialogInfo(before: DialogInfo | null, told: DialogInfo): Reading<DialogInfo> {
  if (before !== null && told.version < before.version) return { kind: 'overtaken' };
  if (told.state === 'full') return { kind: 'told', value: told };
  if (before === null || told.version > before.version + 1) return { kind: 'incomplete' };
  if (told.version === before.version) return { kind: 'overtaken' };
  const dialogs = new Map([...before.dialogs, ...told.dialogs].map((dialog) => [dialog.id, dialog]));
  const running = [...dialogs.values()].filter(({ state }) => state !== 'terminated');
  return { kind: 'told', value: { version: told.version, state: 'full', dialogs: running } };
}

/** One line as a whole: a call that is talked, or that the phone dials, counts before one that rings. */
export function ownLineOf(info: DialogInfo | null): OwnLine {
  if (info === null) return 'not-told';
  const running = info.dialogs.filter(({ state }) => state !== 'terminated');
  if (running.some(({ state, direction }) => state === 'confirmed' || direction === 'initiator')) return 'in-call';
  return running.length > 0 ? 'ringing' : 'idle';
}

/** @see RFC 4235 §3 */
export const DIALOG_LAMP: LampPackage<DialogInfo> = {
  event: 'dialog',
  contentType: 'application/dialog-info+xml',
  read: (body, before) => {
    const told = readDialogInfo(body);
    return told === null ? { kind: 'unreadable' } : mergeDialogInfo(before, told);
  },
};

function readDialog(element: XmlElement): LampDialog | null {
  const { id, direction, 'call-id': callId } = element.attributes;
  const [stateElement] = childrenOf(element, 'state');
  // Kamailio writes `Trying`.
  const state = STATES.find((known) => known === stateElement?.text.toLowerCase());
  if (id === undefined || state === undefined) return null;
  return {
    id,
    state,
    direction: direction === 'initiator' || direction === 'recipient' ? direction : null,
    callId: callId ?? null,
    remote: readRemote(element),
  };
}

function readRemote(dialog: XmlElement): LampDialog['remote'] {
  const [remote] = childrenOf(dialog, 'remote');
  const [identity] = remote === undefined ? [] : childrenOf(remote, 'identity');
  if (identity === undefined || identity.text === '') return null;
  const name = identity.attributes['display'] ?? '';
  return { uri: identity.text, name: name === '' ? null : name };
}
