/** Brings configurations of earlier versions up to the present one, step by step. */
import { err, type Result } from '../model/result.ts';
import { settingsProblem, type SettingsProblem } from './problems.ts';
import { CONFIG_VERSION, parseConfig, type Config } from './schema.ts';

/** One step: from version `from` to `from + 1`. Gets and gives plain JSON, and sets `version` nowhere. */
export interface Migration {
  readonly from: number;
  readonly migrate: (config: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** Steps of this Ringside. Version 1 is the first, so there are none. */
const migrations: readonly Migration[] = [];

const isObject = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** Applies the steps from the configuration's own version to `target`.
 *  What has no whole number as its version is handed back as it is: the schema names what is wrong with it.
 *  @returns the configuration as version `target`; `newer-version` or `no-migration` where there is no way there */
export function migrateConfig(
  input: unknown,
  steps: readonly Migration[],
  target: number,
): Result<unknown, SettingsProblem> {
  let config = input;
  while (isObject(config)) {
    const { version } = config;
    if (typeof version !== 'number' || !Number.isInteger(version) || version === target) break;
    if (version > target) return err(settingsProblem('version', 'newer-version', `version ${version}`));
    const step = steps.find(({ from }) => from === version);
    if (step === undefined) return err(settingsProblem('version', 'no-migration', `version ${version}`));
    config = { ...step.migrate(config), version: version + 1 };
  }
  return { ok: true, value: config };
}

/** Reads a configuration of any version up to the present one.
 *  @returns every problem at once; a newer version is the only problem then, because nothing else can be judged */
export function readConfig(
  input: unknown,
  steps: readonly Migration[] = migrations,
): Result<Config, readonly SettingsProblem[]> {
  const migrated = migrateConfig(input, steps, CONFIG_VERSION);
  return migrated.ok ? parseConfig(migrated.value) : err([migrated.error]);
}
