import { describe, expect, it } from 'vitest';
import { reply } from '../scripted-portal.ts';
import { wireTo } from './wire.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What an answer with this `time` tells, each instant as its distance from now. */
async function timesOf(time: (nowMs: number) => unknown) {
  const wire = wireTo(() => reply(200, JSON.stringify({ result: true, time: time(wire.clock.nowEpochMs()) })));
  const told = await wire.client.call('profile', {}, wire.signal);
  if (told.kind !== 'answered') throw new Error(`expected an answer, got ${told.kind}`);
  const nowMs = wire.clock.nowEpochMs();
  const { finishEpochMs, operatingSec, operatingResetAtEpochMs: resetAt } = told;
  return { ageMs: nowMs - finishEpochMs, operatingSec, resetInMs: resetAt === null ? null : resetAt - nowMs };
}

describe('The portal’s own time', () => {
  it('is when it had made the answer, what that cost, and until when that counts', async () => {
    const time = (nowMs: number) => {
      const finish = (nowMs - 2500) / 1000;
      return { start: finish - 1, finish, operating: 0.25, operating_reset_at: finish + 42 };
    };
    expect(await timesOf(time)).toEqual({ ageMs: 2500, operatingSec: 0.25, resetInMs: 42_000 });
  });

  it('is also read from its date, whatever its offset', async () => {
    const isoAt = (epochMs: number): string =>
      new Date(epochMs + 3 * HOUR_MS).toISOString().replace(/\.\d+Z$/, '+03:00');
    expect(await timesOf((nowMs) => ({ date_finish: isoAt(nowMs - 60_000) }))).toMatchObject({ ageMs: 60_000 });
  });

  it('is believed up to a day', async () => {
    expect(await timesOf((nowMs) => ({ finish: (nowMs - DAY_MS) / 1000 }))).toMatchObject({ ageMs: DAY_MS });
  });

  it.each([
    ['more than a day ago', (nowMs: number) => ({ finish: (nowMs - DAY_MS - 1000) / 1000 })],
    ['in the future', (nowMs: number) => ({ finish: (nowMs + HOUR_MS) / 1000 })],
    ['far in the future', (nowMs: number) => ({ finish: (nowMs + 400 * DAY_MS) / 1000 })],
    ['absent', () => undefined],
    ['null', () => null],
    ['an empty list', () => []],
    ['text', () => 'now'],
    ['of texts', () => ({ finish: '1795348800', date_finish: '22.11.2026 12:00:00', operating: '0.25' })],
    ['negative', () => ({ finish: -1, operating: -1 })],
  ])('is ours where it is %s', async (_, time) => {
    expect(await timesOf(time)).toEqual({ ageMs: 0, operatingSec: null, resetInMs: null });
  });
});
