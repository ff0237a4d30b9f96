/** The design's sample configuration, whole or with some keys replaced. */
import json from './sample.json' with { type: 'json' };

type Section = Record<string, unknown>;

export const sample: Readonly<Record<string, unknown>> = json;

/** The sample with some keys of some sections replaced. */
export const sampleWith = (changes: Readonly<Record<string, Section>>): Record<string, unknown> => ({
  ...sample,
  ...Object.fromEntries(
    Object.entries(changes).map(([section, keys]) => [
      section,
      { ...(sample[section] as Section | undefined), ...keys },
    ]),
  ),
});
