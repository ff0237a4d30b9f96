import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { type EventName, events } from '../../main/bridge/contract/events.ts';
import { requests, type RequestName } from '../../main/bridge/contract/requests.ts';
import type { Refusal } from '../../main/bridge/sender-policy.ts';
import { appOrigin } from '../../main/desktop/asset.ts';
import { err } from '../../main/model/result.ts';
import { windowNames } from '../../main/model/window.ts';
import { badVersionsOf } from './bad-arguments.ts';
import { goodArguments, goodEvents, goodResults } from './contract-samples.ts';
import { type AskingFrame, channels, fakeContents, pageOf, serveContract, type Served } from './served.ts';

const refusedWith = (code: string): object => ({ ok: false, error: { code } });
const home = (channel: RequestName): AskingFrame => pageOf(requests[channel].windows[0]);

let server: Served;
beforeEach(() => {
  server = serveContract();
});

describe.each(channels)('%s', (channel) => {
  const good = goodArguments[channel];
  const windows: readonly string[] = requests[channel].windows;

  test.each(windowNames.filter((name) => windows.includes(name)))(
    'asked well by the %s window reaches its handler once and gives its result',
    async (name) => {
      const reply = await server.ask(channel, pageOf(name), good);
      expect({ reply, called: server.called }).toEqual({
        reply: { ok: true, value: goodResults[channel] },
        called: [[channel, good]],
      });
      expect(server.refused).toEqual([]);
    },
  );

  test.each(badVersionsOf(good))('with %s is refused, and nothing happens', async (_, args) => {
    const reply = await server.ask(channel, home(channel), args);
    expect({ reply, called: server.called, bugs: server.bugs }).toEqual({
      reply: refusedWith('bad-arguments'),
      called: [],
      bugs: [],
    });
  });

  test.each(foreignSenders(channel))('asked by %s is refused as %s, and nothing happens', async (_, refusal, from) => {
    const reply = await server.ask(channel, from, good);
    expect({ reply, called: server.called, refused: server.refused }).toEqual({
      reply: refusedWith('refused-sender'),
      called: [],
      refused: [[channel, refusal]],
    });
  });

  test('tells a foreign sender nothing about its arguments', async () => {
    const [[, , from] = ['', '', home(channel)]] = foreignSenders(channel);
    expect(await server.ask(channel, from, ['bad', 'bad', 'bad'])).toEqual(refusedWith('refused-sender'));
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
    ],
    ['rejects', () => Promise.reject(new Error('a bug'))],
  ] as const)('whose handler %s says "internal-error" and no more, and the bug is told once', async (_, handle) => {
    const failing = serveContract(handle);
    const reply = await failing.ask(channel, home(channel), good);
    expect({ reply, bugs: failing.bugs }).toEqual({
      reply: refusedWith('internal-error'),
      bugs: [new Error('a bug')],
    });
  });

  test('passes on each error code of its own, and has none that the server uses', async () => {
    const own: readonly string[] = requests[channel].errors;
    const replies = await Promise.all(
      own.map((code) => serveContract(() => err(code)).ask(channel, home(channel), good)),
    );
    expect(replies).toEqual(own.map(refusedWith));
    expect(own).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:refused-sender|bad-arguments|internal-error)$/)]),
    );
  });

  test('has a good result that its own schema takes', () => {
    expect(v.safeParse(requests[channel].result, goodResults[channel]).issues).toBeUndefined();
  });
});

