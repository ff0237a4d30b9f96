import { describe, expect, test } from 'vitest';
import { dialUrl } from '../../../main/desktop/dial-url.ts';
import { err, ok } from '../../../main/model/result.ts';

test.each([
  ['tel:{number}', '+1 906 219 5047', 'tel:+19062195047'],
  ['sip:{number}@pbx.example.com', '+49 30 23125-000', 'sip:+493023125000@pbx.example.com'],
  ['sips:{number}@pbx.example.com', '102', 'sips:102@pbx.example.com'],
  ['callto:{number}', '(906) 219-5047', 'callto:9062195047'],
  ['https://phone.example.com/dial?to={number}', '+1 906 219 5047', 'https://phone.example.com/dial?to=%2B19062195047'],
  ['tel:{number}', '*21#', 'tel:*21%23'],
])('%s with %s is %s', (template, number, url) => {
  expect(dialUrl(template, number)).toEqual(ok(url));
});

describe('is refused', () => {
  test.each([
    ['file:///{number}', 'scheme'],
    ['javascript:alert({number})', 'scheme'],
    ['ms-msdt:/id {number}', 'scheme'],
    ['http://phone.example.com/{number}', 'scheme'],
    ['{number}', 'not-a-url'],
    ['tel:110', 'no-placeholder'],
  ] as const)('the template %s: %s', (template, refusal) => {
    expect(dialUrl(template, '1234567')).toEqual(err(refusal));
  });

  test('a caller’s word that holds no number', () => {
    expect(dialUrl('tel:{number}', 'reception')).toEqual(err('not-dialable'));
  });
});

test('a number that its caller made up can add nothing to the address', () => {
  expect(dialUrl('sip:{number}@pbx.example.com', '1@evil.example.com;x=/../?a&b')).toEqual(ok('sip:1@pbx.example.com'));
});
