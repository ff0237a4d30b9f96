/** "Send to…": what counts as a number, and what a search may still show. */
import { expect, test } from 'vitest';
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
