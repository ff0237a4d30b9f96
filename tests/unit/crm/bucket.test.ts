import { expect, it } from 'vitest';
import type { PortalClient, PortalReply } from '../../../main/crm/bitrix24/client.ts';
import { crmError } from '../../../main/crm/bitrix24/errors.ts';
import { Bucket } from '../../../main/crm/bucket.ts';
import type { CrmSettings } from '../../../main/model/settings.ts';
import { FakeClock, settle } from './fake-clock.ts';

type Answered = PortalReply & { readonly kind: 'answered' };

/** A bucket over a client that notes what it is asked and answers what the test says. */
function setUp(
  answer: (method: string) => Partial<Answered> | PortalReply = () => ({}),
  plan: CrmSettings['plan'] = 'standard',
) {
  const clock = new FakeClock();
  const startEpochMs = clock.nowEpochMs();
  const asked: { readonly method: string; readonly atMs: number }[] = [];
  const never = new AbortController().signal;
  const inner: PortalClient = {
    call: (method) => {
      asked.push({ method, atMs: clock.nowEpochMs() - startEpochMs });
      const atEpochMs = clock.nowEpochMs();
      const times = { atEpochMs, finishEpochMs: atEpochMs, operatingSec: null, operatingResetAtEpochMs: null };
      const plain = { kind: 'answered', result: true, next: null, total: null, host: 'portal.example.com', ...times };
      return Promise.resolve({ ...plain, ...answer(method) } as PortalReply);
    },
  };
  const bucket = new Bucket(plan, clock);
  const [lookUp, details, outbox] = (['look-up', 'details', 'outbox'] as const).map((priority) => {
    const client = bucket.at(priority, inner);
    return (method: string, signal = never): Promise<PortalReply> => client.call(method, {}, signal);
  });
  if (lookUp === undefined || details === undefined || outbox === undefined) throw new Error('There are three.');
  return { clock, asked, lookUp, details, outbox };
}

/** Asks so often, and waits for none of the answers. */
function often(count: number, ask: () => Promise<PortalReply>): void {
  for (let left = count; left > 0; left -= 1) void ask();
}

const refusedFor = (code: 'too-many-requests' | 'operation-time-limit', nowEpochMs = 0, inMs: number | null = null) =>
  ({ kind: 'failed', error: crmError(code, null, nowEpochMs, inMs), wasReached: true }) as const;

it('A request goes out within the call itself while the bucket has room', () => {
  const { asked, lookUp } = setUp();
  void lookUp('search');
  expect(asked).toEqual([{ method: 'search', atMs: 0 }]);
});

it('A look-up overtakes all that waits', async () => {
  const { clock, asked, lookUp, outbox } = setUp();
  often(60, () => outbox('comment'));
  void lookUp('search');
  expect(asked).toHaveLength(26);
  expect(asked.at(-1)).toEqual({ method: 'search', atMs: 0 });
  await clock.advance(60_000);
  expect(asked).toHaveLength(61);
});

it('After "too many requests" the bucket is taken for full: the next look-up has half a second to wait, the outbox far more', async () => {
  const answers = [refusedFor('too-many-requests')];
  const { clock, asked, lookUp, outbox } = setUp(() => answers.shift() ?? {});
  await lookUp('first');
  void outbox('comment');
  void lookUp('second');
  await clock.advance(60_000);
  expect(asked).toEqual([
    { method: 'first', atMs: 0 },
    { method: 'second', atMs: 500 },
    { method: 'comment', atMs: 13_500 },
  ]);
});

it('Nothing waits at a portal of one’s own', () => {
  const { asked, outbox } = setUp(undefined, 'self-hosted');
  often(500, () => outbox('comment'));
  expect(asked).toHaveLength(500);
});

it('A request that is not wanted any more leaves the queue, sends nothing and leaves no timer', async () => {
  const { clock, asked, outbox } = setUp();
  often(25, () => outbox('comment'));
  const gone = new AbortController();
  const waiting = outbox('unwanted', gone.signal);
  await settle();
  expect(clock.waiting).toBe(1);
  gone.abort();
  expect(await waiting).toEqual({ kind: 'aborted' });
  expect(clock.waiting).toBe(0);
  expect(asked.map(({ method }) => method)).not.toContain('unwanted');
});

it('One that was unwanted from the start is not sent', async () => {
  const { asked, lookUp } = setUp();
  expect(await lookUp('search', AbortSignal.abort())).toEqual({ kind: 'aborted' });
  expect(asked).toEqual([]);
});

it('A method whose operating time is nearly spent is left to look-ups until it is counted anew', async () => {
  const resetInMs = 120_000;
  const made = setUp((method) => ({
    operatingSec: method === 'dear' ? 401 : 20,
    operatingResetAtEpochMs: made.clock.nowEpochMs() + resetInMs,
  }));
  const { clock, asked, lookUp, details, outbox } = made;
  const resetAtEpochMs = clock.nowEpochMs() + resetInMs;
  await details('dear');
  expect(await outbox('dear')).toMatchObject({
    kind: 'failed',
    error: { code: 'operation-time-limit', retryAtEpochMs: resetAtEpochMs },
    wasReached: false,
  });
  await lookUp('dear');
  await outbox('cheap');
  expect(asked.map(({ method }) => method)).toEqual(['dear', 'dear', 'cheap']);
  await clock.advance(resetInMs);
  expect(await outbox('dear')).toMatchObject({ kind: 'answered' });
});

it('A method that the portal has blocked is asked for again by look-ups alone before the time that it named', async () => {
  const made = setUp(() => refusedFor('operation-time-limit', made.clock.nowEpochMs(), 60_000));
  const { clock, asked, lookUp, details } = made;
  await lookUp('search');
  await details('search');
  expect(asked).toHaveLength(1);
  await lookUp('search');
  expect(asked).toHaveLength(2);
  await clock.advance(60_000);
  await details('search');
  expect(asked).toHaveLength(3);
});

it('A clock that is set back holds nobody up', async () => {
  const answers = [refusedFor('too-many-requests')];
  const { clock, asked, lookUp } = setUp(() => answers.shift() ?? {});
  await lookUp('first');
  clock.setBack(3_600_000);
  void lookUp('second');
  await clock.advance(1000);
  expect(asked.map(({ method }) => method)).toEqual(['first', 'second']);
});
