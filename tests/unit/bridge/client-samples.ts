/** Arbitrary clients and outbox states as the domain may hand them over. */
import fc from 'fast-check';
import type { LookupToShow } from '../../../main/bridge/call-views.ts';
import type { ClientDetails } from '../../../main/model/client.ts';
import type { CrmError, Kept, Match } from '../../../main/model/crm.ts';
import type { OutboxState } from '../../../main/model/outbox.ts';

const text = fc.string({ maxLength: 40, unit: 'binary' });
const textOrNull = fc.option(text);
const epochMs = fc.nat();

export const crmErrors: fc.Arbitrary<CrmError> = fc.record({
  code: fc.constantFrom('timed-out', 'unreachable', 'webhook-rejected', 'wrong-auth-type', 'unknown-error'),
  detail: textOrNull,
  atEpochMs: epochMs,
  retryAtEpochMs: fc.option(epochMs),
});

export const kept: fc.Arbitrary<Kept> = fc.record({
  failure: fc.option(fc.record({ error: crmErrors, isTryingAgain: fc.boolean() })),
});

const clientDetails: fc.Arbitrary<ClientDetails> = fc.record({
  deals: fc.array(
    fc.record({
      id: text,
      title: textOrNull,
      sum: fc.option(fc.record({ value: fc.integer(), currency: textOrNull })),
    }),
    { maxLength: 3 },
  ),
  moreDeals: fc.nat(),
  lastContactEpochMs: fc.option(epochMs),
  related: fc.array(fc.record({ type: fc.constantFrom('CONTACT', 'COMPANY'), id: text, name: textOrNull }), {
    maxLength: 3,
  }),
  asOfEpochMs: epochMs,
});

/** What is told of some of the matches. */
export const detailsOf = (matches: readonly Match[]): fc.Arbitrary<LookupToShow['details']> =>
  fc
    .array(fc.option(clientDetails), { minLength: matches.length, maxLength: matches.length })
    .map(
      (all) => new Map(matches.flatMap(({ type, id }, at) => (all[at] ? [[`${type}:${id}`, all[at]] as const] : []))),
    );

/** By kind, so that a state which is added does not compile without one. */
export const outboxStates: { readonly [K in OutboxState['kind']]: fc.Arbitrary<OutboxState & { kind: K }> } = {
  held: fc.record({ kind: fc.constant('held'), untilEpochMs: epochMs }),
  waiting: fc.record({
    kind: fc.constant('waiting'),
    tries: fc.nat(),
    nextTryEpochMs: epochMs,
    error: fc.option(crmErrors),
  }),
  'in-flight': fc.record({ kind: fc.constant('in-flight'), tries: fc.nat(), sinceEpochMs: epochMs }),
  'perhaps-sent': fc.record({
    kind: fc.constant('perhaps-sent'),
    error: fc.option(crmErrors),
    sinceEpochMs: epochMs,
  }),
  refused: fc.record({ kind: fc.constant('refused'), error: crmErrors, atEpochMs: epochMs }),
  sent: fc.record({ kind: fc.constant('sent'), atEpochMs: epochMs, createdId: textOrNull }),
};
