/** The administrator's file as the set-up window meets it: one that waits for a yes, and one that was applied and still holds secrets. */
import type { FormProblem, SetupView } from '../bridge/contract/setup-views.ts';
import { err, ok, type Result } from '../model/result.ts';
import { givenSecrets, type Secrets } from '../model/settings.ts';
import {
  deleteProvisioningFile,
  secretsOf,
  type Provisioning,
  type ProvisioningArguments,
  type ProvisioningError,
  type ProvisioningFile,
} from '../settings/provisioning.ts';
import type { SecretProblem } from '../settings/secrets.ts';

/** A file whose settings are in use from now on. */
export interface AppliedFile {
  /** What it changed of them; null: removed. */
  readonly secrets: Partial<Secrets>;
  /** To be told though it was applied. */
  readonly warning: SecretProblem | null;
}

interface Waiting {
  readonly path: string;
  /** Null where the file itself has mistakes. */
  readonly file: ProvisioningFile | null;
  readonly problems: readonly FormProblem[];
}

export class ProvisioningOffer {
  readonly #provisioning: Provisioning;
  #waiting: Waiting | null = null;
  #withSecrets: { readonly path: string; readonly isSilent: boolean } | null = null;

  constructor(provisioning: Provisioning) {
    this.#provisioning = provisioning;
  }

  /** Whether the window should open for it. Under `--provision-silently` no window opens for a file that could be deleted. */
  get needsAnswer(): boolean {
    return this.#waiting !== null || this.#withSecrets?.isSilent === false;
  }

  /** What waits for a yes or a no. */
  get pending(): SetupView['pendingProvisioning'] {
    if (this.#waiting === null) return null;
    const { path, file, problems } = this.#waiting;
    return { file: path, problems: [...problems], canApply: file !== null };
  }

  /** Full path of a file that was applied and still holds secrets. */
  get appliedFile(): string | null {
    return this.#withSecrets?.path ?? null;
  }

  /** Deals with the file named on a command line. @returns null where nothing was applied */
  async check(provisioning: ProvisioningArguments): Promise<AppliedFile | null> {
    const outcome = await this.#provisioning.check(provisioning);
    switch (outcome.kind) {
      case 'none':
        return null;
      case 'unchanged':
        // A file that waited, or had mistakes, is back to what was dealt with before.
        if (this.#waiting?.path === provisioning.path) this.#waiting = null;
        return null;
      case 'applied':
        return this.#applied(outcome.file, provisioning.isSilent, outcome.warning);
      case 'pending':
        this.#waiting = { path: outcome.file.path, file: outcome.file, problems: [] };
        return null;
      case 'failed':
        this.#waiting = { path: outcome.path, file: outcome.file, problems: formProblems(outcome.error) };
        return null;
    }
  }

  /** The answer is yes. What stands in the way is told with what waits, and can be tried again. */
  async apply(): Promise<Result<AppliedFile, 'nothing-pending' | 'not-applied'>> {
    const file = this.#waiting?.file ?? null;
    if (file === null) return err('nothing-pending');
    const applied = await this.#provisioning.apply(file);
    if (applied.ok) return ok(this.#applied(file, false, applied.value));
    this.#waiting = { path: file.path, file, problems: formProblems(applied.error) };
    return err('not-applied');
  }

  /** The answer is no: a whole file is not asked about again until it changes. */
  ignore(): Result<null, 'nothing-pending' | 'not-applied'> {
    if (this.#waiting === null) return err('nothing-pending');
    const { path, file } = this.#waiting;
    const declined = file === null ? ok(undefined) : this.#provisioning.decline(file);
    this.#waiting = declined.ok ? null : { path, file, problems: [{ path: '', message: declined.error.message }] };
    return declined.ok ? ok(null) : err('not-applied');
  }

  async deleteFile(): Promise<Result<null, 'nothing-pending' | 'not-deleted'>> {
    if (this.#withSecrets === null) return err('nothing-pending');
    const deleted = await deleteProvisioningFile(this.#withSecrets.path);
    if (!deleted.ok) return err('not-deleted');
    this.#withSecrets = null;
    return ok(null);
  }

  keepFile(): void {
    this.#withSecrets = null;
  }

  #applied(file: ProvisioningFile, isSilent: boolean, warning: SecretProblem | null): AppliedFile {
    const { path, config } = file;
    this.#waiting = null;
    if (Object.keys(givenSecrets(config.secrets)).length > 0) this.#withSecrets = { path, isSilent };
    else if (this.#withSecrets?.path === path) this.#withSecrets = null;
    return { secrets: secretsOf(config), warning };
  }
}

/** What is wrong with a file, as problems of a form: with paths where the schema names them. */
export const formProblems = (error: ProvisioningError): FormProblem[] =>
  'problems' in error
    ? error.problems.map(({ path, message }) => ({ path, message }))
    : [{ path: '', message: error.message }];
