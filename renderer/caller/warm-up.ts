/** Draws a card once and takes it away again before anything is painted, so that the first caller does not wait for code to be
 *  compiled, fonts to be found and names of countries to be loaded. */
import { flushSync, mount, unmount } from 'svelte';
import type { LookupView } from '../../main/bridge/contract/call-views.ts';
import type { CallerWords } from '../i18n/words.ts';
import { CallerState, type CallerNeeds } from './caller-state.svelte.ts';
import CallerWindow from './caller-window.svelte';
import type { ClickGuard } from './click-guard.ts';

/** A client with all that can be told of one. */
const known: LookupView = {
  kind: 'found',
  asOfEpochMs: 0,
  matches: [
    {
      type: 'CONTACT',
      id: '1',
      name: 'Client',
      responsibleId: '2',
      hasCard: true,
      details: {
        deals: [{ id: '3', title: 'Deal', sum: { value: 1, currency: 'EUR' }, hasCard: true }],
        moreDeals: 0,
        lastContactEpochMs: 0,
        related: [{ type: 'COMPANY', id: '4', name: 'Company', hasCard: true }],
      },
    },
  ],
  why: 'first-in-crm',
  kept: { failure: { code: 'timed-out', sinceEpochMs: 0, isTryingAgain: true } },
  plan: {
    reason: 'at-work',
    recommended: { id: '5', kind: 'extension', name: 'Person', shown: '1', personId: '2', notOffered: null },
    people: [
      {
        personId: '2',
        name: 'Person',
        workday: 'OPENED',
        line: { state: 'idle', sinceEpochMs: 0 },
        isSelf: false,
        matches: [0],
        targets: [{ id: '6', kind: 'mobile', name: 'Person', shown: '1', personId: '2', notOffered: null }],
      },
    ],
    queues: [],
  },
};

/** @param needs a state of its own is built on them; nothing is asked through the bridge */
export function warmUp(needs: CallerNeeds, words: CallerWords, guard: ClickGuard): void {
  const state = new CallerState({ ...needs, every: () => () => undefined });
  const drawn = mount(CallerWindow, { target: document.body, props: { state, words, guard } });
  state.prime('warm-up', known);
  flushSync(() =>
    state.take({
      sequence: 0,
      calls: [
        {
          id: 'warm-up',
          state: { kind: 'ringing', notice: null },
          number: { kind: 'outside', shown: '+0 123 456 789', country: 'DE' },
          displayName: null,
          forwardedFrom: null,
          called: null,
          startedEpochMs: 0,
          earlier: null,
          canDecline: true,
          handedOver: null,
          note: null,
          ownLine: 'not-told',
          isOnlyLeg: false,
          way: 'redirect',
          canTake: false,
          canFetch: false,
          crm: { canCreateLead: false, canNote: true, canSearch: true, selfId: null },
          lead: { title: 'Lead', state: { kind: 'held', untilEpochMs: 0 }, id: null, hasCard: false },
          crmNote: null,
          lookupRevision: 0,
        },
      ],
      moreCalls: 0,
      nowEpochMs: 0,
      isSummoned: false,
      placement: 0,
      transferShortcut: null,
      theme: 'system',
    }),
  );
  // Reading a height lays the card out: that is the half of the work that mounting alone leaves for the first caller.
  document.body.getBoundingClientRect();
  void unmount(drawn);
}
