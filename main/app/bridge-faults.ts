/** What becomes of a request that the bridge refuses, and of a handler that throws. */
import type { ServerParts } from '../bridge/server.ts';
import type { Foundation } from './foundation.ts';

/** Both are written down; a bug is told in the windows too. */
export const bridgeFaults = ({
  log,
  problems,
}: Pick<Foundation, 'log' | 'problems'>): Pick<ServerParts, 'onRefused' | 'onBug'> => ({
  onRefused: (channel, refusal) => {
    log.warn('request-refused', { channel, refusal });
  },
  onBug: (error) => {
    log.error('handler-failed', { error });
    problems.report('crash', 'handler-failed');
  },
});
