/** British English: label, hint and example of every setting. */
import type { SettingPath, SettingWords } from './setup-words.ts';

const words = (label: string, hint = '', example = ''): SettingWords => ({ label, hint, example });

export const settingsEnglish: Readonly<Record<SettingPath, SettingWords>> = {
  'sip.servers': words(
    'SIP server',
    'wss:// or ws:// for SIP over WebSocket, tls:// or tcp:// for SIP itself.',
    'wss://pbx.example.com:8089/ws',
  ),
  'sip.aor': words('Address of record', 'Best an account of its own beside the phone’s.', 'sip:101c@pbx.example.com'),
  'sip.extension': words('Own extension', 'The desk phone’s number.', '101'),
  'sip.authorizationUser': words('Authorization user', 'Empty: the first part of the address of record.', '101c'),
  'sip.password': words('Password', 'The SIP account’s. Kept in this computer’s keyring.'),
  // Its hint belongs to the profile that is chosen.
  'sip.pbx': words('Kind of PBX'),
  'sip.caFile': words(
    'CA file',
    'Full path of a PEM file, where the PBX’s certificate comes from the company itself.',
    '/etc/ssl/company-ca.pem',
  ),
  'sip.allowInsecure': words(
    'Allow unencrypted connections to the PBX',
    'Passwords and numbers can then be read on the network.',
  ),
  // Its hint is the price of the way that is chosen.
  'sip.ringingTransfer': words('A call is sent on'),
  'sip.pickupPrefix': words(
    'Pickup code',
    'Dialled before the own extension to get a call back that was sent on. Getting it back answers the caller.',
    '**',
  ),
  'sip.companionPattern': words(
    'Notes for colleagues go to',
    'The user name of a colleague’s Ringside, with {ext} for the extension. Empty: no notes.',
    '{ext}c',
  ),

  'crm.webhook': words(
    'Bitrix24 inbound webhook',
    'Its whole address is a secret: kept in this computer’s keyring.',
    'https://portal.example.com/rest/1/…/',
  ),
  'crm.oauth': words('An app in place of the webhook'),
  'crm.cardBase': words('Address of CRM cards', 'Empty: the webhook’s portal.', 'https://portal.example.com/'),
  'crm.employeeId': words('Own employee ID', 'Empty: found by the own extension.', '99'),
  'crm.timeoutMs': words('Time-out of a request', '0.5 to 15; 4 is usual.'),
  'crm.allowInsecure': words(
    'Allow unencrypted connections to the CRM',
    'The webhook and clients’ names can then be read on the network.',
  ),
  'crm.plan': words('The portal’s plan', 'All desks behind one address share its limit of requests.'),
  'crm.callRecords': words('Enter calls into the portal’s statistics', 'Each call becomes a call record in Bitrix24.'),
  'crm.keepLookupsDays': words(
    'Keep what the CRM told',
    'Encrypted on this computer, for when the CRM is away. 0: not on disk.',
    '30',
  ),

  'numbers.country': words('Country', 'National numbers are read as this country’s.'),
  'numbers.dialFormat': words('Outside numbers are dialled'),
  'numbers.outsidePrefix': words('Outside prefix', 'Dialled before outside numbers only.', '0'),
  'numbers.privateNumbers': words('Colleagues’ private numbers'),

  'routing.whenBusy': words('When the responsible’s line is busy'),
  'routing.whenPaused': words('When the responsible is on a break'),
  'routing.whenClosed': words('When the workday is over'),
  'routing.declineTo': words('Declined calls go to', 'Empty: the card has no Decline button.', '600'),
  'routing.queues': words('Queues', 'Where calls go that nobody in particular is responsible for.'),

  'desktop.startAtLogin': words('Start when this computer starts'),
  'desktop.theme': words('Appearance'),
  'desktop.transferShortcut': words('Shortcut: transfer', 'Sends the topmost call to the recommended place.'),
  'desktop.summonShortcut': words('Shortcut: go to the card', 'Moves the keyboard to the topmost call.'),
  'desktop.corner': words('Cards appear'),
  'desktop.dialUrl': words(
    'Call back with',
    'The address of a program that dials, with {number} in it: tel:, sip:, callto: or https:. Empty: no such button.',
    'tel:{number}',
  ),
};
