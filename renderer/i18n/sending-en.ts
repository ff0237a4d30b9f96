/** British English for calls that are sent on. */
import type { SendingWords } from './sending-words.ts';

export function sendingEnglish(): SendingWords {
  return {
    takeBy: {
      extension: 'Answer, then transfer',
      mobile: 'Answer, then transfer to mobile',
      'work-phone': 'Answer, then transfer to work phone',
      'personal-phone': 'Answer, then transfer to private phone',
      queue: 'Answer, then send to queue',
      number: 'Answer, then send to number',
    },
    plainTransfer: 'Transfer',
    withoutAnswering: 'without answering',
    answersFirst: 'Each button answers the call, then transfers it.',
    answersFirstElse: 'Each button answers the call first, except “Transfer without answering”.',
    onlyLeg: {
      what: 'Only Ringside rings for this call.',
      more: 'Transferred without answering, the caller is lost if nobody picks up.',
    },
    noLongerRecommended: 'No longer recommended',

    sentOnBy: 'Sent on by',
    byExtension: (shown) => `extension ${shown}`,

    addNote: 'Note',
    addNoteFor: 'Add a note for the colleague',
    noteField: 'Note for the colleague',
    noteDelivery: {
      'not-sent': '',
      'on-its-way': 'Note on its way to the colleague',
      arrived: 'Note arrived at the colleague’s desk',
      'not-told': 'Note: not told whether it arrived',
      'not-delivered': 'Note not delivered: tell the colleague yourself',
      'nobody-to-tell': 'Note not delivered: nobody reads notes there',
    },

    sending: 'Sending to',
    sentTo: {
      'not-told': 'Sent to',
      ringing: 'Rings at',
      answered: 'Answered by',
      'went-on': 'Rang, then stopped:',
      back: 'Came back from',
    },
    afterSending: {
      'not-told': '',
      ringing: '',
      answered: '',
      'went-on': 'Voicemail, or the caller hung up: not told.',
      back: 'It rings here again.',
    },
    ownPhone: {
      'not-told': 'A phone that rings here rings on until somebody answers.',
      idle: 'Your phone has stopped ringing.',
      ringing: 'Your phone still rings.',
      'in-call': 'Your phone is in a call.',
    },
    getBack: 'Get it back',
    getBackHint: { redirect: 'answers the caller', take: 'the caller waits here then' },
    notFetched: { what: 'Not got back.', more: 'The pick-up brought no call.' },

    takenTimer: 'answered',
    answering: 'Answering…',
    thenTo: 'Then on to',
    passingTo: 'Passing to',
    ringsThere: 'Rings there.',
    hearsSilence: 'The caller hears silence.',
    notPassed: {
      busy: 'Could not be passed on: busy.',
      'no-such-number': 'Could not be passed on: no such number.',
      'no-answer': 'Could not be passed on: no answer.',
      refused: 'Could not be passed on: refused.',
    },
    callerIsHere: 'The caller is here.',
    backToPhoneIn: (seconds) => `Back to your phone in ${seconds}\u00a0s`,
    backToPhoneElse: 'Without a choice the call goes back to your phone.',
    goingBack: (attempt) =>
      attempt > 1 ? `Going back to your phone, attempt ${attempt}…` : 'Going back to your phone…',
  };
}
