/** What the schemas of the configuration's sections are put together from. */
import * as v from 'valibot';
import type { SettingsProblemCode } from './problems.ts';

/** Values that rules of other keys depend on, read from the raw input, so that all problems are told at once. */
export interface Context {
  readonly sipAllowInsecure: boolean;
  readonly crmAllowInsecure: boolean;
  readonly extraDialCharacters: readonly string[];
}

/** An object whose unknown keys are told. */
export const strict = <T extends v.ObjectEntries>(
  entries: T,
): v.ObjectWithRestSchema<T, v.NeverSchema<undefined>, undefined> => v.objectWithRest(entries, v.never());

/** A text that follows a rule. */
export const text = (isRight: (value: string) => boolean, code: SettingsProblemCode): v.GenericSchema<string> =>
  v.pipe(v.string(), v.check(isRight, code));

/** A text whose fault has a code of its own. */
export const textWith = (faultOf: (value: string) => SettingsProblemCode | null): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? faultOf(dataset.value) : null;
      if (fault !== null) addIssue({ message: fault });
    }),
  );

export const wholeNumber = (min: number, max: number): v.GenericSchema<number> =>
  v.pipe(
    v.number(),
    v.check((value) => Number.isInteger(value) && value >= min && value <= max, 'out-of-range'),
  );

/** Absent is null. */
export const orNull = <T extends v.GenericSchema>(schema: T): v.OptionalSchema<v.NullableSchema<T, undefined>, null> =>
  v.optional(v.nullable(schema), null);

export const isUnique = (values: string[]): boolean => new Set(values).size === values.length;
