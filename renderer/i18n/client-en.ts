/** British English for the CRM's clients on the card. */
import { dayTime, daysBetween, longDay, sum } from './client-formats.ts';
import type { ClientWords } from './client-words.ts';

const manyDays = 60;

/** @param ago a span of whole seconds in words: "2 h ago" */
export function clientEnglish(language: string, ago: (seconds: number) => string): ClientWords {
  const when = dayTime(language, { today: 'today', yesterday: 'yesterday' });
  const day = longDay(language);
  return {
    whyMatch: {
      'only-match': '',
      'first-in-crm': 'First in the CRM',
      picked: 'Your pick',
      chosen: 'Chosen for this call',
    },
    whoseNumber: 'Whose number is this?',
    findClient: 'Find client',
    takeBack: 'Take back',
    choose: 'Choose',
    allWithNumber: 'All in the CRM with this number',
    clientField: 'Search by name or number',
    nobodyElse: 'Nobody else has this number.',
    noClientFound: 'Nobody found.',
    clientsFound: (count) => (count === 1 ? '1 client found' : `${count} clients found`),
    moreExist: 'There are more: type more of the name.',
    open: 'Open',
    close: 'Close',
    crmSilent: 'The CRM does not answer.',

    openDeals: (count) => (count === 1 ? '1 open deal' : `${count} open deals`),
    lastContact: (epochMs, nowEpochMs) => {
      const days = daysBetween(epochMs, nowEpochMs);
      if (days >= manyDays) return `Last contact on ${day(epochMs)}`;
      if (days >= 2) return `Last contact ${days} days ago`;
      if (days === 1) return 'Last contact yesterday';
      return `Last contact ${ago(Math.max(0, Math.floor((nowEpochMs - epochMs) / 1000)))}`;
    },
    worksAt: 'Works at',
    contacts: 'Contacts:',
    dealWithoutName: (id) => `Deal ${id}`,
    sum: sum(language),
    moreDeals: (count) => `and ${count} more`,

    keptFrom: (epochMs, nowEpochMs) => `As of ${when(epochMs, nowEpochMs)}`,
    tryingAgain: 'Trying again.',
    notAskedAgain: 'Not asked again for this call.',

    createLead: 'Create lead',
    leadName: 'Name',
    leadTitle: 'Title',
    leadTitleFor: (number) => `Call from ${number}`,
    leadTitleMissing: 'A lead needs a title.',
    responsibleSelf: 'This desk',
    responsibleByCrm: 'As the CRM decides',
    findColleague: 'Colleague’s name',
    leadHeld: (seconds) => `Lead will be created in ${seconds}\u00a0s`,
    leadHeldOnce: 'Lead will be created shortly.',
    undo: 'Undo',
    lead: {
      waiting: { what: 'Lead not created yet.', more: 'Trying again.' },
      'in-flight': { what: 'Creating the lead…', more: '' },
      'perhaps-sent': { what: 'Lead perhaps created.', more: 'The CRM did not confirm it: look there first.' },
      refused: { what: 'Lead not created.', more: 'It stays in the list of what is to be sent.' },
      sent: { what: 'Lead created', more: '' },
    },
    leadOnItsWay: 'Creating the lead…',

    crmNote: 'Note for the CRM',
    crmNoteHint: 'Goes to the client’s timeline',
    crmNoteState: {
      held: 'saved, goes out after the call',
      waiting: 'not sent yet, trying again',
      'in-flight': 'on its way',
      'perhaps-sent': 'perhaps sent',
      refused: 'refused',
      sent: 'sent',
    },
    crmNoteOnItsWay: 'on its way',
    save: 'Save',
  };
}
