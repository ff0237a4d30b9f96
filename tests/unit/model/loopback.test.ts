import { expect, test } from 'vitest';
import { isLoopbackHost } from '../../../main/model/loopback.ts';

test.each(['localhost', '127.0.0.1', '127.255.255.254', '[::1]'])('%s never leaves this computer', (host) => {
  expect(isLoopbackHost(host)).toBe(true);
});

test.each([
  '',
  'portal.example.com',
  'localhost.example.com',
  'pbx.localhost',
  '127.0.0.1.example.com',
  '127.0.0',
  '128.0.0.1',
  '[::2]',
  '::1',
])('"%s" may be elsewhere', (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});
