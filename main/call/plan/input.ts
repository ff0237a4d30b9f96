/** What a transfer plan is made from. */
import type { Caller, CallerNumber } from '../../model/caller.ts';
import type { LookupOutcome } from '../../model/crm.ts';
import type { Presence } from '../../model/presence.ts';
import { assertNever } from '../../model/result.ts';
import type { NumberSettings, RoutingSettings } from '../../model/settings.ts';

/** Why the CRM was not asked. */
export type NotAsked = 'withheld' | 'internal-caller' | 'not-a-number' | 'look-up-off';

export type Look = LookupOutcome | { readonly kind: 'not-asked'; readonly why: NotAsked };

export interface PlanInput {
  readonly look: Look;
  readonly caller: Caller;
  /** Dial strings tried for this call. */
  readonly tried: readonly string[];
  /** Targets that ring with this caller already, sent by another desk. */
  readonly ringingElsewhere: readonly { readonly dial: string }[];
  /** `sip.extension`; null while the line is not set up. */
  readonly ownExtension: string | null;
  readonly numbers: NumberSettings;
  readonly routing: RoutingSettings;
  /** What the lamps tell, by extension as dialled; absent: nothing is watched. Unknown is not free. */
  readonly presence?: (extension: string) => Presence;
}

/** Why this caller is not looked up; null where the CRM is to be asked.
 *  @param isLookupOn whether a CRM is set up */
export function whyNotAsked(number: CallerNumber, isLookupOn: boolean): NotAsked | null {
  switch (number.kind) {
    case 'withheld':
      return 'withheld';
    case 'internal':
      return 'internal-caller';
    case 'not-a-number':
      return 'not-a-number';
    case 'outside':
      return isLookupOn ? null : 'look-up-off';
    default:
      return assertNever(number);
  }
}
