import { describe, expect, it } from 'vitest';
import { addComment, findComment } from '../../../../main/crm/bitrix24/timeline.ts';
import { refusal, reply, result, type Answer, type Asked } from '../scripted-portal.ts';
import { CONTACT } from './methods.ts';
import { wireTo } from './wire.ts';

const MARK = 'Ringside 7f3a';

const comments = (from: number, count: number): readonly unknown[] =>
  Array.from({ length: count }, (_, index) => ({ ID: String(from - index), COMMENT: `Comment ${from - index}` }));
const pageOf = (rows: readonly unknown[], total: number): Answer => reply(200, JSON.stringify({ result: rows, total }));

async function find(answer: (asked: Asked) => Answer) {
  const { client, portal, signal } = wireTo(answer);
  const told = await findComment(client, CONTACT, MARK, signal);
  const starts = portal.paramsOf('crm.timeline.comment.list').map((params) => (params as { start: number }).start);
  return { told: told.kind === 'failed' ? told.error.code : told, starts };
}

describe('A comment', () => {
  it('is added to the entity, as it is', async () => {
    const { client, portal, signal } = wireTo(() => result(999));
    const text = 'Called <b>back</b>.\n[url]x[/url]\nRingside 7f3a';
    expect(await addComment(client, { type: 'COMPANY', id: '643' }, text, signal)).toEqual({
      kind: 'answered',
      id: '999',
    });
    expect(portal.paramsOf('crm.timeline.comment.add')).toEqual([
      { fields: { ENTITY_ID: 643, ENTITY_TYPE: 'company', COMMENT: text } },
    ]);
  });

  it.each([0, '0', 1.5, {}, [999], true])('of which the portal tells %j may be there', async (id) => {
    const { client, signal } = wireTo(() => result(id));
    expect(await addComment(client, CONTACT, 'Called', signal)).toMatchObject({ kind: 'failed', isDoubtful: true });
  });
});

describe('The look for a comment of ours', () => {
  it('asks for the newest first', async () => {
    const { client, portal, signal } = wireTo(() => result([]));
    expect(await findComment(client, CONTACT, MARK, signal)).toEqual({ kind: 'answered', id: null });
    expect(portal.paramsOf('crm.timeline.comment.list')).toEqual([
      {
        filter: { ENTITY_ID: 651, ENTITY_TYPE: 'contact' },
        select: ['ID', 'COMMENT'],
        order: { ID: 'DESC' },
        start: 0,
      },
    ]);
  });

  it('finds the mark anywhere in the text', async () => {
    const row = { ID: '7', COMMENT: `Called.\r\n${MARK}9c12\u202E` };
    expect((await find(() => pageOf([...comments(60, 3), row], 4))).told).toEqual({ kind: 'answered', id: '7' });
  });

  it('goes on from page to page and stops at the last', async () => {
    const pages = [pageOf(comments(120, 50), 120), pageOf(comments(70, 50), 120), pageOf(comments(20, 20), 120)];
    expect(await find(() => pages.shift() ?? 'hang')).toEqual({
      told: { kind: 'answered', id: null },
      starts: [0, 50, 100],
    });
  });

  it('needs no total: a page that is not full is the last', async () => {
    const pages = [result(comments(70, 50)), result(comments(20, 20))];
    expect(await find(() => pages.shift() ?? 'hang')).toEqual({
      told: { kind: 'answered', id: null },
      starts: [0, 50],
    });
  });

  it('ends after the newest thousand', async () => {
    const { told, starts } = await find(() => pageOf(comments(9999, 50), 9999));
    expect([told, starts.length]).toEqual([{ kind: 'answered', id: null }, 20]);
  });

  it.each([
    [pageOf([{ ID: '1', COMMENT: 5 }], 1), 'unreadable-reply'],
    [pageOf([{ COMMENT: 'No id' }], 1), 'unreadable-reply'],
    [pageOf([null], 1), 'unreadable-reply'],
    [result({}), 'unreadable-reply'],
    [refusal(400, '', 'Access denied.'), 'access-denied'],
    [refusal(403, 'insufficient_scope'), 'scope-missing'],
  ])('does not say "none" where it could not read all: %j', async (answer, code) => {
    expect((await find(() => answer)).told).toBe(code);
  });

  it('takes a comment without text for one without the mark', async () => {
    expect((await find(() => pageOf([{ ID: '1', COMMENT: null }, { ID: '2' }], 2))).told).toEqual({
      kind: 'answered',
      id: null,
    });
  });
});
