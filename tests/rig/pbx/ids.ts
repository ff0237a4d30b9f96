/** Identifiers of SIP: tags, branches, Call-IDs. */
import { randomBytes } from 'node:crypto';

export const newTag = (): string => randomBytes(6).toString('hex');

/** With the magic cookie of RFC 3261 §8.1.1.7. */
export const newBranch = (): string => `z9hG4bK${randomBytes(9).toString('hex')}`;

export const newCallId = (host: string): string => `${randomBytes(12).toString('hex')}@${host}`;
