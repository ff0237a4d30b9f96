/** One half's "Test" button: its steps as they come in. */
import type { FormProblem, SetupForm, TestStep } from '../../main/bridge/contract/setup-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { SetupRefusal } from '../i18n/setup-words.ts';

export class ConnectionTest {
  readonly half: TestStep['half'];
  readonly #surface: Surface;
  #steps = $state.raw<readonly TestStep[]>([]);
  #isRunning = $state.raw(false);
  #refusal = $state.raw<SetupRefusal | null>(null);

  constructor(half: TestStep['half'], surface: Surface) {
    this.half = half;
    this.#surface = surface;
  }

  /** In the order in which they were told. */
  get steps(): readonly TestStep[] {
    return this.#steps;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  get refusal(): SetupRefusal | null {
    return this.#refusal;
  }

  /** A step that started, or the same step with its result. */
  take(step: TestStep): void {
    if (!this.#isRunning) return;
    const isKnown = this.#steps.some((known) => known.step === step.step);
    this.#steps = isKnown
      ? this.#steps.map((known) => (known.step === step.step ? step : known))
      : [...this.#steps, step];
  }

  /** Tries the form as it stands; nothing is stored. @returns values that stood in the way */
  async run(form: SetupForm): Promise<readonly FormProblem[]> {
    if (this.#isRunning) return [];
    this.#steps = [];
    this.#refusal = null;
    this.#isRunning = true;
    const reply = await this.#surface['setup:test'](this.half, form);
    this.#isRunning = false;
    if (!reply.ok) {
      this.#refusal = reply.error.code;
      return [];
    }
    this.#steps = reply.value;
    return reply.value.flatMap(({ outcome }) => (outcome.kind === 'form-problems' ? outcome.problems : []));
  }
}
