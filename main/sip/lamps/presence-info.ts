/** What a presence lamp says: whether an extension is registered, which a dialog lamp cannot tell (PIDF, RFC 3863; RFC 4480). */
import type { LampPackage } from './lamp-package.ts';
import { childrenOf, readXml, type XmlElement } from './xml.ts';

export interface PresenceInfo {
  /** `closed` on Asterisk: not registered. */
  readonly basic: 'open' | 'closed';
  /** Asterisk: `Ready`, `Ringing`, `On the phone`, `Unavailable`. */
  readonly note: string | null;
  /** RFC 4480's: `on-the-phone`, `busy`, `away`. */
  readonly activities: readonly string[];
}

/** @returns null where it is no PIDF document or says neither open nor closed. Never throws. */
export function readPresence(xml: string): PresenceInfo | null {
  const root = readXml(xml);
  if (root?.name !== 'presence') return null;
  const basics = descendants(root, ['tuple', 'status', 'basic']).map(({ text }) => text);
  const isOpen = basics.includes('open');
  if (!isOpen && !basics.includes('closed')) return null;
  const notes = [
    ...childrenOf(root, 'note'),
    ...descendants(root, ['tuple', 'note']),
    ...descendants(root, ['person', 'note']),
  ];
  return {
    basic: isOpen ? 'open' : 'closed',
    note: notes.map(({ text }) => text).find((text) => text !== '') ?? null,
    activities: descendants(root, ['person', 'activities']).flatMap(({ children }) => children.map(({ name }) => name)),
  };
}

export const PRESENCE_LAMP: LampPackage<PresenceInfo> = {
  event: 'presence',
  contentType: 'application/pidf+xml',
  read: (body) => {
    const value = readPresence(body);
    return value === null ? { kind: 'unreadable' } : { kind: 'told', value };
  },
};

/** The elements at the end of a path of names below the root. */
function descendants(root: XmlElement, path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (elements, name) => elements.flatMap((element) => childrenOf(element, name)),
    [root],
  );
}
