/** What the agent does with one call, and what the window says of it. */
import type { ForgottenView } from '../../main/bridge/contract/history-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { ActionError } from '../i18n/history-words.ts';

export type ActionRequests = Pick<
  Surface,
  | 'history:open-card'
  | 'history:copy-number'
  | 'history:dial'
  | 'history:note'
  | 'history:would-forget'
  | 'history:forget'
  | 'history:export'
  | 'history:cancel-export'
>;

/** What is said last of an action. */
export type Said =
  | { readonly kind: 'refused'; readonly code: ActionError }
  | { readonly kind: 'copied' | 'dialled' | 'noted' }
  | { readonly kind: 'forgot'; readonly calls: number };

/** What the opened call's panel asks for, beside its buttons. */
export type Asking =
  | { readonly kind: 'note'; readonly id: string }
  | { readonly kind: 'forget'; readonly id: string; readonly what: ForgottenView };

export interface ActionHooks {
  readonly onForgotten: () => void;
  /** A note was added to this call. */
  readonly onNoted: (id: string) => void;
}

export class CallActions {
  readonly #ask: ActionRequests;
  readonly #hooks: ActionHooks;
  #said = $state.raw<Said | null>(null);
  #asking = $state.raw<Asking | null>(null);
  /** As typed; kept until it is sent, the panel is closed, or another call is opened. */
  noteText = $state('');

  constructor(ask: ActionRequests, hooks: ActionHooks) {
    this.#ask = ask;
    this.#hooks = hooks;
  }

  get said(): Said | null {
    return this.#said;
  }

  get asking(): Asking | null {
    return this.#asking;
  }

  /** Another call is opened, or none. */
  leave(): void {
    this.#said = null;
    this.#asking = null;
    this.noteText = '';
  }

  /** Back to the buttons. */
  dismiss(): void {
    this.#asking = null;
  }

  openCard(id: string): Promise<void> {
    return this.#do(this.#ask['history:open-card'](id), null);
  }

  copyNumber(id: string): Promise<void> {
    return this.#do(this.#ask['history:copy-number'](id), { kind: 'copied' });
  }

  dial(id: string): Promise<void> {
    return this.#do(this.#ask['history:dial'](id), { kind: 'dialled' });
  }

  askForNote(id: string): void {
    this.#said = null;
    this.#asking = { kind: 'note', id };
  }

  async sendNote(id: string): Promise<void> {
    const text = this.noteText.trim();
    if (text === '') return;
    await this.#do(this.#ask['history:note'](id, text), { kind: 'noted' });
    if (this.#said?.kind !== 'noted') return;
    this.#asking = null;
    this.noteText = '';
    this.#hooks.onNoted(id);
  }

  async askToForget(id: string): Promise<void> {
    const reply = await this.#ask['history:would-forget'](id);
    this.#said = reply.ok ? null : { kind: 'refused', code: reply.error.code };
    if (reply.ok) this.#asking = { kind: 'forget', id, what: reply.value };
  }

  async forget(id: string): Promise<void> {
    const reply = await this.#ask['history:forget'](id);
    this.#asking = null;
    if (!reply.ok) {
      this.#said = { kind: 'refused', code: reply.error.code };
      return;
    }
    this.#hooks.onForgotten();
    this.#said = { kind: 'forgot', calls: reply.value.calls };
  }

  export(text: string, only: Parameters<ActionRequests['history:export']>[0]['only']): Promise<void> {
    return this.#do(this.#ask['history:export']({ text, only, before: null }), null);
  }

  cancelExport(): Promise<void> {
    return this.#do(this.#ask['history:cancel-export'](), null);
  }

  async #do(
    asked: Promise<{ readonly ok: true } | { readonly ok: false; readonly error: { readonly code: ActionError } }>,
    done: Said | null,
  ): Promise<void> {
    const reply = await asked;
    this.#said = reply.ok ? done : { kind: 'refused', code: reply.error.code };
  }
}
