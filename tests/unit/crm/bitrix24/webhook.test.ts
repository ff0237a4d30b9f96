import { describe, expect, it } from 'vitest';
import { parseWebhook, withoutSecret } from '../../../../main/crm/bitrix24/webhook.ts';

const read = (text: string | null, allowInsecure = false): unknown => {
  const webhook = parseWebhook(text, allowInsecure);
  return webhook.ok ? [webhook.value.base.href, webhook.value.portal.href, webhook.value.secret] : webhook.error;
};
const base = 'https://portal.example.com/rest/1/secret/';

describe('A webhook address', () => {
  it.each([
    base,
    ' https://portal.example.com/rest/1/secret ',
    'https://portal.example.com/rest/1/secret/profile.json',
    'https://me:pw@portal.example.com/rest/1/secret/?a=1#b',
  ])('%j is read as what its owner means', (text) => {
    expect(read(text)).toEqual([base, 'https://portal.example.com/', 'secret']);
  });

  it('may have a folder before it, where a portal is hosted there', () => {
    expect(read('https://example.com/b24/rest/1/secret/')).toEqual([
      'https://example.com/b24/rest/1/secret/',
      'https://example.com/b24/',
      'secret',
    ]);
  });

  it.each([
    [null, 'The webhook address is missing'],
    ['', 'The webhook address is missing'],
    ['portal.example.com', 'Not a web address'],
    ['https://portal.example.com/', 'No /rest/USER/SECRET/ in it'],
    ['https://portal.example.com/rest/anna/secret/', 'No /rest/USER/SECRET/ in it'],
    ['https://portal.example.com/rest/1/', 'No /rest/USER/SECRET/ in it'],
    ['http://portal.example.com/rest/1/secret/', 'Only https is allowed'],
    ['http://localhost.example.com/rest/1/secret/', 'Only https is allowed'],
    ['http://127.0.0.1.example.com/rest/1/secret/', 'Only https is allowed'],
    ['ftp://127.0.0.1/rest/1/secret/', 'Only https is allowed'],
  ])('%j is none: %s', (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  it.each(['http://127.0.0.1:8080/rest/1/s/', 'http://localhost/rest/1/s/', 'http://[::1]:1/rest/1/s/'])(
    '%s may be http: it stays on this computer',
    (text) => {
      expect(read(text)).toMatchObject([text, {}, 's']);
    },
  );

  it('may be http elsewhere only where the settings allow it', () => {
    expect(read('http://portal.example.com/rest/1/s/', true)).toMatchObject([
      'http://portal.example.com/rest/1/s/',
      {},
      's',
    ]);
  });
});

describe('Text without the secret', () => {
  it.each([
    ['abc', 'x abc y abc', 'x … y …'],
    ['a%20b', 'a%20b, a b, a%2520b', '…, …, …'],
    ['50%x', '50%x', '…'],
  ])('%j in %j', (secret, text, clean) => {
    expect(withoutSecret(text, secret)).toBe(clean);
  });
});
