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
    doNotDisturb: 'Do not disturb is on.',
    doNotDisturbMore: 'Calls are turned away here and written down.',
    takenShortcuts: 'Another program uses a shortcut:',
    takenShortcutsMore: 'Choose another one in the settings.',
    ago: (age) => `${age} ago`,
    tryNow: 'Try now',
    asked: 'Asked. The state above tells what comes of it.',
    settings: 'Settings…',
    refusals: {
      'refused-sender': 'Refused: this window may not do that.',
      'bad-arguments': 'Not understood: nothing was done.',
      'internal-error': 'Something went wrong inside Ringside. Nothing was done.',
    },
  };
}