describe('keys out of the prototype', () => {
  const keys = ['__proto__', 'constructor', 'prototype', 'toString'];
  const withObjects = channels.filter((channel) =>
    goodArguments[channel].some(
      (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
    ),
  );
  // As structured cloning delivers it: a key of the object's own.
  const polluting = (value: unknown, key: string): unknown =>
    typeof value !== 'object' || value === null
      ? value
      : Object.defineProperty({ ...value }, key, { value: { isPolluted: true }, enumerable: true });

  test.each(withObjects.flatMap((channel) => keys.map((key) => [channel, key] as const)))(
    'in the arguments of %s are refused, and pollute nothing: %s',
    async (channel, key) => {
      const args = goodArguments[channel].map((value: unknown) => polluting(value, key));
      const reply = await server.ask(channel, home(channel), args);
      expect({ reply, called: server.called }).toEqual({ reply: refusedWith('bad-arguments'), called: [] });
      expect('isPolluted' in {}).toBe(false);
    },
  );
});

describe('each window', () => {
  const mayAsk = (name: (typeof windowNames)[number]): readonly string[] => [
    ...new Set(
      channels
        .filter((channel) => (requests[channel].windows as readonly string[]).includes(name))
        .map((channel) => channel.slice(0, channel.indexOf(':'))),
    ),
  ];

  test('may ask about its own subject: calls are the caller window’s alone, the settings the set-up window’s', () => {
    expect(Object.fromEntries(windowNames.map((name) => [name, mayAsk(name)]))).toEqual({
      caller: ['calls', 'colleagues', 'card', 'network'],
      setup: ['setup', 'status'],
      status: ['status'],
      colleagues: ['colleagues'],
      history: ['history'],
      outbox: ['outbox'],
    });
  });
});

describe('the server', () => {
  test('serves the contract’s channels and no others, and stops serving all of them', () => {
    expect([...server.served.keys()]).toEqual(channels);
    server.stop();
    expect([...server.served.keys()]).toEqual([]);
  });

  test('answers a page no longer whose window has gone', async () => {
    const forget = server.windows.add(
      'setup',
      fakeContents('setup', () => undefined),
    );
    expect(await server.ask('setup:close', pageOf('setup'), [])).toMatchObject({ ok: true });
    forget();
    expect(await server.ask('setup:close', pageOf('setup'), [])).toEqual(refusedWith('refused-sender'));
  });
});

describe.each(Object.keys(events) as EventName[])('the event %s', (event) => {
  test('reaches the windows of the contract and no other', () => {
    server.windows.tell(event, goodEvents[event]);
    expect(server.sent).toEqual(events[event].windows.map((name) => [name, event, goodEvents[event]]));
  });

  test('is sent to no page that has been destroyed', () => {
    for (const name of windowNames)
      server.windows.add(
        name,
        fakeContents(name, (...told) => server.sent.push([name, ...told]), true),
      );
    server.windows.tell(event, goodEvents[event]);
    expect(server.sent).toEqual([]);
  });

  test('has a payload that its own schema takes', () => {
    expect(v.safeParse(events[event].payload, goodEvents[event]).issues).toBeUndefined();
  });
});

/** Everyone who may not ask on a channel: who, as what they are refused, and how Electron tells of them. */
function foreignSenders(channel: RequestName): readonly (readonly [string, Refusal, AskingFrame])[] {
  const own = home(channel);
  const at = (url: string): AskingFrame => ({ ...own, frame: { url, parent: null } });
  const allowed: readonly string[] = requests[channel].windows;
  const origins = [
    'https://evil.example.com/caller/index.html',
    'about:blank',
    'about:srcdoc',
    'data:text/html,<p>',
    'file:///caller/index.html',
    'app://evil/caller/index.html',
    `${appOrigin}.evil.example.com/caller/index.html`,
    `${appOrigin}@evil.example.com/`,
    `blob:${appOrigin}/0b2a`,
    `https://${appOrigin.replace('app://', '')}/caller/index.html`,
    '',
  ];
  return [
    ['a frame within its page', 'sub-frame', { ...own, frame: { url: `${appOrigin}/`, parent: {} } }],
    [
      'a foreign frame within its page',
      'sub-frame',
      { ...own, frame: { url: 'https://evil.example.com/', parent: {} } },
    ],
    ['a frame that has gone', 'no-frame', { ...own, frame: null }],
    ['contents that are no window', 'unknown-window', { ...own, webContentsId: 999 }],
    ...origins.map((url) => [`its window at "${url}"`, 'foreign-origin', at(url)] as const),
    ...windowNames
      .filter((name) => !allowed.includes(name))
      .map((name) => [`the ${name} window`, 'window-not-allowed', pageOf(name)] as const),
  ];
}
