/** A phone's voice: RTP packets (RFC 3550, PCMU) that carry the speaker's name, so that a test knows who hears whom. */
import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';

const packetMs = 20;
const samples = packetMs * 8;
const headerBytes = 12;
/** RFC 863: nobody listens there, which is how an offer without media is written. */
const discardPort = 9;

export class Voice {
  /** Called for every packet with a name in it. */
  onHeard: (speaker: string) => void = () => undefined;
  readonly #name: string;
  readonly #socket: Socket = createSocket('udp4');
  readonly #source = randomBytes(4);
  #timer: NodeJS.Timeout | undefined;
  #count = 0;
  #isClosed = false;

  /** @param name the speaker's: no colon in it */
  constructor(name: string) {
    this.#name = name;
  }

  async open(): Promise<void> {
    this.#socket.on('message', (packet) => {
      const [, speaker] = /ringside:([^:]+):/.exec(packet.subarray(headerBytes).toString('latin1')) ?? [];
      if (speaker !== undefined) this.onHeard(speaker);
    });
    await new Promise<void>((resolve) => this.#socket.bind(0, '127.0.0.1', resolve));
  }

  /** Mutes it, and lets go of its socket. Safe to call twice. */
  close(): void {
    this.mute();
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.close();
  }

  /** An offer or an answer. */
  sdp(): string {
    return [
      'v=0',
      'o=- 1 1 IN IP4 127.0.0.1',
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      `m=audio ${this.#socket.address().port} RTP/AVP 0`,
      'a=rtpmap:0 PCMU/8000',
      'a=sendrecv',
      '',
    ].join('\r\n');
  }

  /** Speaks to whom an SDP names, until muted; to nobody where it has no audio, and no more once it is closed. */
  speakTo(sdp: string): void {
    this.mute();
    if (this.#isClosed) return;
    const host = /^c=IN IP4 (\S+)/m.exec(sdp)?.[1];
    const port = Number(/^m=audio (\d+)/m.exec(sdp)?.[1] ?? 0);
    if (host === undefined || port === 0 || port === discardPort) return;
    this.#timer = setInterval(() => {
      this.#socket.send(this.#packet(), port, host);
    }, packetMs);
  }

  mute(): void {
    clearInterval(this.#timer);
  }

  #packet(): Buffer {
    this.#count += 1;
    const packet = Buffer.alloc(headerBytes + samples, `ringside:${this.#name}:`);
    packet.writeUInt16BE(0x8000, 0);
    packet.writeUInt16BE(this.#count & 0xffff, 2);
    packet.writeUInt32BE(this.#count * samples, 4);
    this.#source.copy(packet, 8);
    return packet;
  }
}
