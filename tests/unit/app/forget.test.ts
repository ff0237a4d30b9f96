import { expect, test } from 'vitest';
import { Forgetting, type ForgetParts } from '../../../main/app/forget.ts';
import { err, ok } from '../../../main/model/result.ts';

const key = 'outside:+19062195047';

/** Everything that keeps something, and in which order it was asked. */
function desk(more: Partial<ForgetParts> = {}) {
  const asked: string[] = [];
  const note = <T>(what: string, value: T): T => {
    asked.push(what);
    return value;
  };
  const forgetting = new Forgetting({
    store: {
      wouldForget: () => Promise.resolve(ok({ calls: 3, unsent: 1 })),
      forgetCaller: (caller) => Promise.resolve(note(`disk ${caller}`, ok({ calls: 3, unsent: 0 }))),
      earlierCalls: () => Promise.resolve(ok([])),
      lookups: { forgetAll: () => Promise.resolve(note('kept answers', ok(null))) },
    },
    history: { forgetCaller: (caller) => void note(`recent ${caller}`, null) },
    outbox: { forget: (caller) => note(`outbox ${caller}`, 1) },
    picks: {
      forget: (caller) => Promise.resolve(note(`picks ${caller}`, true)),
      forgetAll: () => Promise.resolve(note('all picks', true)),
    },
    openCalls: () => ({ forget: (caller) => void note(`open calls ${caller}`, null) }),
    crm: () => ({ forget: (keys) => Promise.resolve(note(`answers ${String(keys)}`, true)) }),
    scrubLogs: (words) => Promise.resolve(note(`logs ${words.join(' ')}`, ok(null))),
    ...more,
  });
  return { forgetting, asked };
}

test('a caller goes from memory first, so that nothing writes him down again, then from the disk and the logs', async () => {
  const { forgetting, asked } = desk();
  expect([await forgetting.forget(key), asked]).toEqual([
    // What was unsent went with the outbox, before the disk was asked.
    ok({ calls: 3, unsent: 1 }),
    [
      `open calls ${key}`,
      `outbox ${key}`,
      `picks ${key}`,
      `answers ${key}`,
      `disk ${key}`,
      `recent ${key}`,
      'logs +19062195047 19062195047',
    ],
  ]);
});

test('what could not be removed is told, and the rest is removed all the same', async () => {
  const { forgetting, asked } = desk({
    picks: { forget: () => Promise.resolve(false), forgetAll: () => Promise.resolve(false) },
  });
  expect([await forgetting.forget(key), asked.length]).toEqual([err('not-forgotten'), 6]);
});

test('"forget all" takes picks and answers, also those on disk where no CRM is set up any more', async () => {
  const { forgetting, asked } = desk({ crm: () => null });
  expect([await forgetting.forgetClients(), asked]).toEqual([ok(null), ['all picks', 'kept answers']]);
});

test('without a database nobody is told that all is gone', async () => {
  expect(await desk({ store: null }).forgetting.forget(key)).toEqual(err('not-forgotten'));
});
