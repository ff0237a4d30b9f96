import { describe, expect, it } from 'vitest';
import { outside, setUpDesk, TIMEOUT_MS } from './desk.ts';
import { settle } from './fake-clock.ts';
import { deskWith, Disk, HOUR_MS, matchesOf, yesterday } from './kept-desk.ts';
import { DOE_ROWS } from './sample-rows.ts';
import { networkFailure, refusal, result, type Answer } from './scripted-portal.ts';

const found = result(DOE_ROWS);
const away = networkFailure('connection', 'ECONNREFUSED');

describe('With the CRM away', () => {
  it('yesterday’s caller is there within the call itself, says from when, and turns right by itself', async () => {
    const answers: Answer[] = [away, away, found];
    const { hold, clock } = await deskWith(() => answers.shift() ?? 'hang');
    const asOfEpochMs = clock.nowEpochMs() - 24 * HOUR_MS;
    const kept = { kind: 'answered', matches: { matches: matchesOf('Anna Petrova'), asOfEpochMs, selfId: null } };
    const { card } = hold();
    expect(card.heard).toEqual([{ ...kept, kept: { failure: null } }]);
    const failedAt = clock.nowEpochMs();
    await clock.advance(10_000);
    expect(card.heard.slice(1)).toMatchObject([
      {
        ...kept,
        kept: { failure: { error: { code: 'unreachable', atEpochMs: failedAt }, isTryingAgain: true } },
      },
      { kind: 'answered', matches: { matches: [{ id: '651', responsible: { workday: 'OPENED' } }, { id: '643' }] } },
    ]);
    expect(card.last).not.toHaveProperty('kept');
  });

  it('a refusal for good leaves yesterday’s caller, and says that nobody tries again', async () => {
    const { hold } = await deskWith(() => refusal(403, 'ACCESS_DENIED'));
    const { card } = hold();
    await settle();
    expect(card.last).toMatchObject({
      kind: 'answered',
      matches: { matches: [{ name: 'John Doe' }, {}] },
      kept: { failure: { error: { code: 'access-denied' }, isTryingAgain: false } },
    });
  });

  it('that the portal hangs is told within the time limit', async () => {
    const { hold, clock } = await deskWith(() => 'hang');
    const { card } = hold();
    await clock.advance(TIMEOUT_MS);
    expect(card.heard).toMatchObject([
      { kept: { failure: null } },
      { kept: { failure: { error: { code: 'timed-out' }, isTryingAgain: true } } },
    ]);
  });

  it('a caller who was never known gets the failure alone', async () => {
    const { hold } = await deskWith(() => away);
    const { card } = hold(outside('12025550100'));
    await settle();
    expect(card.heard).toMatchObject([{ kind: 'failed', error: { code: 'unreachable' } }]);
  });

  it('a card that came before the disk was read is told what it knows', async () => {
    const disk = new Disk();
    const desk = setUpDesk(() => away, undefined, { kept: disk });
    disk.rows = [yesterday(desk.clock)];
    const { card } = desk.hold();
    await settle();
    expect(card.last).toMatchObject({ kind: 'failed' });
    desk.crm.start();
    await settle();
    expect(card.last).toMatchObject({ kept: { failure: { error: { code: 'unreachable' } } } });
  });

  it('an answer is told for as long as the settings say, by the portal’s own time, and not a moment longer', async () => {
    const { hold } = await deskWith(() => 'hang', { ageMs: 720 * HOUR_MS - 1 });
    expect(hold().card.heard).toHaveLength(1);
    const tooOld = await deskWith(() => 'hang', { ageMs: 720 * HOUR_MS });
    expect(tooOld.hold().card.heard).toEqual([]);
  });
});
