/** Something wrong with every setting of the form: a new one without it does not compile. */
import type { SettingPath } from '../../../renderer/i18n/setup-words.ts';

/** What is wrong with every setting at once. */
const wrong = {
  'sip.servers': 'needs at least one server',
  'sip.aor': 'must look like sip:user@domain, without port or parameters',
  'sip.extension': 'must be digits only, 15 at most',
  'sip.authorizationUser': 'must not be empty and must not contain spaces or quotation marks',
  'sip.password': 'must not be empty and must not contain line breaks',
  'sip.pbx': 'is not one of the possible values',
  'sip.caFile': 'must be the full path of a file, not a relative one',
  'sip.allowInsecure': 'has the wrong type',
  'sip.ringingTransfer': 'cannot be "take" with a Kamailio',
  'sip.pickupPrefix': 'may contain only digits, * and #, 8 at most',
  'sip.companionPattern': 'must hold {ext} exactly once',
  'crm.webhook': 'must look like https://portal.example.com/rest/USER/SECRET/ and end there',
  'crm.oauth': 'and crm.webhook are two ways into the same portal; leave one of them out',
  'crm.cardBase': 'must be a web address such as https://portal.example.com/',
  'crm.employeeId': 'must be digits only',
  'crm.timeoutMs': 'is outside the range that is allowed',
  'crm.allowInsecure': 'has the wrong type',
  'crm.plan': 'is not one of the possible values',
  'crm.callRecords': 'has the wrong type',
  'crm.keepLookupsDays': 'is outside the range that is allowed',
  'numbers.country': 'must be a country code of two capital letters, such as GB',
  'numbers.dialFormat': 'is not one of the possible values',
  'numbers.outsidePrefix': 'may contain only digits and a leading +',
  'numbers.privateNumbers': 'is not one of the possible values',
  'routing.whenBusy': 'is not one of the possible values',
  'routing.whenPaused': 'is not one of the possible values',
  'routing.whenClosed': 'is not one of the possible values',
  'routing.declineTo': 'may contain only digits and a leading +',
  'routing.queues': 'stands there twice',
  'desktop.startAtLogin': 'has the wrong type',
  'desktop.theme': 'is not one of the possible values',
  'desktop.transferShortcut': 'must be a key with at least one modifier',
  'desktop.summonShortcut': 'stands there twice',
  'desktop.corner': 'is not one of the possible values',
  'desktop.dialUrl': 'must be an address that holds {number} once',
} as const satisfies Record<SettingPath, string>;

export const everyFormProblem = [
  ...Object.entries(wrong).map(([path, message]) => ({ path, message: `${path} ${message}.` })),
  { path: 'routing.queues.1.number', message: 'routing.queues.1.number may contain only digits and a leading +.' },
  { path: 'sip.busyLamps', message: 'sip.busyLamps is outside the range that is allowed.' },
];
