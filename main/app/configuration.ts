/** Settings and secrets in use, what is wrong with what is stored, and what the set-up window is told of all this. */
import type { FormProblem, SetupForm, SetupView, StoredProblem } from '../bridge/contract/setup-views.ts';
import { redirectAddress } from '../crm/oauth/redirect-listener.ts';
import { connectionOf, readTokens } from '../crm/oauth/tokens.ts';
import { err, ok, type Result } from '../model/result.ts';
import { givenSecrets, noSecrets, type Secrets, type Settings } from '../model/settings.ts';
import { parseProvisioning, Provisioning, type ProvisioningArguments } from '../settings/provisioning.ts';
import type { SecretProblem, SecretStore } from '../settings/secrets.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Problems } from './problems.ts';
import { formProblems, ProvisioningOffer, type AppliedFile } from './provisioning-offer.ts';
import { readCrm, readForm, readLine, type CrmToTry, type LineToTry } from './read-form.ts';
import { changedSecrets, formOf } from './setup-form.ts';
import { configProblemView, secretProblemView } from './stored-problems.ts';

export interface ConfigurationParts {
  readonly store: SettingsStore;
  readonly secretStore: SecretStore;
  readonly problems: Problems;
  readonly version: string;
}

export class Configuration {
  readonly #parts: ConfigurationParts;
  readonly #offer: ProvisioningOffer;
  #secrets: Secrets = noSecrets;
  #secretProblems: readonly SecretProblem[] = [];
  /** Of the file that filled the form: the window does not show all that stands in it. */
  #imported: Settings | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #viewListeners = new Set<() => void>();

  constructor(parts: ConfigurationParts) {
    this.#parts = parts;
    this.#offer = new ProvisioningOffer(new Provisioning(parts.store, parts.secretStore));
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
    // A development run without a keyring stays one: no answer would end it.
    const isLost = this.#secretProblems.some(({ kind }) => kind !== 'not-protected');
    const isWrong = this.#parts.store.problem() !== null || isLost;
    return !this.isSetUp || this.#offer.needsAnswer || isWrong;
  }

  /** Reads the secrets and the provisioning file of the command line. Needs a ready app. */
  async load(provisioning: ProvisioningArguments): Promise<void> {
    const found = this.#parts.store.secretsFound();
    if (found !== null) await this.#adopt(found);
    await this.#readSecrets({}, null);
    await this.provision(provisioning);
  }

  /** Deals with the file named on a command line, at this start or by a second one. */
  async provision(provisioning: ProvisioningArguments): Promise<void> {
    const applied = await this.#offer.check(provisioning);
    if (applied === null) this.#tellView();
    else await this.#use(applied);
  }

  problems(): readonly StoredProblem[] {
    const config = this.#parts.store.problem();
    return [
      ...(config === null ? [] : [configProblemView(config)]),
      ...this.#secretProblems.map(secretProblemView),
      ...this.#parts.problems.all(),
    ];
  }

  /** Told when settings or secrets in use have changed. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told when `view()` may have changed: as `onChange`, and for files that wait and for problems. */
  onView(listener: () => void): () => void {
    this.#viewListeners.add(listener);
    const forgetProblems = this.#parts.problems.onChange(listener);
    return () => {
      this.#viewListeners.delete(listener);
      forgetProblems();
    };
  }

  view(): SetupView {
    return {
      form: formOf(this.settings, null),
      isSetUp: this.isSetUp,
      hasPassword: this.#secrets.sipPassword !== null,
      hasWebhook: this.#secrets.webhook !== null,
      hasAppSecret: this.#secrets.oauthSecret !== null,
      connection: this.#connection,
      handlerAddress: redirectAddress(),
      problems: [...this.problems()],
      pendingProvisioning: this.#offer.pending,
      appliedProvisioningFile: this.#offer.appliedFile,
      version: this.#parts.version,
    };
  }

  /** The window is drawn from what is stored: what was imported into it counts no longer. */
  readAnew(): SetupView {
    this.#imported = null;
    return this.view();
  }

