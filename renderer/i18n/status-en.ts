/** British English: the status window. */
import type { StatusWords } from './status-words.ts';

export function englishStatus(): StatusWords {
  return {
    windowTitle: 'Ringside: status',
    heading: 'Status',
    line: 'Line',
    crm: 'CRM',
    server: 'Server',
    since: 'Since',
    lamp: 'Own phone’s lamp',
    lampTold: 'told',
    lampNotTold: 'not told: the card offers “I have it” instead',
    deskPhone: 'Desk phone',
    deskPhoneThere: 'registered beside Ringside',
    phoneGoneHeading: 'The desk phone is not registered',
    phoneGone: {
      what: 'Only Ringside is registered on this line: the desk phone was thrown out, or is off.',
      remedy:
        'At the PBX, allow the extension 2 contacts or more (max_contacts) and keep those that are there (remove_existing=no), then restart the phone; docs/pbx tells how.',
    },
    problemNow: 'What is wrong',
    lastProblem: 'Last problem',
    code: 'Code',
    lastUnreachable: 'Last outage',
    unreachable: (from, until) => `You were unreachable ${from}–${until}`,
    portal: 'Portal',
    lastAnswer: 'Last answer',
    noAnswerYet: 'none since the start',
    crmOff: 'Not set up',
    crmReady: 'Not asked yet',
    crmReadyMore: 'The first call will ask it.',
    crmAnswers: 'Answers',
    crmFails: 'Last request failed',
    crmWord: 'In its own words',
    namesRefused: 'Colleagues are shown by number only',
    unreadableHeading: 'Last answer with gaps',
    unreadable: (count) => (count === 1 ? 'One entry could not be read.' : `${count} entries could not be read.`),
    unreadableMore: 'They are missing on the card. Look into the log for their form.',
    recordsRefused: 'Calls are not entered into the portal’s statistics',
    kept: 'Earlier answers',
    keptOnDisk: (days) => `kept for ${days === 1 ? 'one day' : `${days} days`}, encrypted`,
    keptInMemory: {
      'no-keyring': 'in memory only: this computer has no keyring for their key',
      'no-storage': 'in memory only: nothing can be written to the disk',
      'as-set': 'in memory only, as set',
    },
    forgetAll: 'Forget all',
    forgetAllAsk: 'Forget all that the CRM told, and every client picked for a number?',
    forgetAllDo: 'Forget',
    forgetAllKeep: 'Keep',
    forgotten: 'Forgotten.',
    waiting: 'Not sent yet',
    nothingWaits: 'nothing',
    waits: (count, needsAnswer) => {
      const items = count === 1 ? 'one item' : `${count} items`;
      return needsAnswer === 0
        ? items
        : `${items}; ${needsAnswer === 1 ? 'one needs' : `${needsAnswer} need`} an answer`;
    },
    outboxProblem: {
      what: 'What is on the way to the CRM cannot be kept on disk.',
      remedy:
        'Nothing goes out until it can be written down. Make sure that the disk is not full and may be written to.',
    },
    doNotDisturb: 'Do not disturb is on.',
    doNotDisturbMore: 'Calls are turned away here and written down.',
    takenShortcuts: 'Another program uses a shortcut:',
    takenShortcutsMore: 'Choose another one in the settings.',
    ago: (age) => `${age} ago`,
    tryNow: 'Try now',
    asked: 'Asked. The state above tells what comes of it.',
    settings: 'Settings…',
    refusals: {
      'not-forgotten': 'Not all could be forgotten: the disk could not be written. Try again.',
      'refused-sender': 'Refused: this window may not do that.',
      'bad-arguments': 'Not understood: nothing was done.',
      'internal-error': 'Something went wrong inside Ringside. Nothing was done.',
    },
  };
}
