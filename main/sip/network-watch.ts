/** Notices that this computer's addresses changed: the link is then bound to an address that is gone, and nobody says so. */
import type { NetworkInterfaceInfo } from 'node:os';
import type { Clock } from '../model/clock.ts';

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Addresses a link can be bound to: no loopback, no link-local ones, sorted. */
export function usableAddresses(interfaces: Interfaces): readonly string[] {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^(?:fe80:|169\.254\.)/i.test(address))
    .map(({ address }) => address)
    .toSorted();
}

/** @returns whether two sets of usable addresses, both sorted, differ */
export function haveChanged(before: readonly string[], after: readonly string[]): boolean {
  return before.length !== after.length || before.some((address, index) => address !== after[index]);
}

/** Polls, because no platform tells a Node process.
 *  @returns stops it */
export function watchNetwork(
  clock: Clock,
  readInterfaces: () => Interfaces,
  pollMs: number,
  onChange: () => void,
): () => void {
  let known = usableAddresses(readInterfaces());
  let cancel = clock.after(pollMs, poll);
  function poll(): void {
    cancel = clock.after(pollMs, poll);
    const now = usableAddresses(readInterfaces());
    if (!haveChanged(known, now)) return;
    known = now;
    onChange();
  }
  return () => {
    cancel();
  };
}
