/** What a line without an app is built from: an installation of its own, the real clock and network. */
import { randomBytes, randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import type { LegId } from '../../main/model/call.ts';
import { LINE_TIMING, type LineDeps, type LineIdentity } from '../../main/sip/line-options.ts';
import { memoryJournal } from '../integration/sip/memory-journal.ts';
import { wallClock } from '../integration/sip/rig-line.ts';

/** As the app makes one at its first start. */
export const newIdentity = (): LineIdentity => ({
  contactName: randomBytes(6).toString('hex'),
  viaHost: `${randomBytes(6).toString('hex')}.invalid`,
  instanceId: randomUUID(),
});

/** @param desk named where a fault is told */
export const lineDeps = (desk: string | number): LineDeps => ({
  clock: wallClock,
  random01: Math.random,
  networkInterfaces,
  newLegId: () => randomUUID() as string as LegId,
  onFault: (fault) => {
    console.error(`The line of ${desk}:`, fault);
  },
  timing: LINE_TIMING,
  journal: memoryJournal(),
});
