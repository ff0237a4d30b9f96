/** What agent and admin are told of a registration's state. */
import type { LineStatus } from '../model/line.ts';
import { assertNever } from '../model/result.ts';
import type { Outage, RegistrationState } from './registration-state.ts';

/** @param servers as given to the machine */
export function statusOf({ phase, server }: RegistrationState, servers: readonly string[]): LineStatus {
  const url = servers[server] ?? '';
  const registering = (outage: Outage, nextTryEpochMs: number | null): LineStatus => ({
    kind: 'registering',
    server: url,
    problem: outage.problem,
    sinceEpochMs: outage.sinceEpochMs,
    nextTryEpochMs,
  });
  switch (phase.kind) {
    case 'stopped':
    case 'suspended':
      return { kind: phase.kind, sinceEpochMs: phase.sinceEpochMs };
    case 'leaving':
      if (phase.then === 'moving') {
        return {
          kind: 'registering',
          server: url,
          problem: null,
          sinceEpochMs: phase.sinceEpochMs,
          nextTryEpochMs: null,
        };
      }
      return { kind: phase.then, sinceEpochMs: phase.sinceEpochMs };
    case 'waiting':
      return registering(phase.outage, phase.nextTryEpochMs);
    case 'connecting':
    case 'registering':
      return registering(phase.outage, null);
    case 'registered':
      return {
        kind: 'registered',
        server: url,
        sinceEpochMs: phase.sinceEpochMs,
        checkedEpochMs: phase.checkedEpochMs,
      };
    default:
      return assertNever(phase);
  }
}
