/** One number in the spellings in which exchanges and people write it, and what it comes to. */

/** Where a number comes from that is nobody's. How it may be written: ITU-T E.123 (national and international notation, spaces),
 *  RFC 3966 (`tel:` with hyphens and parameters), each country's own prefixes for trunk and international calls (ITU-T E.164,
 *  annex of national prefixes). */
export const sources = {
  nanp: 'North American Numbering Plan: 555-0100 to 555-0199 are kept for fiction',
  ofcom: 'Ofcom: telephone numbers for use in TV and radio drama programmes',
  bnetza: 'Bundesnetzagentur: numbers for films and television (drama numbers)',
  arcep: 'Arcep: numbers kept for audiovisual works (01 99 00, 06 39 98)',
  acma: 'ACMA: phone numbers for use in radio, films and television',
  pts: 'PTS: telephone numbers for use in books and films',
  comreg: 'ComReg: numbers for use in drama (020 91)',
  plan: 'the country’s numbering plan, with the made-up subscriber of its metadata’s example',
} as const;

export interface SpelledNumber {
  /** ISO 3166 code of the exchange that it comes through. */
  readonly country: string;
  readonly source: string;
  /** Null where the range is valid under no reading: the metadata do not know it. */
  readonly e164: string | null;
  readonly shown: string;
  /** What the CRM is asked with, in order and divided by spaces, by how the number was written. */
  readonly asked: Readonly<Record<string, string>>;
}

export const spelled = (
  country: string,
  source: string,
  e164: string | null,
  shown: string,
  asked: SpelledNumber['asked'],
): SpelledNumber => ({ country, source, e164, shown, asked });
