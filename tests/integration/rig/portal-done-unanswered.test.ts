import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../rig/portal/faults.ts';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { samplePortal } from '../../rig/portal/sample.ts';
import { ask, type Asked } from './portal-ask.ts';

const METHOD = 'crm.timeline.comment.add';
const COMMENT = { fields: { ENTITY_ID: 651, ENTITY_TYPE: 'contact', COMMENT: 'Called' } };

let portal: Portal;

beforeEach(async () => {
  portal = await createPortal({ ...samplePortal, scopes: ['crm'] });
});
afterEach(() => portal.close());

const add = (init: RequestInit = {}): Promise<Asked> => ask(portal.webhook, METHOD, COMMENT, init);
const written = (): readonly string[] => portal.data.comments.map(({ text }) => text);

describe('What was done, but never answered', () => {
  it.each<Fault>([
    { kind: 'reset', isDone: true },
    { kind: 'html', status: 502, body: '<h1>Bad Gateway</h1>', isDone: true },
    { kind: 'empty', isDone: true },
    { kind: 'truncated' },
  ])('%j: is written, and the answer is lost', async (fault) => {
    portal.fault = { ...fault, method: METHOD, times: 1 };
    await expect(add()).rejects.toThrow();
    expect(written()).toEqual(['Called']);
    await add();
    expect(written()).toEqual(['Called', 'Called']);
  });

  it('hangs after its work', async () => {
    portal.fault = { kind: 'hang', isDone: true };
    const leave = new AbortController();
    const asked = expect(add({ signal: leave.signal })).rejects.toThrow(/abort/i);
    const seen = await portal.whenAsked(METHOD);
    leave.abort();
    await asked;
    expect([await seen.ended, written()]).toEqual(['abandoned', ['Called']]);
  });

  it('is still at work when the client has left', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    portal.fault = { kind: 'held', until: promise, isDone: true, times: 1 };
    const leave = new AbortController();
    const asked = expect(add({ signal: leave.signal })).rejects.toThrow(/abort/i);
    const seen = await portal.whenAsked(METHOD);
    leave.abort();
    await asked;
    await seen.ended;
    const before = written();
    resolve(undefined);
    await add();
    expect([before, written()]).toEqual([[], ['Called', 'Called']]);
  });

  it('is not done at all without that word', async () => {
    portal.fault = { kind: 'reset', times: 1 };
    await expect(add()).rejects.toThrow();
    expect(written()).toEqual([]);
  });
});
