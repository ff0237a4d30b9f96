import { expect, test } from 'vitest';
import { CurrentSession, type SessionChange } from '../../../main/app/current-session.ts';
import { FakeSession } from './session-fakes.ts';

class Started {
  readonly sessions: FakeSession[] = [];
  readonly dnd: boolean[] = [];
  readonly changes: SessionChange[] = [];
  key = 'first';
  readonly current = new CurrentSession({
    start: (isDoNotDisturb) => {
      const session = new FakeSession();
      this.sessions.push(session);
      this.dnd.push(isDoNotDisturb);
      return session;
    },
    key: () => this.key,
  });

  constructor() {
    this.current.onChange((change) => this.changes.push(change));
  }

  at(index: number): FakeSession {
    const session = this.sessions[index];
    if (session === undefined) throw new Error(`There is no session ${index}.`);
    return session;
  }

  /** New settings are saved, and whatever is to follow at once has followed. */
  async save(key: string): Promise<void> {
    this.key = key;
    this.current.renew();
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  }
}

test('new settings count at once while nothing rings', async () => {
  const started = new Started();
  await started.save('second');
  expect([started.sessions.map(({ isStopped }) => isStopped), started.changes]).toEqual([[true, false], ['replaced']]);
});

test('settings that the line does not depend on do not end it', async () => {
  const started = new Started();
  await started.save('first');
  expect([started.sessions.length, started.at(0).isStopped]).toEqual([1, false]);
});

test('the old registration is given back before the new one is asked for', async () => {
  const started = new Started();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  started.at(0).stopping = promise;
  await started.save('second');
  expect(started.sessions).toHaveLength(1);
  resolve(undefined);
  await started.settle();
  expect(started.sessions).toHaveLength(2);
});

test('a ringing call is not dropped for new settings, nor is the card that says how it ended', async () => {
  const started = new Started();
  const { desk } = started.at(0);
  const leg = desk.rings();
  await started.save('second');
  desk.stops(leg);
  await started.settle();
  expect([started.sessions.length, started.current.shown().length]).toEqual([1, 1]);
  desk.clock.pass(3000);
  await started.settle();
  expect([started.sessions.length, started.at(0).isStopped]).toEqual([2, true]);
});

test('do not disturb outlives a change of the settings', async () => {
  const started = new Started();
  started.current.setDoNotDisturb(true);
  await started.save('second');
  expect(started.dnd).toEqual([false, true]);
});

test('what a session that was replaced still says is not told', async () => {
  const started = new Started();
  await started.save('second');
  started.at(0).tellStatus({ kind: 'stopped', sinceEpochMs: 0 });
  expect(started.changes).toEqual(['replaced']);
});

test('an app that quits while its session is being replaced starts no new one', async () => {
  const started = new Started();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  started.at(0).stopping = promise;
  await started.save('second');
  const stopped = started.current.stop();
  resolve(undefined);
  await stopped;
  expect(started.sessions).toHaveLength(1);
});
