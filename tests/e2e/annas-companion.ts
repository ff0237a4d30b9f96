/** Anna's own companion beside her desk phone, as far as texts go: a true line that is registered, without an app. */
import type { LineEvent } from '../../main/model/line.ts';
import { isRegistered, startLine, type RigLine } from '../integration/sip/rig-line.ts';
import { deskUsers, type Desk, type DeskOptions } from './desk.ts';

const annasCompanion = '102c';
const password = 'annas-companion-5508';

/** A desk with notes, at whose PBX Anna's companion may register. */
export const withNotes = {
  pbx: { users: [...deskUsers, { user: annasCompanion, password }] },
  config: (usual) => ({ ...usual, sip: { ...usual.sip, companionPattern: '{ext}c' } }),
} as const satisfies DeskOptions;

type Message = LineEvent & { readonly kind: 'message' };
/** A text that came. */
export const isMessage = (event: LineEvent): event is Message => event.kind === 'message';

/** Switches it on. Stop it in the end. */
export async function startAnnasCompanion({ pbx }: Pick<Desk, 'pbx'>): Promise<RigLine> {
  const settings = {
    aor: `sip:${annasCompanion}@${pbx.domain}`,
    extension: '102',
    authorizationUser: annasCompanion,
  };
  const line = startLine({ servers: [pbx.url], settings, password, contactName: 'c0ffee02' });
  await line.when(isRegistered);
  return line;
}
