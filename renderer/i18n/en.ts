/** British English. */
import { clientEnglish } from './client-en.ts';
import { age, countryName, timer } from './formats.ts';
import { presenceEnglish } from './presence-en.ts';
import { sendingEnglish } from './sending-en.ts';
import type { CallerWords } from './words.ts';

const language = 'en-GB';
const units = { s: 's', min: 'min', h: 'h' };

export function english(): CallerWords {
  const clockFormat = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const country = countryName(language);
  return {
    ...clientEnglish(language, ago),
    ...presenceEnglish(),
    ...sendingEnglish(),
    language,
    windowLabel: 'Calls',

    incomingCall: 'Incoming call',
    callFor: 'Call for',
    you: 'you',
    ringing: 'ringing',
    sendingTimer: 'sending',
    sentTimer: 'sent',
    answeredBy: { 'own-phone': 'on your phone' },
    rangFor: 'rang',
    numberWithheld: 'Number withheld',
    extension: (shown) => `Extension ${shown}`,
    byTheCaller: 'by the caller',
    quotes: ['“', '”'],
    forwardedFrom: 'forwarded from',
    calledBefore: (seconds) => `called ${ago(seconds)}`,
    calledToday: (count, seconds) => {
      const times = count === 2 ? 'twice' : `${count} times`;
      return `called ${times} today${seconds === null ? '' : `, last ${ago(seconds)}`}`;
    },
    sentEarlierTo: 'sent to',
    backFrom: 'back from',
    ago,
    asOf: (span) => `as of ${span} ago`,
    age: (seconds) => age(seconds, units),
    timer,
    clock: (epochMs) => clockFormat.format(epochMs),
    country,

    entityTypes: { CONTACT: 'Contact', LEAD: 'Lead', COMPANY: 'Company' },
    entityWithoutName: (type, id) => `${type} ${id}`,
    employeeWithoutName: (id) => `Employee ${id}`,
    responsible: 'Responsible',
    nobodyResponsible: 'Nobody responsible',
    self: 'this desk',
    notInCrm: 'Not in the CRM',
    lookingUp: 'Looking in the CRM…',
    crmErrors: {
      'not-set-up': 'The CRM is not set up',
      'timed-out': 'The CRM does not answer in time',
      unreachable: 'The CRM cannot be reached',
      'untrusted-certificate': 'The CRM cannot prove who it is',
      'webhook-rejected': 'The CRM does not accept the access key',
      'token-expired': 'The access to the CRM has run out',
      'scope-missing': 'The access to the CRM lacks a permission',
      'access-denied': 'The CRM denies access',
      'method-missing': 'The CRM does not know this search',
      'crm-not-installed': 'The portal has no CRM',
      'number-refused': 'The CRM does not accept this number',
      'too-many-requests': 'The CRM is asked too often',
      blocked: 'The CRM lets nobody in for now',
      'operation-time-limit': 'The CRM allows no more searches for now',
      'portal-fault': 'The CRM has a fault of its own',
      'unreadable-reply': 'The CRM’s answer makes no sense',
      'redirect-refused': 'The CRM points to an unknown address',
      'wrong-auth-type': 'The CRM allows this to apps only',
      'not-found': 'The CRM no longer has it',
      'field-refused': 'The CRM does not accept an entry',
      'unknown-error': 'The CRM reports an unknown fault',
    },
    crmTryingAgain: (since) => `Since ${since}. Trying again.`,
    crmGaveUp: (since) => `Since ${since}. Not looked up for this call.`,

    whyRecommended: {
      'at-work': 'Recommended: responsible and at work',
      'workday-not-known': 'Recommended: responsible, workday not known',
      'on-a-break': 'Recommended during a break',
      'workday-closed': 'Recommended after the workday',
      'line-busy': 'Recommended while the first choice is busy',
      'line-not-reachable': 'Recommended while the first choice cannot be reached',
      'own-client': 'Recommended',
      'assignee-gone': 'Recommended where nobody is responsible',
      'no-match': 'Recommended for unknown callers',
      withheld: 'Recommended where the number is withheld',
      'internal-caller': 'Recommended for calls from inside',
      'not-a-number': 'Recommended for unknown callers',
      'crm-failed': 'Recommended while the CRM is silent',
      'look-up-off': 'Recommended without a CRM',
      'nothing-dialable': 'Recommended where nobody can be called',
    },
    situations: {
      'at-work': null,
      'workday-not-known': null,
      'on-a-break': null,
      'workday-closed': null,
      'line-busy': null,
      'line-not-reachable': null,
      'own-client': { what: 'Your client.', more: 'Pick up on your phone.' },
      'assignee-gone': { what: 'Nobody responsible.', more: 'The CRM names nobody, or somebody who has left.' },
      'no-match': null,
      withheld: { what: 'Not looked up.', more: 'Without a number there is nothing to look for.' },
      'internal-caller': { what: 'A call from inside.', more: 'Colleagues are not looked up in the CRM.' },
      'not-a-number': { what: 'Not looked up.', more: 'What came with the call is no telephone number.' },
      'crm-failed': null,
      'look-up-off': { what: 'Not looked up.', more: 'No CRM is set up.' },
      'nothing-dialable': { what: 'Nothing to dial.', more: 'The CRM holds no number that can be dialled from here.' },
    },
    transferBy: {
      extension: 'Transfer',
      mobile: 'Transfer to mobile',
      'work-phone': 'Transfer to work phone',
      'personal-phone': 'Transfer to private phone',
      queue: 'Send to queue',
      number: 'Send to number',
    },
    targets: {
      extension: 'Extension',
      mobile: 'Mobile',
      'work-phone': 'Work phone',
      'personal-phone': 'Private phone',
      queue: 'Send to queue',
      number: 'Number',
    },
    extensionShort: 'ext.',
    queueWithoutName: 'Queue',
    notOffered: {
      'not-dialable': 'cannot be dialled',
      'came-through-it': 'the call came through it',
      'callers-own-number': 'the caller’s own number',
      'own-extension': 'this desk',
      'already-tried': 'already tried',
      'already-ringing': 'already ringing',
      'hidden-by-company': 'hidden by the company',
    },

    sendTo: 'Send to…',
    sendToHint: 'name or number',
    sendToField: 'Name or number',
    sendToNumber: 'Send to number',
    searching: 'Searching…',
    nobodyFound: 'Nobody found.',
    noNumbers: 'no number in the CRM',
    found: (count) => (count === 1 ? '1 person found' : `${count} people found`),
    cancel: 'Cancel',

    openInCrm: 'Open in CRM',
    hide: 'Hide',
    haveIt: 'I have it',
    haveItHint: 'keeps the card during the call',
    decline: 'Decline',

    endNotTold: 'Its end will not be told: hide the card then.',
    notices: {
      'not-confirmed': { what: 'Not confirmed.', more: 'Perhaps sent, perhaps not:' },
      refused: { what: 'Not sent.', more: 'The line could not pass it on to' },
      'not-fetched': { what: 'Not got back from', more: '' },
      'came-back': { what: 'Came back from', more: '' },
    },
    ended: {
      'caller-hung-up': { what: 'Missed.', more: 'The caller hung up.' },
      'stopped-ringing': { what: 'Taken off this phone.', more: 'Answered or ended: not told.' },
      answered: { what: 'Call over.', more: '' },
      'answered-elsewhere': { what: 'Answered by somebody else.', more: '' },
      declined: { what: 'Declined.', more: '' },
      'do-not-disturb': { what: 'Turned away.', more: 'Do not disturb is on.' },
      quit: { what: 'Ringside was ended.', more: 'The call may still ring on the phone.' },
      'line-lost': { what: 'Line lost.', more: 'The call may still ring on the phone.' },
      slept: { what: 'This computer slept.', more: 'What became of the call is not told.' },
      failed: { what: 'Broken off.', more: 'The server ended the call.' },
      'caller-left': { what: 'The caller hung up.', more: 'Nobody had the call by then.' },
      'sent-back': { what: 'Sent back to your phone.', more: '' },
      'sent-on': { what: 'Sent on.', more: '' },
    },
    sentOnTo: 'Sent to',
    onItsWayTo: 'It was on its way to',
    refusals: {
      'unknown-call': 'This call is over.',
      'not-ringing': 'This call no longer rings.',
      'not-stopped': 'The call has gone on: nothing was done.',
      'already-given': 'Perhaps sent already: it cannot be sent to another place.',
      'unknown-target': 'This destination is no longer known.',
      'not-offered': 'This destination is not offered.',
      'cannot-take': 'This call cannot be answered here.',
      'cannot-fetch': 'This call can no longer be got back.',
      'no-notes': 'Notes are not set up.',
      'too-late': 'Too late: it has gone out already.',
      'unknown-client': 'This client is no longer known.',
      'no-number': 'There is no number to look for.',
      'already-created': 'There is a lead or a client already.',
      'no-crm': 'No CRM is set up.',
      'no-client': 'No client is known to write this to.',
      'not-dialable': 'This number cannot be dialled.',
      'not-set-up': 'Declining is not set up.',
      'no-card': 'There is no card to open in the CRM.',
      'crm-failed': 'The CRM does not answer: a number can still be typed.',
      'refused-sender': 'Refused: this window may not do that.',
      'internal-error': 'That went wrong in the app itself.',
      'bad-arguments': 'Not understood: nothing was done.',
    },

    showCall: 'Show',
    moreCalls: (count) => (count === 1 ? 'and 1 more call' : `and ${count} more calls`),
  };
}

function ago(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 1) return 'just now';
  if (minutes === 1) return 'a minute ago';
  if (hours === 1) return 'an hour ago';
  if (hours >= 48) return `${Math.floor(hours / 24)}\u00a0days ago`;
  return `${age(seconds, units)} ago`;
}
