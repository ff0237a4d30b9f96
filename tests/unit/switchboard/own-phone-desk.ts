/** A desk whose own line's lamp is told, and the words to ring it. */
import type { Desk } from '../../../main/switchboard/desk.ts';
import { FakeDesk } from './desk-fakes.ts';
import type { LegId } from '../../../main/model/call.ts';

/** A desk on an Asterisk set up as the docs tell, whose own line is idle. */
export function asteriskDesk(changes: Partial<Desk> = {}): FakeDesk {
  const desk = new FakeDesk({ pbx: 'asterisk', ...changes });
  desk.lamp('idle');
  desk.clock.pass(60_000);
  return desk;
}

/** A call has rung here and at the own phone for three seconds. */
export function rings(desk: FakeDesk): LegId {
  const leg = desk.rings();
  desk.lamp('ringing');
  desk.clock.pass(3000);
  return leg;
}

export const howRecorded = (desk: FakeDesk): string[] => [...desk.records.values()].map(({ how }) => how);
