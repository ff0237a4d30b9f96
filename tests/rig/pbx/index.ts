/**
 * An embedded PBX for tests, demo and bench: WebSocket, TCP and TLS for companions, UDP for desk phones, no SIP library.
 * It follows what was measured on Asterisk 22 (`legs: 'own-call-id'`) and partly Kamailio 5.6 (`'shared-call-id'`).
 *
 * Leaves unproven, because real servers differ or were not measured:
 * - time: a 302's target rings at once here, after 150–250 ms on Asterisk;
 * - Kamailio's own ways with a 302 (parked, or `t_cancel_branches`), GRUU, Path, outbound and several PBX nodes;
 * - queues, voicemail, announcements, music: a call is a fork and its end;
 * - retransmission and loss over UDP, fragmented messages, server-side nonce counts, auth-int, MD5-sess;
 * - what callers get from a number whose owner is not registered (480 here), and the mix of several failed legs;
 * - lamps of queues and groups, resource lists, and what PBXs notify unasked; pickup and other calls made by clients (INVITE gets 501), attended transfer, media;
 * - TLS and certificates as administrators set them up; FreeSWITCH, 3CX and real desk phones.
 */
export { createPbx, type Pbx } from './pbx.ts';
export { createPhone } from './phone.ts';
export type { Phone, PhoneBehaviour } from './phone-options.ts';
export type { OutgoingCall } from './outgoing-call.ts';
export type { RigCall } from './rig-call.ts';
export type { CallOptions } from './invite.ts';
export type { PbxOptions, PbxUser } from './options.ts';
export { selfSigned } from './self-signed.ts';
export { headerOf, headersOf } from './message.ts';
