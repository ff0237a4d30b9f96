/** Expected failures as values; exceptions are left for bugs. */

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A success that carries `value`. */
export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

/** An expected failure that carries `error`. */
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** Makes a union's last case a compile error when a member is added.
 *  @throws Error when the types were bypassed at run time */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
