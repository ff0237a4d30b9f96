/** Notes as they are typed: told at pauses, and none lost. */
import { expect, test } from 'vitest';
import type { CallView } from '../../../../main/bridge/contract/call-views.ts';
import { Notes } from '../../../../renderer/caller/notes.svelte.ts';

interface Desk {
  readonly notes: Notes;
  readonly told: string[];
  /** The pause is over. */
  readonly pause: () => void;
}

function desk(): Desk {
  const told: string[] = [];
  const waiting = new Set<() => void>();
  const notes = new Notes({
    after: (_delayMs, run) => {
      waiting.add(run);
      return () => waiting.delete(run);
    },
    tell: (callId, text) => told.push(`${callId}: ${text}`),
    stored: ({ note }) => note?.text ?? null,
    isShownWithText: true,
    onEditing: () => undefined,
    isToldAtPauses: (callId) => callId !== 'over',
  });
  const pause = (): void => {
    const due = [...waiting];
    waiting.clear();
    for (const run of due) run();
  };
  return { notes, told, pause };
}
const call = (id: string, note: CallView['note']): CallView => ({ id, note }) as CallView;
const empty = { text: '', delivery: 'not-sent' } as const;

test('what is typed is told once when it pauses, and not again when the keyboard leaves', () => {
  const { notes, told, pause } = desk();
  notes.edit('a');
  notes.type('a', 'u');
  notes.type('a', 'urgent');
  pause();
  notes.leave();
  expect([told, notes.editingId]).toEqual([['a: urgent'], null]);
});

test('typing on another card tells what was typed on the first one', () => {
  const { notes, told, pause } = desk();
  notes.type('a', 'one');
  notes.type('b', 'two');
  pause();
  expect(told).toEqual(['a: one', 'b: two']);
});

test('a note that is emptied is told as empty', () => {
  const { notes, told } = desk();
  notes.type('a', 'one');
  notes.flush();
  notes.type('a', '');
  notes.flush();
  expect(told).toEqual(['a: one', 'a: ']);
});

test('a call that goes on by a shortcut takes along what was typed last, and nothing of it is told later', () => {
  const { notes, told, pause } = desk();
  notes.edit('a');
  notes.type('a', 'one');
  notes.forget('a');
  pause();
  expect([told, notes.editingId, notes.of(call('a', empty))]).toEqual([
    ['a: one'],
    null,
    { text: '', isOpen: false, isEditing: false },
  ]);
});

test('a card shows what main knows until something is typed, and nothing where there are no notes', () => {
  const { notes } = desk();
  const kept = call('a', { ...empty, text: 'kept' });
  const before = notes.of(kept);
  notes.type('a', 'typed');
  expect([before, notes.of(kept), notes.of(call('b', empty)), notes.of(call('c', null))]).toEqual([
    { text: 'kept', isOpen: true, isEditing: false },
    { text: 'typed', isOpen: true, isEditing: false },
    { text: '', isOpen: false, isEditing: false },
    null,
  ]);
});

test('where each telling is a note of its own, what is typed is told once, when the field is left', () => {
  const { notes, told, pause } = desk();
  notes.edit('over');
  notes.type('over', 'wants');
  pause();
  notes.type('over', 'wants an offer');
  pause();
  const before = [...told];
  notes.fold('over');
  expect([before, told, notes.of(call('over', empty))]).toEqual([
    [],
    ['over: wants an offer'],
    { text: 'wants an offer', isOpen: true, isEditing: false },
  ]);
});

test('a text that has gone out leaves the field empty, unless more has been typed by then', () => {
  const { notes, pause } = desk();
  notes.type('a', 'one ');
  pause();
  notes.settle('a', 'one');
  notes.type('b', 'two');
  pause();
  notes.type('b', 'two and more');
  notes.settle('b', 'two');
  expect([notes.of(call('a', empty))?.text, notes.of(call('b', empty))?.text]).toEqual(['', 'two and more']);
});
