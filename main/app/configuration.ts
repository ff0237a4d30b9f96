/** Settings and secrets in use, what is wrong with what is stored, and the provisioning file that waits for an answer. */
import type { FormProblem, SetupForm, SetupView, StoredProblem } from '../bridge/contract/setup-views.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { Secrets, Settings } from '../model/settings.ts';
import {
  deleteProvisioningFile,
  parseProvisioning,
  Provisioning,
  type ProvisioningArguments,
  type ProvisioningError,
  type ProvisioningFile,
} from '../settings/provisioning.ts';
import { parseConfig } from '../settings/schema.ts';
import type { SecretProblem, SecretStore } from '../settings/secrets.ts';
import type { ConfigProblem, SettingsStore } from '../settings/store.ts';
import type { Problems } from './problems.ts';
import { changedSecrets, configOf, formOf } from './setup-form.ts';

export interface ConfigurationParts {
  readonly store: SettingsStore;
  readonly secretStore: SecretStore;
  readonly problems: Problems;
  readonly version: string;
}

type Pending = NonNullable<SetupView['pendingProvisioning']>;

export class Configuration {
  readonly #parts: ConfigurationParts;
  readonly #provisioning: Provisioning;
  #secrets: Secrets = { sipPassword: null, webhook: null };
  #secretProblems: readonly SecretProblem[] = [];
  readonly #listeners = new Set<() => void>();
  #pending: ProvisioningFile | null = null;
  #failed: Pending | null = null;
  #appliedFile: string | null = null;

  constructor(parts: ConfigurationParts) {
    this.#parts = parts;
    this.#provisioning = new Provisioning(parts.store, parts.secretStore);
  }

  get settings(): Settings {
    return this.#parts.store.current();
  }

  get secrets(): Secrets {
    return this.#secrets;
  }

  /** Nothing rings and nothing is looked up before the line is set up. */
  get isSetUp(): boolean {
    return this.settings.sip !== null;
  }

  /** Whether the set-up window has something to ask or tell that should not wait. */
  get needsAttention(): boolean {
    const isAsking = this.#pending !== null || this.#failed !== null;
    return !this.isSetUp || isAsking || this.#parts.store.problem() !== null || this.#secretProblems.length > 0;
  }

  /** Reads the secrets and the provisioning file of the command line. Needs a ready app. */
  async load(provisioning: ProvisioningArguments): Promise<void> {
    const found = this.#parts.store.secretsFound();
    if (found !== null) await this.#adopt(found);
    await this.#reload();
    await this.provision(provisioning);
  }

  /** Deals with the file named on a command line, at this start or by a second one. */
  async provision(provisioning: ProvisioningArguments): Promise<void> {
    const outcome = await this.#provisioning.check(provisioning);
    switch (outcome.kind) {
      case 'none':
      case 'unchanged':
        return;
      case 'applied':
        this.#appliedFile = outcome.carriesSecrets ? outcome.file.path : null;
        await this.#reload();
        this.#changed();
        return;
      case 'pending':
        this.#pending = outcome.file;
        return;
      case 'failed':
        this.#failed = { file: outcome.path, problems: problemsOf(outcome.error) };
        return;
    }
  }

  problems(): readonly StoredProblem[] {
    const config = this.#parts.store.problem();
    return [
      ...(config === null ? [] : [{ kind: configKind(config), detail: config.message }]),
      ...this.#secretProblems.map((problem) => ({ kind: secretKind(problem), detail: problem.message })),
      ...this.#parts.problems.all(),
    ];
  }

