import { describe, expect, it } from 'vitest';
import { outside, SETTINGS, setUpDesk } from './desk.ts';
import { settle } from './fake-clock.ts';
import { refusal, result, type Answer } from './scripted-portal.ts';
import { DOE_ROWS } from './sample-rows.ts';

const found = result(DOE_ROWS);
const nobody = result([]);

describe('A look-up', () => {
  it('gives the portal’s entities in its own order, each with who is responsible', async () => {
    const { hold, clock } = setUpDesk(() => found);
    const { card } = hold();
    await settle();
    const responsible = {
      id: '99',
      name: null,
      workday: 'OPENED',
      phones: { extension: '102', mobile: '19062195047', work: null, personal: null },
    };
    expect(card.heard).toEqual([
      {
        kind: 'answered',
        matches: {
          matches: [
            { type: 'CONTACT', id: '651', name: 'John Doe', responsible },
            { type: 'COMPANY', id: '643', name: 'Daisy LLC', responsible },
          ],
          asOfEpochMs: clock.nowEpochMs(),
          selfId: null,
        },
      },
    ]);
  });

  it('is one request for all cards of a number, and each card hears of it', async () => {
    const { hold, searched } = setUpDesk(() => found);
    const one = hold();
    const other = hold();
    await settle();
    expect(searched()).toEqual(['19062195047']);
    expect(one.card.heard).toHaveLength(1);
    expect(other.card.heard).toEqual(one.card.heard);
  });

  it('is told at once to a card that comes later', async () => {
    const { hold, searched } = setUpDesk(() => found);
    hold();
    await settle();
    expect(hold().card.heard).toHaveLength(1);
    expect(searched()).toHaveLength(1);
  });

  it('of two numbers is two requests', async () => {
    const { hold, searched } = setUpDesk(() => found);
    hold(outside('1'));
    hold(outside('2'));
    await settle();
    expect(searched()).toEqual(['1', '2']);
  });

  it('goes on while one of two cards still needs it', async () => {
    const answer = Promise.withResolvers<typeof found>();
    const { hold, portal } = setUpDesk(() => answer.promise);
    const one = hold();
    const other = hold();
    one.release();
    expect(portal.asked[0]?.signal.aborted).toBe(false);
    answer.resolve(found);
    await settle();
    expect(other.card.last?.kind).toBe('answered');
    expect(one.card.heard).toEqual([]);
  });

  it('is aborted when the last card goes, and leaves no timer', async () => {
    const { hold, portal, clock } = setUpDesk(() => 'hang');
    const one = hold();
    const other = hold();
    one.release();
    one.release();
    other.release();
    expect(portal.asked.map(({ signal }) => signal.aborted)).toEqual([true]);
    await settle();
    expect(clock.waiting).toBe(0);
  });

  it('is asked anew after it was aborted', async () => {
    const { hold, portal } = setUpDesk(() => 'hang');
    hold().release();
    portal.answer = () => found;
    const { card } = hold();
    await settle();
    expect(card.last?.kind).toBe('answered');
  });

  it('is not disturbed by a release that comes twice, after the number was held anew', async () => {
    const { hold, portal } = setUpDesk(() => 'hang');
    const gone = hold();
    gone.release();
    hold();
    gone.release();
    hold();
    await settle();
    expect(portal.asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it('ends with everything else when the CRM is stopped', async () => {
    const { crm, hold, portal, clock } = setUpDesk(() => 'hang');
    const stop = crm.start();
    const { card } = hold();
    stop();
    await clock.advance(60_000);
    expect(portal.asked.map(({ signal }) => signal.aborted)).toEqual([true]);
    expect(card.heard).toEqual([]);
  });
});

describe('A remembered answer', () => {
  it('is told while the card is being opened, with its own time, for five minutes', async () => {
    const { hold, clock, searched } = setUpDesk(() => found);
    const asOfEpochMs = clock.nowEpochMs();
    hold().release();
    const first = hold();
    await settle();
    first.release();
    await clock.advance(5 * 60_000 - 1);
    expect(hold().card.heard).toMatchObject([{ kind: 'answered', matches: { asOfEpochMs } }]);
    expect(searched()).toHaveLength(2);
  });

  it('is asked for anew after five minutes, also while the first card is still open', async () => {
    const { hold, clock, searched } = setUpDesk(() => found);
    const first = hold();
    await clock.advance(5 * 60_000);
    const second = hold();
    expect(second.card.heard).toMatchObject([{ kept: { failure: null } }]);
    await settle();
    expect(searched()).toHaveLength(2);
    expect(second.card.last).toMatchObject({ matches: { asOfEpochMs: clock.nowEpochMs() } });
    expect(second.card.last).not.toHaveProperty('kept');
    expect(first.card.heard).toHaveLength(2);
  });

  it('that knew nobody is believed for half a minute only: the agent may have made the contact', async () => {
    const { hold, clock, portal } = setUpDesk(() => nobody);
    const first = hold();
    await settle();
    first.release();
    portal.answer = () => found;
    await clock.advance(29_999);
    const second = hold();
    expect(second.card.heard).toMatchObject([{ matches: { matches: [] } }]);
    second.release();
    await clock.advance(1);
    const third = hold();
    await settle();
    expect(third.card.heard).toMatchObject([{ matches: { matches: [{ name: 'John Doe' }, {}] } }]);
  });

  it('is one of the 500 last', async () => {
    const settings = { ...SETTINGS, plan: 'self-hosted' } as const;
    const { hold, searched } = setUpDesk(() => found, undefined, { settings });
    for (let index = 0; index <= 500; index += 1) {
      const { release } = hold(outside(`1${String(index).padStart(9, '0')}`));
      await settle();
      release();
    }
    hold(outside('1000000500'));
    hold(outside('1000000001'));
    expect(searched()).toHaveLength(501);
    hold(outside('1000000000'));
    expect(searched()).toHaveLength(502);
  });
});

describe('Spellings', () => {
  const answers = (known: string) => (asked: { params: unknown }) =>
    JSON.stringify(asked.params).includes(`"${known}"`) ? found : nobody;

  it('are tried one after the other until somebody is found, and only the answer is told', async () => {
    const { hold, searched } = setUpDesk(answers('089161234567'));
    const { card } = hold(outside('79161234567', '089161234567', '9161234567'));
    await settle();
    expect(searched()).toEqual(['79161234567', '089161234567']);
    expect(card.heard).toMatchObject([{ kind: 'answered', matches: { matches: [{ id: '651' }, { id: '643' }] } }]);
  });

  it('are three at the most, each once', async () => {
    const { hold, searched } = setUpDesk(() => nobody);
    const { card } = hold(outside('1', '1', '2', '3', '4'));
    await settle();
    expect(searched()).toEqual(['1', '2', '3']);
    expect(card.heard).toMatchObject([{ kind: 'answered', matches: { matches: [] } }]);
  });

  it('are not gone through because of a failure: the one that failed is asked again', async () => {
    const script: Answer[] = [nobody, refusal(500, 'INTERNAL_SERVER_ERROR'), found];
    const { hold, searched, clock } = setUpDesk(() => script.shift() ?? 'hang');
    hold(outside('1', '2', '3'));
    await clock.advance(500);
    expect(searched()).toEqual(['1', '2', '2']);
  });

  it('never make a card wait longer than the time limit for its first word', async () => {
    const slow = Promise.withResolvers<typeof found>();
    const { hold, clock, portal } = setUpDesk(() => 'hang');
    const first = Promise.withResolvers<typeof found>();
    portal.answer = ({ params }) => (JSON.stringify(params).includes('"1"') ? first.promise : slow.promise);
    const { card } = hold(outside('1', '2'));
    await clock.advance(3000);
    first.resolve(nobody);
    await clock.advance(999);
    expect(card.heard).toEqual([]);
    await clock.advance(1);
    expect(card.heard).toMatchObject([{ kind: 'failed', error: { code: 'timed-out' }, isTryingAgain: true }]);
    slow.resolve(found);
    await settle();
    expect(card.last?.kind).toBe('answered');
  });
});
