import { expect, test } from 'vitest';
import { serverRefusal } from '../../../main/sip/server-url.ts';

test.each([
  ['wss://pbx.example.com:8089/ws', false, null],
  ['ws://127.0.0.1:8088/ws', false, null],
  ['ws://localhost:8088/ws', false, null],
  ['ws://[::1]:8088/ws', false, null],
  ['ws://pbx.example.com/ws', false, 'insecure-address'],
  ['ws://127.0.0.1.example.com/ws', false, 'insecure-address'],
  ['ws://pbx.example.com/ws', true, null],
  ['https://pbx.example.com/ws', true, 'malformed-address'],
  ['pbx.example.com', true, 'malformed-address'],
])('%s with insecure links allowed %s is refused as %s', (server, allowInsecure, refusal) => {
  expect(serverRefusal(server, allowInsecure)).toBe(refusal);
});
