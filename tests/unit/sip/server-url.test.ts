import { expect, test } from 'vitest';
import { usableServer } from '../../../main/sip/server-url.ts';

test.each([
  ['wss://pbx.example.com:8089/ws', false, { scheme: 'wss', host: 'pbx.example.com', port: 8089 }],
  ['wss://pbx.example.com/ws', false, { scheme: 'wss', host: 'pbx.example.com', port: 443 }],
  ['ws://127.0.0.1:8088/ws', false, { scheme: 'ws', host: '127.0.0.1', port: 8088 }],
  ['ws://localhost:8088/ws', false, { scheme: 'ws', host: 'localhost', port: 8088 }],
  ['ws://[::1]:8088/ws', false, { scheme: 'ws', host: '::1', port: 8088 }],
  ['ws://pbx.example.com/ws', true, { scheme: 'ws', host: 'pbx.example.com', port: 80 }],
  ['tls://pbx.example.com', false, { scheme: 'tls', host: 'pbx.example.com', port: 5061 }],
  ['tls://pbx.example.com:443/', false, { scheme: 'tls', host: 'pbx.example.com', port: 443 }],
  ['tls://[2001:db8::1]:5061', false, { scheme: 'tls', host: '2001:db8::1', port: 5061 }],
  ['tcp://127.0.0.1', false, { scheme: 'tcp', host: '127.0.0.1', port: 5060 }],
  ['tcp://pbx.example.com:5080', true, { scheme: 'tcp', host: 'pbx.example.com', port: 5080 }],
])('%s with insecure links allowed %s is taken', (server, allowInsecure, address) => {
  expect(usableServer(server, allowInsecure)).toMatchObject({ ok: true, value: address });
});

test.each([
  ['ws://pbx.example.com/ws', false, 'insecure-address'],
  ['ws://127.0.0.1.example.com/ws', false, 'insecure-address'],
  ['tcp://pbx.example.com', false, 'insecure-address'],
  ['https://pbx.example.com/ws', true, 'malformed-address'],
  ['udp://pbx.example.com', true, 'malformed-address'],
  ['sip:pbx.example.com', true, 'malformed-address'],
  ['tls:pbx.example.com', true, 'malformed-address'],
  ['tls://pbx.example.com/ws', true, 'malformed-address'],
  ['tls://pbx.example.com?x', true, 'malformed-address'],
  ['tls://pbx.example.com:0', true, 'malformed-address'],
  ['tls://a b', true, 'malformed-address'],
  ['tls://user@pbx.example.com', true, 'malformed-address'],
  ['pbx.example.com', true, 'malformed-address'],
])('%s with insecure links allowed %s is refused as %s', (server, allowInsecure, error) => {
  expect(usableServer(server, allowInsecure)).toEqual({ ok: false, error });
});
