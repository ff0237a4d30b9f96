import { expect, test } from 'vitest';
import { CurrentSession, type SessionChange } from '../../../main/app/current-session.ts';
import { FakeSession } from './session-fakes.ts';

function started(): { current: CurrentSession; sessions: FakeSession[]; dnd: boolean[]; changes: SessionChange[] } {
  const sessions: FakeSession[] = [];
  const dnd: boolean[] = [];
  const current = new CurrentSession((isDoNotDisturb) => {
    const session = new FakeSession();
    sessions.push(session);
    dnd.push(isDoNotDisturb);
    return session;
  });
  const changes: SessionChange[] = [];
  current.onChange((change) => changes.push(change));
  return { current, sessions, dnd, changes };
}

const at = (sessions: readonly FakeSession[], index: number): FakeSession => {
  const session = sessions[index];
  if (session === undefined) throw new Error(`There is no session ${index}.`);
  return session;
};

test('new settings count at once while nothing rings', () => {
  const { current, sessions, changes } = started();
  current.renew();
  expect([sessions.map(({ isStopped }) => isStopped), changes]).toEqual([[true, false], ['replaced']]);
});

test('a ringing call is not dropped for new settings: they count from its end on', () => {
  const { current, sessions } = started();
  const leg = at(sessions, 0).desk.rings();
  current.renew();
  expect([sessions.length, current.shown().length]).toEqual([1, 1]);
  at(sessions, 0).desk.stops(leg);
  expect([sessions.length, at(sessions, 0).isStopped]).toEqual([2, true]);
});

test('do not disturb outlives a change of the settings', () => {
  const { current, dnd } = started();
  current.setDoNotDisturb(true);
  current.renew();
  expect(dnd).toEqual([false, true]);
});

test('what a session that was replaced still says is not told', () => {
  const { current, sessions, changes } = started();
  current.renew();
  at(sessions, 0).tellStatus({ kind: 'stopped', sinceEpochMs: 0 });
  expect(changes).toEqual(['replaced']);
});
