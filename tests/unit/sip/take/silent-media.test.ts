import { expect, test } from 'vitest';
import { silentAnswer, silentOffer } from '../../../../main/sip/take/silent-media.ts';

const session = (version: number): readonly string[] => [
  'v=0',
  `o=- 1 ${version} IN IP4 127.0.0.1`,
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
];
const lines = (sdp: string): readonly string[] => sdp.split('\r\n').slice(0, -1);
const offer = (...more: readonly string[]): string =>
  `${['v=0', 'o=- 5 5 IN IP4 192.0.2.1', 's=x', ...more].join('\r\n')}\r\n`;

test('an offer of sound is answered by a stream that is there and silent: port 0 would refuse it', () => {
  const answer = silentAnswer(offer('m=audio 14002 RTP/AVP 8 0 101', 'a=rtpmap:8 PCMA/8000', 'a=sendrecv'), 1);
  expect(lines(answer)).toEqual([...session(1), 'm=audio 9 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', 'a=inactive']);
});

test('what else is offered is refused, each in its place', () => {
  const answer = silentAnswer(
    offer('m=video 4000 RTP/AVP 96', 'm=audio 0 RTP/AVP 0', 'm=audio 4002 RTP/AVP 0', 'm=image 4004 udptl t38'),
    3,
  );
  expect(lines(answer)).toEqual([
    ...session(3),
    'm=video 0 RTP/AVP 96',
    'm=audio 0 RTP/AVP 0',
    'm=audio 9 RTP/AVP 0',
    'a=inactive',
    'm=image 0 udptl t38',
  ]);
});

test("a browser's kind of offer gets keys of nobody, in the bundle that it asks for", () => {
  const answer = silentAnswer(
    offer('a=group:BUNDLE audio-0', 'm=audio 5000 UDP/TLS/RTP/SAVPF 8', 'a=mid:audio-0', 'a=fingerprint:sha-256 AA'),
    1,
  );
  expect(lines(answer).map((line) => line.replace(/(ufrag|pwd|sha-256).*/, '$1'))).toEqual([
    ...session(1),
    'a=group:BUNDLE audio-0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 8',
    'a=inactive',
    'a=mid:audio-0',
    'a=rtcp-mux',
    'a=ice-ufrag',
    'a=ice-pwd',
    'a=fingerprint:sha-256',
    'a=setup:passive',
  ]);
});

test('where nothing is offered, an offer is the answer', () => {
  expect(silentAnswer('', 2)).toBe(silentOffer(2));
});