  /** The line as the form has it, to be tried. */
  readLine(form: SetupForm): Result<LineToTry, FormProblem[]> {
    return readLine(form, this.#base, this.#secrets);
  }

  /** The CRM as the form has it, to be tried. */
  readCrm(form: SetupForm): Result<CrmToTry, FormProblem[]> {
    return readCrm(form, this.#base, this.#secrets);
  }

  /** Secrets into the keyring first, so that no settings ever stand without theirs. */
  async save(form: SetupForm): Promise<Result<FormProblem[], 'no-keyring' | 'not-written'>> {
    const read = readForm(form, this.#base, this.#secrets);
    if (!read.ok) return ok(read.error);
    const changes = changedSecrets(form, read.value, this.#secrets);
    const kept = Object.keys(changes).length === 0 ? ok(null) : await this.#parts.secretStore.save(changes);
    if (!kept.ok) return err(kept.error.kind === 'no-keyring' ? 'no-keyring' : 'not-written');
    const saved = this.#parts.store.save(read.value.settings);
    if (!saved.ok) return err('not-written');
    this.#imported = null;
    await this.#readSecrets(changes, kept.value);
    this.#changed();
    return ok([]);
  }

  /** Reads a file's text into a form. Nothing is stored; its settings stand behind the form until that is saved. */
  import(text: string): { form: SetupForm | null; problems: FormProblem[] } {
    const config = parseProvisioning(text);
    if (!config.ok) return { form: null, problems: formProblems(config.error) };
    this.#imported = config.value.settings;
    return { form: formOf(config.value.settings, config.value.secrets), problems: [] };
  }

  /** What the portal gave the app, into the keyring and into use. Nobody is told of tokens that were renewed: a connection stays what it is.
   *  @returns false where they could not be stored: they count until the app ends */
  async keepTokens(oauthTokens: string): Promise<boolean> {
    const isNew = connectionOf(oauthTokens) !== connectionOf(this.#secrets.oauthTokens);
    this.#secrets = { ...this.#secrets, oauthTokens };
    const kept = await this.#parts.secretStore.save({ oauthTokens });
    if (isNew) this.#changed();
    return kept.ok;
  }

  async answerProvisioning(
    answer: 'apply' | 'ignore' | 'delete-file' | 'keep-file',
  ): Promise<Result<SetupView, 'nothing-pending' | 'not-applied' | 'not-deleted'>> {
    const answered = await this.#answer(answer);
    this.#tellView();
    return answered.ok ? ok(this.view()) : answered;
  }

  async #answer(
    answer: 'apply' | 'ignore' | 'delete-file' | 'keep-file',
  ): Promise<Result<null, 'nothing-pending' | 'not-applied' | 'not-deleted'>> {
    switch (answer) {
      case 'apply': {
        const applied = await this.#offer.apply();
        if (!applied.ok) return applied;
        this.#imported = null;
        await this.#use(applied.value);
        return ok(null);
      }
      case 'ignore':
        return this.#offer.ignore();
      case 'delete-file':
        return this.#offer.deleteFile();
      case 'keep-file':
        this.#offer.keepFile();
        return ok(null);
    }
  }

  get #connection(): SetupView['connection'] {
    const { crm } = this.settings;
    if (crm?.oauth == null) return 'none';
    return readTokens(this.#secrets.oauthTokens, crm.oauth) === null ? 'not-connected' : 'connected';
  }

  get #base(): Settings {
    return this.#imported ?? this.settings;
  }

  async #use({ secrets, warning }: AppliedFile): Promise<void> {
    await this.#readSecrets(secrets, warning);
    this.#changed();
  }

  /** Secrets that an administrator wrote into the config file move into the keyring, and out of the file. */
  async #adopt(found: Secrets): Promise<void> {
    const kept = await this.#parts.secretStore.save(givenSecrets(found));
    const saved = kept.ok ? this.#parts.store.save(this.settings) : kept;
    if (!saved.ok) this.#parts.problems.report('config-not-writable', saved.error.message);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
    this.#tellView();
  }

  #tellView(): void {
    for (const listener of this.#viewListeners) listener();
  }

  /** Reads what the keyring holds now. What was just given counts, and what is known stays known, whatever the keyring says.
   *  @param warning what the store said when it took what was given */
  async #readSecrets(given: Partial<Secrets>, warning: SecretProblem | null): Promise<void> {
    const { secrets, problems } = await this.#parts.secretStore.load();
    this.#secrets = { ...this.#secrets, ...givenSecrets(secrets), ...given };
    const told = problems.map(({ kind }) => kind);
    this.#secretProblems = [
      ...this.#secretProblems.filter((problem) => problem.kind === 'corrupt' && this.#lacksSecret),
      ...problems,
      ...(warning === null || told.includes(warning.kind) ? [] : [warning]),
    ];
  }

  /** A damaged file of secrets is told of once: it is set aside, and the next reading finds none. */
  get #lacksSecret(): boolean {
    const { sip, crm } = this.settings;
    const { sipPassword, webhook, oauthSecret } = this.#secrets;
    return (
      (sip !== null && sipPassword === null) || (crm !== null && (crm.oauth === null ? webhook : oauthSecret) === null)
    );
  }
}
