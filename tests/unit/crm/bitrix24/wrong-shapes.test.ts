import { describe, expect, it } from 'vitest';
import { refusal, reply, result } from '../scripted-portal.ts';
import { READS, WRITES } from './methods.ts';
import { wireTo } from './wire.ts';
import { textsIn, UNFIT, WRONG_RESULTS, WRONG_VALUES } from './wrong-shapes.ts';

const METHODS = { ...READS, ...WRITES };
const byName = Object.entries(METHODS);
const everyShape = byName.flatMap(([name, method]) => WRONG_RESULTS.map((shape) => [name, ...shape, method] as const));

describe('A good result', () => {
  it.each(byName)('of %s is read', async (_, { ask, resultOf, row }) => {
    const { client, signal } = wireTo(() => result(resultOf(row)));
    expect(await ask(client, signal)).toMatchObject({ kind: 'answered' });
  });
});

describe('A result that is no result', () => {
  it.each(everyShape)('of %s: %s is unreadable', async (_name, _what, answer, { ask }) => {
    const { client, signal } = wireTo(() => answer);
    expect(await ask(client, signal)).toMatchObject({ kind: 'failed', error: { code: 'unreadable-reply' } });
  });
});

describe('One wrong field', () => {
  it.each(byName)('of %s hides nothing else, and nothing unfit to be shown comes through', async (_, method) => {
    const { ask, resultOf, row } = method;
    const unfit: unknown[] = [];
    for (const field of Object.keys(row)) {
      for (const value of WRONG_VALUES) {
        const { client, signal } = wireTo(() => result(resultOf({ ...row, [field]: value })));
        const told = await ask(client, signal);
        const texts = textsIn(told).filter((text) => UNFIT.test(text) || text.length > 512);
        unfit.push(...texts.map((text) => [field, value, text]));
      }
    }
    expect(unfit).toEqual([]);
  });
});

describe('An error', () => {
  it.each(WRONG_VALUES.map((value) => [value]))('of code and words %j is an error all the same', async (value) => {
    const { client, signal } = wireTo(() =>
      reply(400, JSON.stringify({ error: value ?? null, error_description: value })),
    );
    const told = await client.call('profile', {}, signal);
    expect(told).toMatchObject({ kind: 'failed', wasReached: true });
    expect(textsIn(told).filter((text) => UNFIT.test(text) || text.length > 512)).toEqual([]);
  });

  it('of two million open tags is read at once', async () => {
    const { client, signal } = wireTo(() => refusal(400, '', '<'.repeat(2_000_000)));
    expect(await client.call('profile', {}, signal)).toMatchObject({ error: { code: 'unknown-error' } });
  });
});

describe('A list of 10,000', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => index + 1);

  it('items is read as far as a page could ever go', async () => {
    const { client, signal } = wireTo(() => result({ items: rows.map((id) => ({ id, title: `Deal ${id}` })) }));
    const told = await METHODS['crm.item.list']?.ask(client, signal);
    expect(told).toMatchObject({ kind: 'answered', items: { length: 500 } });
  });

  it('ids behind one number is cut', async () => {
    const { client, signal } = wireTo(() => result({ CONTACT: rows }));
    const told = await METHODS['crm.duplicate.findbycomm']?.ask(client, signal);
    expect(told).toMatchObject({ kind: 'answered', found: { length: 100 } });
  });

  it('comments is searched to its end', async () => {
    const { client, signal } = wireTo(() =>
      result(rows.map((ID) => ({ ID, COMMENT: ID === 10_000 ? 'Ringside 7f3a' : 'Other' }))),
    );
    expect(await METHODS['crm.timeline.comment.list']?.ask(client, signal)).toEqual({ kind: 'answered', id: '10000' });
  });
});

describe('What was written', () => {
  const writes = Object.entries(WRITES);

  it.each(
    writes.flatMap(([name, method]) => WRONG_RESULTS.map(([what, answer]) => [name, what, answer, method] as const)),
  )('by %s is in doubt where the answer is %s', async (_name, _what, answer, { ask }) => {
    const { client, signal } = wireTo(() => answer);
    expect(await ask(client, signal)).toMatchObject({ kind: 'failed', isDoubtful: true });
  });

  it.each(writes)('by %s is not in doubt where the portal names a reason', async (_, { ask }) => {
    const { client, signal } = wireTo(() => refusal(403, 'insufficient_scope'));
    expect(await ask(client, signal)).toMatchObject({ error: { code: 'scope-missing' }, isDoubtful: false });
  });

  it.each(writes)('by %s says so to the port, which must not ask twice', async (_, { ask, resultOf, row }) => {
    const { client, signal, portal } = wireTo(() => result(resultOf(row)));
    await ask(client, signal);
    expect(portal.asked.map(({ isWrite }) => isWrite)).toEqual([true]);
  });

  it.each(writes)('by %s ends when nobody wants the answer any more', async (_, { ask }) => {
    const { client, signal, leave } = wireTo(() => 'hang');
    const asked = ask(client, signal);
    leave.abort();
    expect(await asked).toEqual({ kind: 'aborted' });
  });
});
