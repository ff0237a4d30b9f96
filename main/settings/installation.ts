/** What is fixed per installation: a Contact that changed with every start would leave dead bindings behind, which ring. */
import * as v from 'valibot';
import { ok, type Result } from '../model/result.ts';
import type { ConfigFile, FileFailure } from './bounded-file.ts';

/** As the line needs it. @see RFC 5626 §4.1 (instance id), RFC 7118 §5 (`.invalid` host) */
export interface Installation {
  /** User part of the Contact: letters and digits. */
  readonly contactName: string;
  readonly viaHost: string;
  /** UUID. */
  readonly instanceId: string;
}

const schema = v.strictObject({
  contactName: v.pipe(v.string(), v.regex(/^[a-z0-9]{8,32}$/)),
  viaHost: v.pipe(v.string(), v.regex(/^[a-z0-9]{8,32}\.invalid$/)),
  instanceId: v.pipe(v.string(), v.uuid()),
});

/** Reads the installation's names, or makes them at the first start. A damaged file is set aside: all that
 *  is lost is an old binding, which expires.
 *  @returns the names and, where they could not be kept for the next start, why */
export function installationOf(
  file: ConfigFile,
  { newUuid, nowEpochMs }: { readonly newUuid: () => string; readonly nowEpochMs: () => number },
): { readonly installation: Installation; readonly kept: Result<void, FileFailure> } {
  const read = file.read();
  const stored = v.safeParse(schema, read.ok ? read.value : undefined);
  if (stored.success) return { installation: stored.output, kept: ok(undefined) };
  // A damaged file is kept, and cannot be written over.
  if (!read.ok || read.value !== undefined) {
    const aside = file.setAside(nowEpochMs());
    if (!aside.ok) return { installation: made(newUuid), kept: aside };
  }
  const installation = made(newUuid);
  return { installation, kept: file.write({ ...installation }) };
}

function made(newUuid: () => string): Installation {
  const name = (): string => newUuid().replaceAll('-', '').slice(0, 12);
  return { contactName: name(), viaHost: `${name()}.invalid`, instanceId: newUuid() };
}
