import { describe, expect, test } from 'vitest';
import { checkLink } from '../../../main/desktop/link-policy.ts';

const policy = { hosts: ['portal.example.com', '127.0.0.1:8443', 'localhost:9000'], isLoopbackHttpAllowed: false };

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
    ['http://127.0.0.1:8443/', 'scheme'],
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

  test('opens without TLS towards this computer only, and only when that is said', () => {
    const lab = { hosts: ['127.0.0.1:8443', 'localhost:9000', 'portal.example.com'], isLoopbackHttpAllowed: true };
    const refusedOr = (url: string): unknown => {
      const checked = checkLink(url, lab);
      return checked.ok ? checked.value : checked.error;
    };
    expect(
      ['http://127.0.0.1:8443/a', 'http://localhost:9000/', 'http://portal.example.com/', 'http://127.0.0.1:1/'].map(
        refusedOr,
      ),
    ).toEqual(['http://127.0.0.1:8443/a', 'http://localhost:9000/', 'scheme', 'host']);
  });
});
