/** What the set-up window knows: the form as it is typed, what is stored, and what is wrong with either. */
import { createContext } from 'svelte';
import type { FormProblem, SetupForm, SetupView, TestStep } from '../../main/bridge/contract/setup-views.ts';
import type { RequestArgs } from '../../main/bridge/contract/requests.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { SetupRefusal } from '../i18n/setup-words.ts';
import { ConnectionTest } from './connection-test.svelte.ts';
import { PortalConnection } from './portal-connection.svelte.ts';
import { asText, mergedForm, valueAt, withoutBlankRows, withRows } from './form-values.ts';

export type ProvisioningAnswer = RequestArgs<'setup:answer-provisioning'>[0];

/** What became of the last click that concerns the form as a whole. */
export type FormNews =
  | { readonly kind: 'saved' }
  | { readonly kind: 'imported'; readonly isWhole: boolean }
  | { readonly kind: 'not-imported'; readonly problems: readonly FormProblem[] }
  | { readonly kind: 'refused'; readonly code: SetupRefusal };

/** A file as the browser gives it; reading one that has gone rejects. */
interface ReadableFile {
  readonly size: number;
  text(): Promise<string>;
}

/** A problem with the value that it was told of: once that is changed, the words no longer hold. */
interface ToldProblem extends FormProblem {
  readonly value: string;
}

export const [setupState, provideSetupState] = createContext<SetupState>();

/** The contract's bound, in bytes: no configuration comes near it. */
const maxFileBytes = 262_144;

export class SetupState {
  readonly tests: Readonly<Record<TestStep['half'], ConnectionTest>>;
  /** The app's, with its portal. */
  readonly connection: PortalConnection;
  readonly #surface: Surface;
  #view: SetupView;
  #form: SetupForm;
  #told = $state.raw<readonly ToldProblem[]>([]);
  #news = $state.raw<FormNews | null>(null);
  #isSaving = $state.raw(false);

  readonly #isChanged = $derived.by(
    () => asText(withoutBlankRows(this.#form)) !== asText(withoutBlankRows(this.#view.form)),
  );
  readonly #problems = $derived.by(() =>
    this.#told.filter(({ path, value }) => asText(valueAt(this.#form, path)) === value),
  );

  constructor(surface: Surface, view: SetupView) {
    this.#surface = surface;
    this.#view = $state.raw(view);
    this.#form = $state(withRows(view.form));
    this.connection = new PortalConnection(surface);
    this.tests = { line: new ConnectionTest('line', surface), crm: new ConnectionTest('crm', surface) };
  }

  get view(): SetupView {
    return this.#view;
  }

  /** Fields bind to its members. */
  get form(): SetupForm {
    return this.#form;
  }

  /** Those whose value has not been changed since. */
  get problems(): readonly FormProblem[] {
    return this.#problems;
  }

  get isChanged(): boolean {
    return this.#isChanged;
  }

  get isSaving(): boolean {
    return this.#isSaving;
  }

  get news(): FormNews | null {
    return this.#news;
  }

  /** Something changed in main: it is told here, and what was typed stays. */
  take(view: SetupView): void {
    const typed = $state.snapshot(this.#form);
    const form = withRows(mergedForm(typed, this.#view.form, view.form));
    this.#view = view;
    // What a save of this window made of the form is read at its end.
    if (!this.#isSaving && asText(form) !== asText(typed)) this.#form = form;
  }

  async save(): Promise<void> {
    if (this.#isSaving) return;
    const sent = this.#takeForm();
    this.#news = null;
    this.#isSaving = true;
    const reply = await this.#surface['setup:save'](sent);
    if (!reply.ok) this.#news = { kind: 'refused', code: reply.error.code };
    else if (reply.value.problems.length > 0) this.#tell(reply.value.problems);
    else await this.#saved(sent);
    this.#isSaving = false;
  }

  async test(half: TestStep['half']): Promise<void> {
    const sent = this.#takeForm();
    this.#told = [];
    this.#tell(await this.tests[half].run(sent));
  }

  /** Fills the form from a provisioning file; nothing is stored. */
  async importFile(file: ReadableFile): Promise<void> {
    this.#news = null;
    const text = file.size > maxFileBytes ? 'file-too-large' : await readText(file);
    if (typeof text === 'string') {
      this.#news = { kind: 'refused', code: text };
      return;
    }
    const reply = await this.#surface['setup:import'](text.content);
    if (!reply.ok) {
      this.#news = { kind: 'refused', code: reply.error.code };
      return;
    }
    const { form, problems } = reply.value;
    if (form === null) {
      this.#news = { kind: 'not-imported', problems };
      return;
    }
    this.#form = withRows(form);
    this.#tell(problems);
    this.#news = { kind: 'imported', isWhole: problems.length === 0 };
  }

  /** Only `apply` replaces what is typed: that is what it is for. */
  async answerProvisioning(answer: ProvisioningAnswer): Promise<void> {
    this.#news = null;
    const reply = await this.#surface['setup:answer-provisioning'](answer);
    if (!reply.ok) {
      this.#news = { kind: 'refused', code: reply.error.code };
      return;
    }
    const isReplaced = answer === 'apply' || !this.#isChanged;
    this.#view = reply.value;
    if (!isReplaced) return;
    this.#form = withRows(reply.value.form);
    this.#told = [];
  }

  close(): void {
    void this.#surface['setup:close']();
  }

  /** Drops blank rows from the page as well, so that problems name the rows that are seen. */
  #takeForm(): SetupForm {
    const sent = this.#handedOn();
    this.#form = withRows(sent);
    return sent;
  }

  /** A plain copy: what crosses the bridge cannot be a proxy. */
  #handedOn(): SetupForm {
    return withoutBlankRows($state.snapshot(this.#form));
  }

  async #saved(sent: SetupForm): Promise<void> {
    this.#told = [];
    const reply = await this.#surface['setup:read']();
    if (!reply.ok) {
      this.#news = { kind: 'refused', code: reply.error.code };
      return;
    }
    // What was typed while it was being saved stays.
    const isUntouched = asText(this.#handedOn()) === asText(sent);
    this.#view = reply.value;
    if (isUntouched) this.#form = withRows(reply.value.form);
    this.#news = { kind: 'saved' };
  }

  #tell(problems: readonly FormProblem[]): void {
    this.#told = problems.map((problem) => ({ ...problem, value: asText(valueAt(this.#form, problem.path)) }));
  }
}

async function readText(file: ReadableFile): Promise<{ readonly content: string } | 'file-unreadable'> {
  return file.text().then(
    (content) => ({ content }),
    () => 'file-unreadable',
  );
}
