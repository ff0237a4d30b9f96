import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Presentation, PresentationEffect, PresentationEvent } from '../../../main/desktop/presentation.ts';
import { initialPresentation, nextPresentation } from '../../../main/desktop/presentation.ts';
import type { CallId } from '../../../main/model/call.ts';

const anna = 'call-anna' as CallId;
const boris = 'call-boris' as CallId;
const present = (...callIds: CallId[]): PresentationEvent => ({ kind: 'present', callIds });
const acknowledged = (callId: CallId): PresentationEvent => ({ kind: 'acknowledged', callId });
const deadline = (generation: number): PresentationEvent => ({ kind: 'deadline', generation });
const blanked: PresentationEvent = { kind: 'blanked' };
const renewed: PresentationEvent = { kind: 'page-renewed' };

function run(...events: readonly PresentationEvent[]): {
  state: Presentation;
  effects: readonly PresentationEffect['kind'][];
} {
  let state: Presentation = initialPresentation;
  const effects: PresentationEffect['kind'][] = [];
  for (const event of events) {
    const step = nextPresentation(state, event);
    state = step.state;
    effects.push(...step.effects.map(({ kind }) => kind));
  }
  return { state, effects };
}

describe('when the card is seen', () => {
  test('a call is shown as soon as the page has its card', () => {
    expect(run(present(anna), acknowledged(anna))).toEqual({
      state: { kind: 'shown', callIds: [anna], generation: 1 },
      effects: ['arm', 'show'],
    });
  });

  test('200 ms after the INVITE it is shown even without the page’s word', () => {
    expect(nextPresentation(initialPresentation, present(anna)).effects).toEqual([
      { kind: 'arm', generation: 1, delayMs: 200 },
    ]);
    expect(run(present(anna), deadline(1)).effects).toEqual(['arm', 'show']);
  });

  test('the word of the former call does not show the next one', () => {
    const { state, effects } = run(present(anna), present(), present(boris), acknowledged(anna));
    expect(state.kind).toBe('awaiting');
    expect(effects).toEqual(['arm', 'arm']);
  });

  test('a page that still holds the former card is loaded afresh, then shown, not shown as it is', () => {
    const late = [present(anna), acknowledged(anna), present(), deadline(2), present(boris), deadline(3)] as const;
    expect(run(...late).effects).toEqual(['arm', 'show', 'arm', 'hide', 'reload', 'arm', 'reload']);
    expect(run(...late, renewed).effects.at(-1)).toBe('show');
  });

  test('it hides only once the page has painted nothing', () => {
    const ended = [present(anna), acknowledged(anna), present()] as const;
    expect(run(...ended).effects).toEqual(['arm', 'show', 'arm']);
    expect(run(...ended, blanked)).toEqual({
      state: { kind: 'hidden', isBlank: true, generation: 2 },
      effects: ['arm', 'show', 'arm', 'hide'],
    });
  });

  test('a second call joins a shown card without hiding it', () => {
    expect(run(present(anna), acknowledged(anna), present(boris, anna))).toEqual({
      state: { kind: 'shown', callIds: [boris, anna], generation: 1 },
      effects: ['arm', 'show'],
    });
  });

  test('a call that comes while the card goes keeps the window, and a late "blank" does not hide it', () => {
    const state = run(present(anna), acknowledged(anna), present(), present(boris), blanked).state;
    expect(state).toEqual({ kind: 'shown', callIds: [boris], generation: 2 });
  });

  test('a timer of an earlier call does nothing', () => {
    expect(run(present(anna), present(), present(boris), deadline(1)).effects).toEqual(['arm', 'arm']);
  });

  test('a second call while the first still waits does not postpone the deadline', () => {
    expect(run(present(anna), present(boris, anna), deadline(1)).effects).toEqual(['arm', 'show']);
  });

  test('a crashed page is loaded again in every state', () => {
    const states = [
      [],
      [present(anna)],
      [present(anna), acknowledged(anna)],
      [present(anna), acknowledged(anna), present()],
    ];
    expect(states.map((events) => run(...events, { kind: 'page-gone' }).effects.at(-1))).toEqual(
      Array.from(states, () => 'reload'),
    );
  });
});

test('whatever happens in whatever order, what is shown first is a blank page or the card of a wanted call', () => {
  const ids = fc.constantFrom(anna, boris);
  const events: fc.Arbitrary<PresentationEvent> = fc.oneof(
    fc.uniqueArray(ids, { maxLength: 2 }).map((callIds) => present(...callIds)),
    ids.map(acknowledged),
    fc.integer({ min: 0, max: 6 }).map(deadline),
    fc.constantFrom<PresentationEvent>(blanked, renewed, { kind: 'page-gone' }),
  );
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), (story) => {
      let state: Presentation = initialPresentation;
      let wanted: readonly CallId[] = [];
      /** What the page holds, by its own words. */
      let held: CallId | null = null;
      let isVisible = false;
      for (const event of story) {
        wanted = event.kind === 'present' ? event.callIds : wanted;
        held = event.kind === 'acknowledged' ? event.callId : held;
        held = event.kind === 'blanked' || event.kind === 'page-renewed' ? null : held;
        const step = nextPresentation(state, event);
        state = step.state;
        const shows = step.effects.some(({ kind }) => kind === 'show');
        expect(shows && held !== null && !wanted.includes(held)).toBe(false);
        isVisible = (isVisible || shows) && !step.effects.some(({ kind }) => kind === 'hide');
        expect(isVisible).toBe(state.kind === 'shown' || state.kind === 'blanking');
        expect(wanted.length === 0 && (state.kind === 'awaiting' || state.kind === 'shown')).toBe(false);
      }
    }),
    { numRuns: 2000 },
  );
});
