/** The settings in use: read once at the start, replaced as a whole. */
import { givenSecrets, type Secrets, type Settings } from '../model/settings.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { ConfigFile, ReadFailure } from './bounded-file.ts';
import { readConfig } from './migrations.ts';
import type { SettingsProblem } from './problems.ts';
import { defaultSettings, parseConfig } from './schema.ts';

/** What is wrong with the config file, as the window and the status tell it. `message` is plain words. */
export type ConfigProblem =
  /** `setAside` is where the file went; null where it could not be moved, and then nothing is saved over it. */
  | { readonly kind: 'corrupt'; readonly setAside: string | null; readonly message: string }
  | {
      readonly kind: 'invalid';
      readonly problems: readonly SettingsProblem[];
      readonly setAside: string | null;
      readonly message: string;
    }
  /** Left where it is, and never overwritten. */
  | { readonly kind: 'newer-version'; readonly message: string }
  | { readonly kind: 'unreadable'; readonly code: string; readonly message: string };

export type SaveError =
  | { readonly kind: 'invalid'; readonly problems: readonly SettingsProblem[]; readonly message: string }
  | { readonly kind: 'not-written'; readonly code: string; readonly message: string }
  /** The file on disk is one that must not be overwritten. */
  | { readonly kind: 'blocked'; readonly by: ConfigProblem; readonly message: string };

export interface SettingsDeps {
  readonly file: ConfigFile;
  /** ISO 3166 code of the system's region, for an app that is not set up. */
  readonly systemCountry: string;
  readonly nowEpochMs: () => number;
}

interface Opened {
  readonly settings: Settings;
  readonly secretsFound: Secrets | null;
  readonly provisionedSha256: string | null;
  readonly problem: ConfigProblem | null;
}

/** The SHA-256 of the provisioning file that was imported last is kept beside the settings, in a key of its own. */
function withoutProvisioned(content: unknown): { content: unknown; provisionedSha256: string | null } {
  if (typeof content === 'object' && content !== null && 'provisioned' in content) {
    const { provisioned, ...rest } = content;
    if (typeof provisioned === 'string' && /^[0-9a-f]{64}$/.test(provisioned)) {
      return { content: rest, provisionedSha256: provisioned };
    }
  }
  return { content, provisionedSha256: null };
}

const asideWords = (setAside: string | null): string =>
  setAside === null
    ? 'It could not be moved aside, so nothing will be saved over it.'
    : `It was kept as ${setAside}, and Ringside starts without it.`;

function problemOfRead(failure: ReadFailure, deps: SettingsDeps): ConfigProblem {
  if (failure.kind === 'unreadable') {
    const message = `The configuration cannot be read (${failure.code}). It is left as it is, and nothing will be saved over it.`;
    return { ...failure, message };
  }
  const aside = deps.file.setAside(deps.nowEpochMs());
  const setAside = aside.ok ? aside.value : null;
  return { kind: 'corrupt', setAside, message: `The configuration is damaged. ${asideWords(setAside)}` };
}

function problemOfContent(problems: readonly SettingsProblem[], deps: SettingsDeps): ConfigProblem {
  const newer = problems.find(({ code }) => code === 'newer-version');
  if (newer !== undefined) return { kind: 'newer-version', message: newer.message };
  const aside = deps.file.setAside(deps.nowEpochMs());
  const setAside = aside.ok ? aside.value : null;
  const first = problems[0]?.message ?? '';
  return {
    kind: 'invalid',
    problems,
    setAside,
    message: `The configuration cannot be used: ${first} ${asideWords(setAside)}`,
  };
}

function open(deps: SettingsDeps): Opened {
  const nothing = { settings: defaultSettings(deps.systemCountry), secretsFound: null, provisionedSha256: null };
  const read = deps.file.read();
  if (!read.ok) return { ...nothing, problem: problemOfRead(read.error, deps) };
  if (read.value === undefined) return { ...nothing, problem: null };
  const { content, provisionedSha256 } = withoutProvisioned(read.value);
  const config = readConfig(content);
  if (!config.ok) return { ...nothing, problem: problemOfContent(config.error, deps) };
  const { settings, secrets } = config.value;
  const carriesSecrets = Object.keys(givenSecrets(secrets)).length > 0;
  return { settings, secretsFound: carriesSecrets ? secrets : null, provisionedSha256, problem: null };
}

/** Whether a file is still there that saving would destroy. */
const blocks = (problem: ConfigProblem): boolean =>
  problem.kind === 'newer-version' || problem.kind === 'unreadable' || problem.setAside === null;

/** Settings on disk and in memory. Reading writes nothing; a damaged file is set aside, never deleted. */
export class SettingsStore {
  readonly #deps: SettingsDeps;
  readonly #opened: Opened;
  #settings: Settings;
  #provisionedSha256: string | null;
  #problem: ConfigProblem | null;

  /** Reads the file; never throws for what stands in it. */
  constructor(deps: SettingsDeps) {
    this.#deps = deps;
    this.#opened = open(deps);
    this.#settings = this.#opened.settings;
    this.#provisionedSha256 = this.#opened.provisionedSha256;
    this.#problem = this.#opened.problem;
  }

  current(): Settings {
    return this.#settings;
  }

  /** What was wrong with the file at the start; null where nothing was, and once something was saved in its place. */
  problem(): ConfigProblem | null {
    return this.#problem;
  }

  /** Secrets that an administrator wrote into the config file: to be put into the keyring. Saving drops them. */
  secretsFound(): Secrets | null {
    return this.#opened.secretsFound;
  }

  /** SHA-256, hex, of the provisioning file imported or declined last; null where there was none. */
  provisionedSha256(): string | null {
    return this.#provisionedSha256;
  }

  /** Validates, then writes. On an error nothing has changed, on disk or in memory. */
  save(settings: Settings): Result<void, SaveError> {
    return this.saveProvisioned(settings, this.#provisionedSha256);
  }

  /** As `save`, and remembers in the same write which provisioning file was dealt with. */
  saveProvisioned(settings: Settings, sha256: string | null): Result<void, SaveError> {
    const problem = this.#problem;
    if (problem !== null && blocks(problem)) {
      return err({ kind: 'blocked', by: problem, message: problem.message });
    }
    const parsed = parseConfig(settings);
    if (!parsed.ok) {
      const message = parsed.error.map((each) => each.message).join(' ');
      return err({ kind: 'invalid', problems: parsed.error, message });
    }
    const next = parsed.value.settings;
    const written = this.#deps.file.write({ ...next, ...(sha256 === null ? {} : { provisioned: sha256 }) });
    if (!written.ok) {
      const { code } = written.error;
      return err({
        kind: 'not-written',
        code,
        message: `The settings could not be saved (${code}); nothing was changed.`,
      });
    }
    this.#settings = next;
    this.#provisionedSha256 = sha256;
    this.#problem = null;
    return ok(undefined);
  }
}
