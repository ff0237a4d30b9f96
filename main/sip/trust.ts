/** Whom a TLS link trusts: Node's own roots, the system's, and the company's file. Nothing else is ever accepted. */
import { readFile } from 'node:fs/promises';
import { getCACertificates, rootCertificates } from 'node:tls';
import { err, ok, type Result } from '../model/result.ts';

/** @param caFile PEM file, or null
 *  @returns certificates for `ca`, or the file system's error code */
export async function trustedCertificates(caFile: string | null): Promise<Result<readonly string[], string>> {
  const roots = [...rootCertificates, ...getCACertificates('system')];
  if (caFile === null) return ok(roots);
  try {
    return ok([...roots, await readFile(caFile, 'utf8')]);
  } catch (error) {
    return err(`caFile: ${errorCode(error)}`);
  }
}

/** The code of a system, TLS or WebSocket error, in the words its maker chose; nothing of the message's text otherwise. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Node wraps what each address of a host answered.
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  const [, status] = /^Unexpected server response: (\d{3})$/.exec(error.message) ?? [];
  if (status !== undefined) return `http-${status}`;
  if (error.message === 'Opening handshake has timed out') return 'handshake-timeout';
  if (/subprotocol/.test(error.message)) return 'no-sip-subprotocol';
  return error.name;
}
