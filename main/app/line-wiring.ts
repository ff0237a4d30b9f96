/** What the line of these settings is built from, beside the settings themselves. */
import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import type { LegId } from '../model/call.ts';
import type { SipSettings } from '../model/settings.ts';
import { LINE_TIMING, type LineOptions } from '../sip/line-options.ts';
import type { Foundation } from './foundation.ts';

/** @returns makes the options of a line, for each change of the settings anew; the journal is the same for all of them */
export function lineWiring({
  clock,
  log,
  installation,
  taken,
}: Pick<Foundation, 'clock' | 'log' | 'installation' | 'taken'>): (
  settings: SipSettings,
  password: string,
) => LineOptions {
  return (settings, password) => ({
    settings,
    password,
    identity: installation,
    deps: {
      clock,
      random01: Math.random,
      networkInterfaces,
      newLegId: () => randomUUID() as LegId,
      onFault: (fault) => {
        log.warn('sip-fault', { ...fault });
      },
      timing: LINE_TIMING,
      journal: taken,
    },
  });
}
