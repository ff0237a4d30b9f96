/** A good example of what the colleagues' window is told. */
import type { ColleaguesView } from '../../main/bridge/contract/colleagues-views.ts';

export const colleaguesSample: ColleaguesView = {
  query: 'ann',
  nowEpochMs: 1_795_000_001_000,
  list: {
    kind: 'found',
    people: [
      {
        personId: '99',
        name: 'Anna Petrova',
        extension: '102',
        isSelf: false,
        workday: { state: 'OPENED', asOfEpochMs: 1_795_000_000_500 },
        line: { state: 'idle', sinceEpochMs: 1_795_000_000_000 },
      },
    ],
    more: 0,
    asOfEpochMs: 1_795_000_000_500,
  },
  theme: 'system',
};
