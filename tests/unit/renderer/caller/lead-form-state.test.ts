/** The form for a lead: who can be chosen, and what is sent. */
import { expect, test } from 'vitest';
import type { ColleagueView } from '../../../../main/bridge/contract/call-views.ts';
import type { LeadForm } from '../../../../main/bridge/contract/client-views.ts';
import { keyOf, LeadFormState } from '../../../../renderer/caller/lead-form-state.svelte.ts';

const colleague = (personId: string, name: string): ColleagueView => ({
  personId,
  name,
  workday: null,
  line: null,
  targets: [],
});

function form(
  selfId: string | null,
  found: readonly ColleagueView[] = [],
): { state: LeadFormState; sent: LeadForm[]; pause: () => void } {
  const sent: LeadForm[] = [];
  let due: () => void = () => undefined;
  const state = new LeadFormState('call-1', {
    selfId,
    name: 'Renée Ünal',
    title: 'Call from +49 30 901820',
    find: () => Promise.resolve({ ok: true, value: found }),
    after: (_delayMs, run) => {
      due = run;
      return () => undefined;
    },
    create: (lead) => sent.push(lead),
  });
  return {
    state,
    sent,
    pause: () => {
      due();
    },
  };
}

test('this desk is responsible where it is known, else the CRM decides', () => {
  const [known, unknown] = [form('15'), form(null)];
  known.state.submit();
  unknown.state.submit();
  const lead = { name: 'Renée Ünal', title: 'Call from +49 30 901820' };
  expect([known.sent, unknown.sent]).toEqual([[{ ...lead, responsibleId: '15' }], [{ ...lead, responsibleId: null }]]);
});

test('a colleague who was chosen stays a choice whatever is searched for by then, and oneself is there once', async () => {
  const { state, pause } = form('15', [colleague('15', 'Boris Ivanov'), colleague('12', 'Anna Petrova')]);
  state.search.type('an');
  pause();
  await Promise.resolve();
  await Promise.resolve();
  const found = state.choices.map(keyOf);
  state.choose({ kind: 'colleague', personId: '12', name: 'Anna Petrova' });
  state.search.type('');
  expect([found, state.choices.map(keyOf)]).toEqual([
    ['15', 'as-the-crm-decides', '12'],
    ['15', 'as-the-crm-decides', '12'],
  ]);
});

test('a lead without a title is not sent, and blanks around the words are not part of them', () => {
  const { state, sent } = form(null);
  state.title = '  ';
  state.submit();
  state.name = ' Renée ';
  state.title = ' Solar roof ';
  state.submit();
  expect(sent).toEqual([{ name: 'Renée', title: 'Solar roof', responsibleId: null }]);
});

test('a caller’s own name that is longer than a lead takes is cut where it begins, and can be sent', () => {
  const sent: LeadForm[] = [];
  const name = `${'x'.repeat(119)}😀 and Sons`;
  const needs = { selfId: null, title: 'T', find: () => Promise.resolve({ ok: true, value: [] } as const) };
  const create = (lead: LeadForm): unknown => sent.push(lead);
  const state = new LeadFormState('call-1', { ...needs, name, after: () => () => undefined, create });
  state.submit();
  expect(sent).toEqual([{ name: 'x'.repeat(119), title: 'T', responsibleId: null }]);
});