  /** Told when settings or secrets in use have changed. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  view(): SetupView {
    return {
      form: formOf(this.settings, null),
      isSetUp: this.isSetUp,
      hasPassword: this.#secrets.sipPassword !== null,
      hasWebhook: this.#secrets.webhook !== null,
      problems: [...this.problems()],
      pendingProvisioning: this.#pending === null ? this.#failed : { file: this.#pending.path, problems: [] },
      appliedProvisioningFile: this.#appliedFile,
      version: this.#parts.version,
    };
  }

  /** What the form would come to, with nothing stored. */
  read(form: SetupForm): Result<{ readonly settings: Settings; readonly secrets: Secrets }, FormProblem[]> {
    const parsed = parseConfig(configOf(form, this.settings, this.#secrets));
    return parsed.ok ? parsed : err(parsed.error.map(({ path, message }) => ({ path, message })));
  }

  /** Secrets into the keyring first, so that no settings ever stand without theirs. */
  async save(form: SetupForm): Promise<Result<FormProblem[], 'no-keyring' | 'not-written'>> {
    const parsed = parseConfig(configOf(form, this.settings, this.#secrets));
    if (!parsed.ok) return ok(parsed.error.map(({ path, message }) => ({ path, message })));
    const changes = changedSecrets(form, parsed.value);
    const kept = Object.keys(changes).length === 0 ? ok(null) : await this.#parts.secretStore.save(changes);
    if (!kept.ok) return err(kept.error.kind === 'no-keyring' ? 'no-keyring' : 'not-written');
    const saved = this.#parts.store.save(parsed.value.settings);
    if (!saved.ok) return err('not-written');
    this.#secrets = { ...this.#secrets, ...changes };
    this.#secretProblems = kept.value === null ? [] : [kept.value];
    this.#changed();
    return ok([]);
  }

  /** Reads a file's text into a form; nothing is stored. */
  import(text: string): { form: SetupForm | null; problems: FormProblem[] } {
    const config = parseProvisioning(text);
    if (!config.ok) return { form: null, problems: problemsOf(config.error) };
    return { form: formOf(config.value.settings, config.value.secrets), problems: [] };
  }

  async answerProvisioning(
    answer: 'apply' | 'ignore' | 'delete-file' | 'keep-file',
  ): Promise<Result<SetupView, 'nothing-pending' | 'not-applied' | 'not-deleted'>> {
    switch (answer) {
      case 'apply':
        return this.#applyPending();
      case 'ignore': {
        if (this.#pending === null && this.#failed === null) return err('nothing-pending');
        if (this.#pending !== null && !this.#provisioning.decline(this.#pending).ok) return err('not-applied');
        this.#pending = null;
        this.#failed = null;
        return ok(this.view());
      }
      case 'delete-file': {
        if (this.#appliedFile === null) return err('nothing-pending');
        const deleted = await deleteProvisioningFile(this.#appliedFile);
        if (!deleted.ok) return err('not-deleted');
        this.#appliedFile = null;
        return ok(this.view());
      }
      case 'keep-file':
        this.#appliedFile = null;
        return ok(this.view());
    }
  }

  async #applyPending(): Promise<Result<SetupView, 'nothing-pending' | 'not-applied'>> {
    const file = this.#pending;
    if (file === null) return err('nothing-pending');
    const applied = await this.#provisioning.apply(file);
    if (!applied.ok) return err('not-applied');
    const { sipPassword, webhook } = file.config.secrets;
    this.#pending = null;
    this.#appliedFile = sipPassword === null && webhook === null ? null : file.path;
    await this.#reload();
    this.#changed();
    return ok(this.view());
  }

  /** Secrets that an administrator wrote into the config file move into the keyring, and out of the file. */
  async #adopt(found: Secrets): Promise<void> {
    const { sipPassword, webhook } = found;
    const kept = await this.#parts.secretStore.save({
      ...(sipPassword === null ? {} : { sipPassword }),
      ...(webhook === null ? {} : { webhook }),
    });
    const saved = kept.ok ? this.#parts.store.save(this.settings) : kept;
    if (!saved.ok) this.#parts.problems.report('config-not-writable', saved.error.message);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  async #reload(): Promise<void> {
    const { secrets, problems } = await this.#parts.secretStore.load();
    this.#secrets = secrets;
    this.#secretProblems = problems;
  }
}

const problemsOf = (error: ProvisioningError): FormProblem[] =>
  'problems' in error
    ? error.problems.map(({ path, message }) => ({ path, message }))
    : [{ path: '', message: error.message }];

function configKind({ kind }: ConfigProblem): StoredProblem['kind'] {
  switch (kind) {
    case 'corrupt':
    case 'invalid':
      return 'config-set-aside';
    case 'newer-version':
      return 'config-newer';
    case 'unreadable':
      return 'config-not-writable';
  }
}

function secretKind({ kind }: SecretProblem): StoredProblem['kind'] {
  switch (kind) {
    case 'no-keyring':
    case 'not-protected':
      return 'no-keyring';
    case 'undecryptable':
    case 'corrupt':
    case 'unreadable':
      return 'secrets-unreadable';
    case 'not-written':
      return 'config-not-writable';
  }
}
