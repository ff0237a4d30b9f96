import { describe, expect, it } from 'vitest';
import { DOE, outside, setUpDesk, TIMEOUT_MS } from './desk.ts';
import { settle } from './fake-clock.ts';
import { refusal, result, type Answer } from './scripted-portal.ts';
import { DOE_ROWS } from './sample-rows.ts';

const found = result(DOE_ROWS);

describe('After a failure', () => {
  it.each([
    ['QUERY_LIMIT_EXCEEDED', 'too-many-requests', 750],
    ['INTERNAL_SERVER_ERROR', 'portal-fault', 500],
    ['OPERATION_TIME_LIMIT', 'operation-time-limit', 60_500],
  ])('%s is told, and asked again while a card needs it', async (named, code, afterMs) => {
    const script: Answer[] = [refusal(503, named), found];
    const { hold, clock } = setUpDesk(() => script.shift() ?? 'hang');
    const { card } = hold();
    await clock.advance(afterMs - 1);
    expect(card.heard).toMatchObject([{ kind: 'failed', error: { code }, isTryingAgain: true }]);
    await clock.advance(1);
    expect(card.heard).toMatchObject([{ kind: 'failed' }, { kind: 'answered' }]);
  });

  it.each(['OVERLOAD_LIMIT', 'ACCESS_DENIED', 'INVALID_CREDENTIALS', 'insufficient_scope'])(
    '%s is not asked again',
    async (named) => {
      const { hold, clock, searched } = setUpDesk(() => refusal(403, named));
      const { card } = hold();
      await clock.advance(10 * 60_000);
      expect(card.heard).toMatchObject([{ kind: 'failed', isTryingAgain: false }]);
      expect(searched()).toHaveLength(1);
    },
  );

  it('an internal error that comes twice is given up, and said so', async () => {
    const { hold, clock, searched } = setUpDesk(() => refusal(500, 'INTERNAL_SERVER_ERROR'));
    const { card } = hold();
    await clock.advance(60_000);
    expect(card.heard).toMatchObject([{ isTryingAgain: true }, { isTryingAgain: false }]);
    expect(searched()).toHaveLength(2);
  });

  it('a portal that hangs is asked for ever longer; the card is told once, since when', async () => {
    const { hold, clock, searched } = setUpDesk(() => 'hang');
    const atEpochMs = clock.nowEpochMs() + TIMEOUT_MS;
    const { card } = hold();
    await clock.advance(60_000);
    expect(card.heard).toEqual([
      {
        kind: 'failed',
        error: { code: 'timed-out', detail: 'no answer within 4000 ms', atEpochMs, retryAtEpochMs: null },
        isTryingAgain: true,
      },
    ]);
    expect(searched().length).toBeGreaterThan(5);
  });

  it('nothing is asked again once the card is gone', async () => {
    const { hold, clock, searched } = setUpDesk(() => refusal(503, 'QUERY_LIMIT_EXCEEDED'));
    const { release } = hold();
    await settle();
    release();
    expect(clock.waiting).toBe(0);
    await clock.advance(60_000);
    expect(searched()).toHaveLength(1);
  });

  it('that was for good, the next call asks anew', async () => {
    const script: Answer[] = [refusal(403, 'ACCESS_DENIED'), found];
    const { hold } = setUpDesk(() => script.shift() ?? 'hang');
    const first = hold();
    await settle();
    const second = hold();
    await settle();
    expect(second.card.heard).toMatchObject([{ kind: 'answered' }]);
    expect(first.card.last?.kind).toBe('answered');
  });

  it('within the operating limit no other number is asked for either, and its card knows why', async () => {
    const script: Answer[] = [refusal(429, 'OPERATION_TIME_LIMIT')];
    const told = { error: 'OPERATION_TIME_LIMIT', time: { finish: 0, operating_reset_at: 20 } };
    script[0] = { ...refusal(429, ''), body: JSON.stringify(told) };
    const { hold, clock, searched, portal } = setUpDesk(() => script.shift() ?? 'hang');
    hold(outside('1'));
    await settle();
    portal.answer = () => found;
    const { card } = hold(outside('2'));
    expect(card.heard).toMatchObject([{ error: { code: 'operation-time-limit' }, isTryingAgain: true }]);
    expect(searched()).toEqual(['1']);
    await clock.advance(20_000);
    expect(card.last?.kind).toBe('answered');
  });
});

describe('Without a usable webhook', () => {
  it.each([null, '', 'portal', 'http://portal.example.com/rest/1/secret/'])('%j: not set up', async (webhook) => {
    const { hold, portal } = setUpDesk(() => found, undefined, { webhook });
    const { card } = hold(DOE);
    await settle();
    expect(card.heard).toMatchObject([{ kind: 'failed', error: { code: 'not-set-up' }, isTryingAgain: false }]);
    expect(portal.asked).toEqual([]);
  });
});
