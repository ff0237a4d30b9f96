/** What the window has asked for, and why main refused it: said on the call's card. */
import { SvelteMap } from 'svelte/reactivity';
import type { RefusalCode } from '../i18n/words.ts';

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: RefusalCode } };

export class Asks {
  readonly #isThere: (callId: string) => boolean;
  readonly #refusals = new SvelteMap<string, RefusalCode>();

  /** @param isThere whether a call still has a card to be told on */
  constructor(isThere: (callId: string) => boolean) {
    this.#isThere = isThere;
  }

  refusalOf(callId: string): RefusalCode | null {
    return this.#refusals.get(callId) ?? null;
  }

  refuse(callId: string, code: RefusalCode): void {
    if (this.#isThere(callId)) this.#refusals.set(callId, code);
  }

  forget(callId: string): void {
    this.#refusals.delete(callId);
  }

  /** A click: what was refused before is no longer said. */
  ask(callId: string, reply: Promise<Answer>, done: (callId: string) => void = () => undefined): void {
    this.forget(callId);
    this.follow(callId, reply, done);
  }

  /** No click: what is said stays, so that nothing moves from under a hand. */
  follow(callId: string, reply: Promise<Answer>, done: (callId: string) => void = () => undefined): void {
    void reply.then((answer) => {
      if (answer.ok) done(callId);
      else this.refuse(callId, answer.error.code);
    });
  }
}
