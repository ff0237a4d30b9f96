/** INVITEs as a companion at desk 101 gets them, and who calls by them. */
import { callerOf } from '../../../main/call/identity.ts';
import type { Caller } from '../../../main/model/caller.ts';
import type { InviteHeaders } from '../../../main/model/invite.ts';
import type { NumberSettings } from '../../../main/model/settings.ts';

const numbers: NumberSettings = {
  country: 'RU',
  dialFormat: 'e164',
  outsidePrefix: '',
  extraDialCharacters: [],
  privateNumbers: 'masked',
};
const own = { extension: '101', aorUser: '101c' };

/** As Asterisk sends it: To and Request-URI are the companion's own contact. */
const invite = (more: Partial<InviteHeaders>): InviteHeaders => ({
  callId: 'leg-1@example.com',
  ringsideCall: null,
  requestUri: 'sip:rs7f3a@desk.example.com;transport=ws',
  from: '"John Doe" <sip:+19062195047@pbx.example.com>;tag=1',
  to: '<sip:rs7f3a@desk.example.com>',
  pAssertedIdentity: [],
  remotePartyId: [],
  privacy: [],
  diversion: [],
  historyInfo: [],
  referredBy: null,
  ...more,
});
export const call = (more: Partial<InviteHeaders>): Caller => callerOf(invite(more), own, numbers);
