/** British English: the line, the CRM and what is stored. */
import { crmProblems } from './crm-problems-en.ts';
import { age } from './formats.ts';
import { lineProblem } from './line-problems-en.ts';
import type { LineWords } from './line-words.ts';

const language = 'en-GB';

/** @param timeZone IANA name; undefined: this computer's own */
export function englishLine(timeZone?: string): LineWords {
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', ...zone });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', ...zone });
  const dated = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...zone,
  });
  return {
    language,
    age: (seconds) => age(seconds, { s: 's', min: 'min', h: 'h' }),
    moment: (epochMs, nowEpochMs) => (day.format(epochMs) === day.format(nowEpochMs) ? clock : dated).format(epochMs),
    states: {
      'not-set-up': { what: 'Not set up', more: 'No calls are shown until the line is set up.' },
      registering: { what: 'Connecting…', more: '' },
      suspended: { what: 'Offline', more: 'This computer sleeps or has no network.' },
      stopped: { what: 'Stopped', more: 'The line is switched off; no calls are shown.' },
    },
    reachable: (span) => `Reachable, checked ${span} ago`,
    unreachableSince: (since) => `Unreachable since ${since}`,
    nextTryIn: (seconds) => `Next try in ${seconds} s.`,
    tryingNow: 'Trying now…',
    lineProblem,
    crmProblems,
    storedProblems: {
      'config-set-aside': {
        what: 'The settings could not be read.',
        remedy: 'The damaged file was kept under another name. Please check everything below and save.',
      },
      'config-newer': {
        what: 'The settings were written by a newer version of Ringside.',
        remedy: 'Install that version again. Until then nothing is overwritten.',
      },
      'config-not-writable': {
        what: 'The settings cannot be saved.',
        remedy: 'Make sure that the disk is not full and that the folder may be written to.',
      },
      'secrets-unreadable': {
        what: 'The stored password or webhook cannot be read.',
        remedy: 'Type it again in the settings and save.',
      },
      'no-keyring': {
        what: 'This computer has no unlocked keyring to keep passwords in.',
        remedy: 'On Linux, install and unlock GNOME Keyring or KWallet. Then start Ringside again.',
      },
      history: {
        what: 'The list of calls has a fault.',
        remedy: 'New calls are shown all the same. Make sure that the disk is not full.',
      },
      log: {
        what: 'The log cannot be written.',
        remedy: 'Calls are not affected. Make sure that the disk is not full.',
      },
      'start-at-login': {
        what: 'Starting with this computer could not be switched.',
        remedy: 'Company rules may forbid it. Try again in the settings, or ask your administrator.',
      },
      'ca-file': {
        what: 'The CA file cannot be used.',
        remedy: 'Check its path in the settings, and that it is a PEM file which this account may read.',
      },
      crash: {
        what: 'Ringside had a fault of its own and went on.',
        remedy: 'If something does not work now, quit Ringside and start it again.',
      },
    },
  };
}
