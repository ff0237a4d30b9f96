import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FRAMING_LIMITS, StreamFramer, type FramingFault } from '../../../../main/sip/transport/framing.ts';

const options = 'OPTIONS sip:101 SIP/2.0\r\nVia: SIP/2.0/TCP pbx\r\nContent-Length: 0\r\n\r\n';
const notify = 'NOTIFY sip:101 SIP/2.0\r\nl : 10\r\nSubject: x\r\n\r\n<a>é→</';
const answer = 'SIP/2.0 200 OK\r\nContent-Length:\r\n 4\r\n\r\n\r\n\r\n';

/** What a framer finds in chunks: texts, `ping`, `pong`, and its fault in the end. */
const read = (chunks: readonly (string | Uint8Array)[], limits = FRAMING_LIMITS): readonly string[] => {
  const framer = new StreamFramer(limits);
  const results = chunks.map((chunk) => framer.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  const found = results.flatMap(({ frames }) =>
    frames.map((frame) => (frame.kind === 'message' ? Buffer.from(frame.data).toString() : frame.kind)),
  );
  const fault = results.at(-1)?.fault ?? null;
  return fault === null ? found : [...found, `fault: ${fault}`];
};

const singleBytes = (text: string): readonly Uint8Array[] => [...Buffer.from(text)].map((byte) => Uint8Array.of(byte));

test('several messages in one chunk are told apart by their lengths, in bytes', () => {
  expect(read([options + notify + answer + options])).toEqual([options, notify, answer, options]);
});

test('messages cut into single bytes are the same messages', () => {
  expect(read(singleBytes(options + notify + answer))).toEqual([options, notify, answer]);
});

test('however a stream is cut, the messages in it are the same', () => {
  const bytes = Buffer.from(answer + options + notify + options);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const at = [0, ...cuts.toSorted((one, other) => one - other), bytes.length];
      const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
      expect(read(chunks)).toEqual([answer, options, notify, options]);
    }),
  );
});

test('one line break between messages is a pong, two are a ping', () => {
  expect(read(['\r\n', `\r\n${options}\r\n\r\n`, '\r\n\r\n\r\n', options])).toEqual([
    ...['pong', 'pong', options, 'ping', 'ping', 'pong', options],
  ]);
});

test('a message without Content-Length has no body', () => {
  const bare = 'OPTIONS sip:101 SIP/2.0\r\nVia: SIP/2.0/TCP pbx\r\n\r\n';
  expect(read([bare + options])).toEqual([bare, options]);
});

test.each<[string, string, FramingFault]>([
  ['another protocol', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n', 'not-sip'],
  ['a body where a message should begin', 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n\r\n', 'not-sip'],
  ['a length that is no number', options.replace('h: 0', 'h: x'), 'bad-content-length'],
  ['a length below zero', options.replace('h: 0', 'h: -1'), 'bad-content-length'],
  ['two lengths that differ', options.replace('Via: ', 'l: 7\r\nVia: '), 'bad-content-length'],
  ['a body that is too long', options.replace('h: 0', 'h: 262145'), 'body-too-large'],
  ['a head without end', `OPTIONS sip:101 SIP/2.0\r\nSubject: ${'x'.repeat(65_536)}`, 'head-too-large'],
  ['a head that is too long', `OPTIONS sip:101 SIP/2.0\r\nSubject: ${'x'.repeat(65_536)}\r\n\r\n`, 'head-too-large'],
  ['bytes without sense', '\u0016\u0003\u0001'.repeat(30_000), 'head-too-large'],
])('%s ends the stream, and what came before it is kept', (_, text, fault) => {
  expect(read([`${notify}${text}`, options])).toEqual([notify, `fault: ${fault}`]);
});

test('heads and bodies may be as large as the bounds say', () => {
  const large = `OPTIONS sip:1 SIP/2.0\r\nl: 20\r\n\r\n${'x'.repeat(20)}`;
  const headBytes = large.length - 20;
  expect([
    read([large], { headBytes, bodyBytes: 20 }),
    read([large], { headBytes: headBytes - 1, bodyBytes: 20 }),
    read([large], { headBytes, bodyBytes: 19 }),
  ]).toEqual([[large], ['fault: head-too-large'], ['fault: body-too-large']]);
});

test('whatever bytes come, nothing is thrown, and what is kept stays within the bounds', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 50 }), (chunks) => {
      const found = read(chunks, { headBytes: 1000, bodyBytes: 1000 });
      expect(Buffer.byteLength(found.join(''))).toBeLessThanOrEqual(20_000);
    }),
  );
});
