/** What one kind of lamp (RFC 6665's "event package") has to say of itself. */

/** What a NOTIFY's body came to. */
export type Reading<T> =
  | { readonly kind: 'told'; readonly value: T }
  /** Older than what is known: changes nothing. */
  | { readonly kind: 'overtaken' }
  /** A document between this one and the last is missing: the whole state has to be asked for. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'unreadable' };

export interface LampPackage<T> {
  readonly event: 'dialog' | 'presence';
  readonly contentType: string;
  /** Pure, and never throws.
   *  @param before what the same subscription told last; null where that is nothing, or no longer sure */
  readonly read: (body: string, before: T | null) => Reading<T>;
}
