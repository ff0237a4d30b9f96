import { describe, expect, test } from 'vitest';
import { checkLink } from '../../../main/desktop/link-policy.ts';

const hosts = ['portal.example.com', '127.0.0.1:8443', 'localhost:9000', 'intranet.example.com:8080'];
const policy = { hosts, allowInsecure: false };

describe('a link out of the app', () => {
  test('opens on the portal, in the form that was checked', () => {
    expect(checkLink('HTTPS://Portal.Example.com/crm/contact/details/7/\n', policy)).toEqual({
      ok: true,
      value: 'https://portal.example.com/crm/contact/details/7/',
    });
  });

  test.each([
    ['', 'not-a-url'],
    ['/crm/contact/7', 'not-a-url'],
    ['http://portal.example.com/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['ms-msdt:/id', 'scheme'],
    ['\\\\server\\share', 'not-a-url'],
    ['https://example.com/', 'host'],
    ['https://portal.example.com.evil.example/', 'host'],
    ['https://portal.example.com:444/', 'host'],
    ['https://portal.example.com@evil.example/', 'credentials'],
    ['https://user:password@portal.example.com/', 'credentials'],
  ])('%s is refused: %s', (url, error) => {
    expect(checkLink(url, policy)).toEqual({ ok: false, error });
  });

  test.each([
    ['http://127.0.0.1:8443/a', { ok: true, value: 'http://127.0.0.1:8443/a' }],
    ['http://localhost:9000/', { ok: true, value: 'http://localhost:9000/' }],
    ['http://127.0.0.1:1/', { ok: false, error: 'host' }],
    ['http://intranet.example.com:8080/crm/', { ok: false, error: 'scheme' }],
  ])('without TLS opens towards this computer, on a listed host: %s', (url, expected) => {
    expect(checkLink(url, policy)).toEqual(expected);
  });

  test.each([
    ['http://intranet.example.com:8080/crm/', { ok: true, value: 'http://intranet.example.com:8080/crm/' }],
    ['http://example.com/', { ok: false, error: 'host' }],
    ['http://user:password@intranet.example.com:8080/', { ok: false, error: 'credentials' }],
    ['file:///etc/passwd', { ok: false, error: 'scheme' }],
  ])('where the settings allow plain http, it opens on listed hosts alone: %s', (url, expected) => {
    expect(checkLink(url, { hosts, allowInsecure: true })).toEqual(expected);
  });
});
