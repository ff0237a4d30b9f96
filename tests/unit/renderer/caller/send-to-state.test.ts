/** "Send to…": what counts as a number, and what a search may still show. */
import { expect, test } from 'vitest';
import type { ColleagueView } from '../../../../main/bridge/contract/call-views.ts';
import { SendToState } from '../../../../renderer/caller/send-to-state.svelte.ts';

function panel(): { readonly state: SendToState; readonly sent: string[] } {
  const sent: string[] = [];
  const state = new SendToState('call-1', {
    find: () => Promise.resolve({ ok: true, value: [] }),
    sendToNumber: (text) => sent.push(text),
    after: () => () => undefined,
  });
  return { state, sent };
}

test.each([
  ['102', '102'],
  [' +49 (30) 123-456 ', '+49 (30) 123-456'],
  ['*98#', '*98#'],
  ['tel:+49-30-123456', '+49-30-123456'],
  [' TEL:+49 30 123456;ext=5', '+49 30 123456'],
])('“%s” is sent to as the number %s', (typed, number) => {
  const { state, sent } = panel();
  state.type(typed);
  state.submit();
  expect([state.number, sent]).toEqual([number, [number]]);
});

test.each(['', 'Anna', 'tel:', 'tel:Anna', 'sip:102@pbx.example.com', '102 Anna'])(
  '“%s” is no number and is sent nowhere',
  (typed) => {
    const { state, sent } = panel();
    state.type(typed);
    state.submit();
    expect([state.number, sent]).toEqual([null, []]);
  },
);

const anna = (state: 'idle' | 'in-call'): ColleagueView => ({
  personId: '99',
  name: 'Anna Petrova',
  workday: null,
  line: { state, sinceEpochMs: 0 },
  targets: [],
});

/** A panel whose searches are answered by hand, in any order. */
function searching(): {
  readonly state: SendToState;
  readonly answer: (nth: number, found: ColleagueView) => Promise<void>;
} {
  const replies: ((reply: { ok: true; value: ColleagueView[] }) => void)[] = [];
  const state = new SendToState('call-1', {
    find: () => new Promise((resolve) => replies.push(resolve)),
    sendToNumber: () => undefined,
    after: (_delayMs, run) => {
      run();
      return () => undefined;
    },
  });
  const answer = (nth: number, found: ColleagueView): Promise<void> => {
    replies[nth - 1]?.({ ok: true, value: [found] });
    return new Promise((resolve) => setImmediate(resolve));
  };
  return { state, answer };
}

test('those who are found stay shown while they are asked for anew, and only the last answer counts', async () => {
  const { state, answer } = searching();
  const shown: unknown[] = [];
  state.type('anna');
  state.renew(1);
  await answer(1, anna('idle'));
  shown.push(state.search);
  state.renew(2);
  shown.push(state.search);
  state.renew(3);
  await answer(3, anna('in-call'));
  await answer(2, anna('idle'));
  state.renew(3);
  shown.push(state.search);
  await answer(4, anna('idle'));
  shown.push(state.search);
  const [free, busy] = [anna('idle'), anna('in-call')].map((one) => ({ kind: 'found', found: [one] }));
  expect(shown).toEqual([free, free, busy, busy]);
});
