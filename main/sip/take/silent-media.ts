/** Session descriptions of a call without sound: every stream inactive (RFC 3264 §5.1, §6). */
import { createHash } from 'node:crypto';

/** RFC 863's: nobody listens there. Port 0 would refuse the stream, and Asterisk then drops the leg. */
const DISCARD_PORT = 9;
/** What stands in for one's own address: no sound ever comes to it (RFC 3264 §5.1). */
const NOWHERE = '127.0.0.1';

/** A description of ours: the same session, told anew.
 *  @param version rises with each */
const session = (version: number): readonly string[] => [
  'v=0',
  `o=- 1 ${version} IN IP4 ${NOWHERE}`,
  's=-',
  `c=IN IP4 ${NOWHERE}`,
  't=0 0',
];

/** An offer of one silent stream. */
export function silentOffer(version: number): string {
  return text([
    ...session(version),
    `m=audio ${DISCARD_PORT} RTP/AVP 8 0`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=inactive',
  ]);
}

/** The answer to an offer: its first sound is taken and kept silent, whatever else it offers is refused. An empty offer gets an offer. */
export function silentAnswer(offer: string, version: number): string {
  const lines = offer.split(/\r?\n/);
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []));
  if (starts.length === 0) return silentOffer(version);
  const streams = starts.map((start, index) => lines.slice(start, starts[index + 1] ?? lines.length));
  const common = lines.slice(0, starts[0]);
  const sound = streams.find(([head = '']) => /^m=audio [1-9]/.test(head));
  return text([
    ...session(version),
    ...groupOf(common, sound),
    ...streams.flatMap((stream) => (stream === sound ? silent(stream, common) : refused(stream))),
  ]);
}

function silent(stream: readonly string[], common: readonly string[]): readonly string[] {
  const [, , protocol = 'RTP/AVP', ...formats] = (stream[0] ?? '').split(' ');
  const [format = '0'] = formats;
  const map = stream.find((line) => line.startsWith(`a=rtpmap:${format} `));
  return [
    `m=audio ${DISCARD_PORT} ${protocol} ${format}`,
    ...(map === undefined ? [] : [map]),
    'a=inactive',
    ...midOf(stream),
    ...(protocol.includes('TLS') ? keyed([...common, ...stream]) : []),
  ];
}

/** Refused streams keep their place (RFC 3264 §6). */
function refused(stream: readonly string[]): readonly string[] {
  const [kind = 'm=audio', , ...rest] = (stream[0] ?? '').split(' ');
  return [`${kind} 0 ${rest.join(' ')}`, ...midOf(stream)];
}

/** What a browser's kind of offer needs to be answered at all: keys and addresses of nobody, since nothing is ever sent. */
function keyed(offered: readonly string[]): readonly string[] {
  const nobody = createHash('sha256').update(offered.join('\n')).digest('hex');
  const fingerprint = (nobody.match(/../g) ?? []).join(':').toUpperCase();
  return [
    'a=rtcp-mux',
    `a=ice-ufrag:${nobody.slice(0, 8)}`,
    `a=ice-pwd:${nobody.slice(8, 32)}`,
    `a=fingerprint:sha-256 ${fingerprint}`,
    'a=setup:passive',
  ];
}

const midOf = (stream: readonly string[]): readonly string[] => stream.filter((line) => line.startsWith('a=mid:'));

function groupOf(common: readonly string[], sound: readonly string[] | undefined): readonly string[] {
  const isBundled = common.some((line) => line.startsWith('a=group:BUNDLE'));
  const [mid] = sound === undefined ? [] : midOf(sound);
  return isBundled && mid !== undefined ? [`a=group:BUNDLE ${mid.slice('a=mid:'.length)}`] : [];
}

const text = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
