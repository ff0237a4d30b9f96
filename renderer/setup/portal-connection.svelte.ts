/** "Connect with the portal": asked in the browser, answered there, and what came of it. */
import type { CrmErrorView } from '../i18n/words.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { SetupRefusal } from '../i18n/setup-words.ts';

type Outcome =
  | { readonly kind: 'refused'; readonly code: SetupRefusal }
  | { readonly kind: 'problem'; readonly code: CrmErrorView; readonly detail: string | null }
  /** Connected, but the keyring did not take it. */
  | { readonly kind: 'not-kept' };

export class PortalConnection {
  readonly #surface: Surface;
  #isWaiting = $state.raw(false);
  #outcome = $state.raw<Outcome | null>(null);

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** What the last try came to, where that is not told by the connection itself. */
  get outcome(): Outcome | null {
    return this.#outcome;
  }

  async connect(): Promise<void> {
    if (this.#isWaiting) return;
    this.#outcome = null;
    this.#isWaiting = true;
    const reply = await this.#surface['setup:connect']();
    this.#isWaiting = false;
    if (!reply.ok) this.#outcome = { kind: 'refused', code: reply.error.code };
    else if (reply.value.problem !== null) this.#outcome = { kind: 'problem', ...reply.value.problem };
    else if (!reply.value.isKept) this.#outcome = { kind: 'not-kept' };
  }

  giveUp(): void {
    void this.#surface['setup:cancel-connect']();
  }
}
