/** Good examples of what the history window is told. */
import type { HistoryPageView, HistoryView } from '../../main/bridge/contract/history-views.ts';

const view: HistoryView = {
  revision: 3,
  kept: { calls: 1200, days: 90, sinceEpochMs: 1_790_000_000_000 },
  problem: null,
  runningSinceEpochMs: 1_794_990_000_000,
  openAt: { id: 'call-1', times: 1 },
  canDial: true,
  canNote: true,
  export: { kind: 'running', written: 500 },
  nowEpochMs: 1_795_000_001_000,
  theme: 'system',
};

const page: HistoryPageView = {
  calls: [
    {
      id: 'call-1',
      seq: 12,
      class: 'sent-on',
      number: '+1 906 219 5047',
      name: 'John Doe',
      startedEpochMs: 1_795_000_000_000,
      endedEpochMs: 1_795_000_008_000,
      how: 'sent-on',
      sentTo: { name: 'Anna Petrova', shown: '102', outcome: 'answered' },
      client: { type: 'CONTACT', hasCard: true },
      assignee: 'Anna Petrova',
      route: { called: '600', calledName: 'Sales', from: null },
      steps: [
        { atEpochMs: 1_795_000_000_000, what: 'rang', to: null },
        { atEpochMs: 1_795_000_008_000, what: 'sent', to: '102' },
      ],
      note: 'wants the invoice again',
      canForget: true,
    },
  ],
  next: 12,
};

export const historySamples = { view, page };
