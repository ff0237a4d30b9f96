/** British English: lines and workdays. */
import type { PresenceWords } from './presence-words.ts';

export function presenceEnglish(): PresenceWords {
  return {
    lines: {
      idle: 'Free',
      'not-in-call': 'Not in a call',
      ringing: 'Rings',
      'in-call': 'In a call',
      'not-reachable': 'Not reachable',
      'not-told': 'Line not told',
    },
    workdays: {
      OPENED: 'At work',
      PAUSED: 'On a break',
      CLOSED: 'Workday over',
      EXPIRED: 'Workday never closed',
      UNAVAILABLE: 'Keeps no workday',
      NOT_INSTALLED: 'Workday not kept',
      NOT_TOLD: 'Workday not told',
    },
    lineFor: (line, span) => `${line} · ${span}`,
    workdayAsOf: (workday, span) => `${workday}, as of ${span} ago`,
  };
}
