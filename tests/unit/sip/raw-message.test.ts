import { expect, test } from 'vitest';
import { allHeaders, firstHeader, MAX_MESSAGE_CHARS, readMessage, splitList } from '../../../main/sip/raw-message.ts';

test('compact names, folded lines and spaces before the colon are read as what they mean', () => {
  const message = readMessage(
    'INVITE sip:a@b.example SIP/2.0\r\nf : "A" <sip:a@b.example>\r\n ;\r\n\ttag=1\r\nVia:x\r\nv: y\r\nno header here\r\n\r\nbody\r\n',
  );
  expect([
    message?.start,
    message === null ? null : firstHeader(message, 'from'),
    message === null ? null : allHeaders(message, 'via'),
    message?.body,
  ]).toEqual([
    { kind: 'request', method: 'INVITE', requestUri: 'sip:a@b.example' },
    '"A" <sip:a@b.example> ; tag=1',
    ['x', 'y'],
    'body\r\n',
  ]);
});

test.each(['', 'GET / HTTP/1.1', 'INVITE SIP/2.0', 'INVITE sip:a@b.example', 'SIP/2.0 4294967301 x', 'SIP/2.0'])(
  'a message that begins with "%s" is no SIP message',
  (line) => {
    expect(readMessage(`${line}\r\nVia: x\r\n\r\n`)).toBeNull();
  },
);

test('a message beyond the bounds is marked, and its head still read', () => {
  const large = readMessage(
    `INVITE sip:a@b.example SIP/2.0\r\nVia: x\r\nSubject: ${'y'.repeat(MAX_MESSAGE_CHARS)}\r\n\r\n`,
  );
  const many = readMessage(`INVITE sip:a@b.example SIP/2.0\r\nVia: x\r\n${'a: b\r\n'.repeat(300)}\r\n`);
  expect([large?.isTooLarge, many?.isTooLarge, large === null ? null : firstHeader(large, 'via')]).toEqual([
    true,
    true,
    'x',
  ]);
});

test('a list is split at its commas, not at those in quotes or brackets', () => {
  expect(splitList('"Doe, \\"J" <sip:a@b.example;x=1,2>, <tel:+49>,, sip:c@d.example')).toEqual([
    '"Doe, \\"J" <sip:a@b.example;x=1,2>',
    '<tel:+49>',
    'sip:c@d.example',
  ]);
});
