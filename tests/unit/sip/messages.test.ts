import { describe, expect, test } from 'vitest';
import type { LineEvent } from '../../../main/model/line.ts';
import { Messages } from '../../../main/sip/messages.ts';
import { bodyOf } from '../../../main/sip/canonical-request.ts';
import { readMessage, type RawMessage } from '../../../main/sip/raw-message.ts';
import { FakeClock } from './fake-clock.ts';

interface Sent {
  readonly uri: string;
  readonly text: string;
  readonly answer: (status: number) => void;
}

class World {
  readonly clock = new FakeClock();
  readonly sent: Sent[] = [];
  readonly told: LineEvent[] = [];
  isRegistered = true;
  readonly messages = new Messages({
    clock: this.clock,
    answerMs: 8000,
    isRegistered: () => this.isRegistered,
    uriOf: (user) => `sip:${user}@pbx.example.com`,
    send: (uri, text, answer) => {
      this.sent.push({ uri, text, answer });
    },
    emit: (event) => {
      this.told.push(event);
    },
  });

  /** A MESSAGE arrives. @returns the status of its answer */
  receives(body: string, changes: Readonly<Record<string, string | null>> = {}): number {
    const headers: Record<string, string | null> = {
      Via: 'SIP/2.0/WS pbx.example.com;branch=z9hG4bK1',
      From: '"Boris" <sip:104c@pbx.example.com>;tag=1',
      To: '<sip:101c@pbx.example.com>',
      'Call-ID': 'a',
      CSeq: '1 MESSAGE',
      'Content-Type': 'text/plain;charset=UTF-8',
      ...changes,
    };
    const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
    const message = readMessage(['MESSAGE sip:101c@desk.invalid SIP/2.0', ...lines, '', body].join('\r\n'));
    return message === null ? 0 : this.#receive(message);
  }

  #receive(message: RawMessage): number {
    return this.messages.receive(message, bodyOf(message)).status;
  }
}

describe('a message that comes', () => {
  test('is told with its sender, and answered with 200', () => {
    const world = new World();
    expect(world.receives('Boris: hällo\r\n\r\nId: 1\r\n')).toBe(200);
    expect(world.told).toEqual([
      { kind: 'message', fromUser: '104c', text: 'Boris: hällo\n\nId: 1\n', atEpochMs: world.clock.nowEpochMs() },
    ]);
  });

  test('has lost its control characters, and what turns text round', () => {
    const world = new World();
    world.receives('a\u0000\u001b[31mb\u202Ec\r\nd\te');
    expect(world.told).toMatchObject([{ text: 'a [31mbc\nd e' }]);
  });

  test.each([
    ['HTML', 415, 'x', { 'Content-Type': 'text/html' }],
    ['of another charset', 415, 'x', { 'Content-Type': 'text/plain; charset="KOI8-R"' }],
    ['of no type', 415, 'x', { 'Content-Type': null }],
    ['packed', 415, 'x', { 'Content-Encoding': 'gzip' }],
    ['longer than 4,096 characters', 413, 'x'.repeat(4097), {}],
    ['of no sender', 400, 'x', { From: '<sip:pbx.example.com>;tag=1' }],
    ['of a call, which goes on', 403, 'x', { To: '<sip:101c@pbx.example.com>;tag=2' }],
  ])('is refused and told nobody where it is %s', (_, status, body, changes) => {
    const world = new World();
    expect(world.receives(body, changes)).toBe(status);
    expect(world.told).toEqual([]);
  });

  test('is refused while the line is not registered', () => {
    const world = new World();
    world.isRegistered = false;
    expect([world.receives('x'), world.told]).toEqual([480, []]);
  });

  test.each([
    ['UTF-8 by any spelling', 'Text/Plain ; charset="utf-8"'],
    ['ASCII', 'text/plain;charset=us-ascii'],
    ['no charset', 'text/plain'],
  ])('is taken where it is text of %s', (_, type) => {
    expect(new World().receives('x'.repeat(4096), { 'Content-Type': type })).toBe(200);
  });
});

describe('a message that is sent', () => {
  test.each([
    [200, { kind: 'accepted', status: 200 }],
    [202, { kind: 'accepted', status: 202 }],
    [302, { kind: 'refused', status: 302 }],
    [404, { kind: 'refused', status: 404 }],
  ])('and answered with %i', async (status, result) => {
    const world = new World();
    const sending = world.messages.send('102c', 'hello');
    world.sent[0]?.answer(status);
    expect([world.sent[0]?.uri, world.sent[0]?.text, await sending]).toEqual([
      'sip:102c@pbx.example.com',
      'hello',
      result,
    ]);
  });

  test('and not answered in time was not sent, as far as is known; a late answer changes nothing', async () => {
    const world = new World();
    const sending = world.messages.send('102c', 'hello');
    world.clock.advance(8000);
    world.sent[0]?.answer(200);
    expect(await sending).toEqual({ kind: 'not-sent' });
  });

  test('is not sent while the line is not registered', async () => {
    const world = new World();
    world.isRegistered = false;
    expect([await world.messages.send('102c', 'hello'), world.sent]).toEqual([{ kind: 'not-sent' }, []]);
  });
});
