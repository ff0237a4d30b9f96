/** Who calls, as far as the INVITE tells it: RFC 3325 (asserted identity), RFC 3261 §20.20 (From), RFC 5806 (Diversion). */
import { assertNever } from './result.ts';

/** A number as a person and as the CRM need it. */
export type CallerNumber =
  /** No number was told: `anonymous@anonymous.invalid`, `Privacy: id`, "unknown", "Restricted". */
  | { readonly kind: 'withheld' }
  /** At most six digits: a colleague's extension. */
  | { readonly kind: 'internal'; readonly extension: string }
  | {
      readonly kind: 'outside';
      /** `+` and digits, or null where the number is valid under no reading. */
      readonly e164: string | null;
      /** Spellings to ask the CRM with, best first, one to three, digits only. */
      readonly asked: readonly string[];
      /** As a person reads it: `+1 906 219 5047`. */
      readonly shown: string;
      /** ISO 3166 code, or null where no single country is known. */
      readonly country: string | null;
    }
  /** A user part that is no number: `sip:reception@…`. */
  | { readonly kind: 'not-a-number'; readonly raw: string };

/** A party named by a header. */
export interface Party {
  /** The URI's user part, as sent. */
  readonly user: string;
  readonly displayName: string | null;
}

export interface Caller {
  readonly number: CallerNumber;
  /** The name that came with the call: the caller's or PBX's word, not the CRM's. */
  readonly displayName: string | null;
  /** Who forwarded the call here, from Diversion or History-Info; null where not told. */
  readonly forwardedFrom: Party | null;
  /** The colleague who took the call and referred it here, from Referred-By; null where not told. */
  readonly referredBy: Party | null;
  /** The number that was dialled, where a header tells it (never the companion's own contact); null otherwise. */
  readonly dialled: string | null;
}

/** As a person reads it; null where it is withheld. */
export function shownNumber(number: CallerNumber): string | null {
  switch (number.kind) {
    case 'withheld':
      return null;
    case 'internal':
      return number.extension;
    case 'outside':
      return number.shown;
    case 'not-a-number':
      return number.raw;
    default:
      return assertNever(number);
  }
}
