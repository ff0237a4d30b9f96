import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../main/settings/schema.ts';
import { sample, sampleWith } from './sample.ts';

/** `path code` of everything that is wrong, in the order told. */
const problemsOf = (input: unknown): string[] => {
  const read = parseConfig(input);
  return read.ok ? [] : read.error.map(({ path, code }) => `${path} ${code}`);
};

describe('what is wrong', () => {
  test('is told all at once, with path, code and words that do not contain the value', () => {
    const read = parseConfig(
      sampleWith({
        sip: {
          servers: ['ws://pbx.example.com/ws', 'udp:pbx.example.com'],
          aor: '101@pbx',
          extension: 101,
          pasword: 'x',
        },
        crm: { webhook: 'https://portal.example.com/rest/1/', timeoutMs: 499 },
        numbers: { country: 'UK' },
        history: { keepDays: 0.5 },
      }),
    );
    expect(read).toEqual({
      ok: false,
      error: [
        {
          path: 'sip.servers.0',
          code: 'insecure',
          message: 'sip.servers.0 is not encrypted; use wss://, tls:// or https://, or set allowInsecure beside it.',
        },
        {
          path: 'sip.servers.1',
          code: 'server-not-supported',
          message: 'sip.servers.1 is a udp: or sip: address, which is not supported yet; use wss://, tls:// or tcp://.',
        },
        {
          path: 'sip.aor',
          code: 'aor',
          message: 'sip.aor must look like sip:user@domain, without port or parameters.',
        },
        {
          path: 'sip.extension',
          code: 'wrong-type',
          message: 'sip.extension has the wrong type (text is expected).',
        },
        {
          path: 'sip.pasword',
          code: 'unknown-key',
          message: 'sip.pasword is not a setting that this version knows.',
        },
        {
          path: 'crm.webhook',
          code: 'webhook',
          message: 'crm.webhook must look like https://portal.example.com/rest/USER/SECRET/ and end there.',
        },
        {
          path: 'crm.timeoutMs',
          code: 'out-of-range',
          message: 'crm.timeoutMs is outside the range that is allowed.',
        },
        {
          path: 'numbers.country',
          code: 'country',
          message: 'numbers.country must be a country code of two capital letters, such as GB.',
        },
        {
          path: 'history.keepDays',
          code: 'out-of-range',
          message: 'history.keepDays is outside the range that is allowed.',
        },
      ],
    });
  });

  test.each<[string, unknown, string[]]>([
    ['no object at all', 'text', [' wrong-type']],
    ['two unknown keys at the top', { ...sample, one: 1, two: 2 }, ['one unknown-key', 'two unknown-key']],
    [
      'a value that is not among the choices',
      sampleWith({ numbers: { dialFormat: 'E164' } }),
      ['numbers.dialFormat not-a-choice'],
    ],
    ['another CRM', sampleWith({ crm: { kind: 'other' } }), ['crm.kind not-a-choice']],
    ['no server', sampleWith({ sip: { servers: [] } }), ['sip.servers no-server']],
    [
      'a server twice',
      sampleWith({ sip: { servers: ['wss://a.example.com', 'wss://a.example.com'] } }),
      ['sip.servers duplicate'],
    ],
    [
      'a web address for a server',
      sampleWith({ sip: { servers: ['https://pbx.example.com'] } }),
      ['sip.servers.0 server-scheme'],
    ],
    [
      'a UDP server',
      sampleWith({ sip: { servers: ['udp:pbx.example.com:5060'] } }),
      ['sip.servers.0 server-not-supported'],
    ],
    [
      'a TCP server beyond this computer, and a TLS server with a path',
      sampleWith({ sip: { servers: ['tcp://pbx.example.com', 'tls://pbx.example.com/ws'] } }),
      ['sip.servers.0 insecure', 'sip.servers.1 server-not-a-url'],
    ],
    ['no desks', sampleWith({ sip: { desksAtServer: 0 } }), ['sip.desksAtServer out-of-range']],
    ['a PBX nobody knows', sampleWith({ sip: { pbx: 'Asterisk' } }), ['sip.pbx not-a-choice']],
    [
      'a server with a password in it',
      sampleWith({ sip: { servers: ['wss://a:b@pbx.example.com'] } }),
      ['sip.servers.0 server-has-password'],
    ],
    [
      'a server that is no address',
      sampleWith({ sip: { servers: ['pbx example'] } }),
      ['sip.servers.0 server-not-a-url'],
    ],
    ['an AOR with a port', sampleWith({ sip: { aor: 'sip:101@pbx.example.com:5060' } }), ['sip.aor aor']],
    ['an AOR with a parameter', sampleWith({ sip: { aor: 'sip:101@pbx.example.com;transport=ws' } }), ['sip.aor aor']],
    ['an AOR at three quarters of an address', sampleWith({ sip: { aor: 'sip:101c@192.168.1' } }), ['sip.aor aor']],
    ['an AOR at a number too large', sampleWith({ sip: { aor: 'sip:101c@192.168.1.256' } }), ['sip.aor aor']],
    ['an AOR with an empty label', sampleWith({ sip: { aor: 'sip:101c@pbx..example.com' } }), ['sip.aor aor']],
    ['an AOR with a broken escape', sampleWith({ sip: { aor: 'sip:a%b@pbx.example.com' } }), ['sip.aor aor']],
    ['an AOR with an escape that is no text', sampleWith({ sip: { aor: 'sip:%ff@pbx.example.com' } }), ['sip.aor aor']],
    ['an extension with letters', sampleWith({ sip: { extension: '101c' } }), ['sip.extension extension']],
    ['a password of two lines', sampleWith({ sip: { password: 'a\r\nb' } }), ['sip.password password']],
    ['a relative CA file', sampleWith({ sip: { caFile: 'ca.pem' } }), ['sip.caFile ca-file']],
    [
      'a plain webhook',
      sampleWith({ crm: { webhook: 'http://portal.example.com/rest/1/secret/' } }),
      ['crm.webhook insecure'],
    ],
    ['a plain card base', sampleWith({ crm: { cardBase: 'http://portal.example.com/' } }), ['crm.cardBase insecure']],
    [
      'a webhook with a method',
      sampleWith({ crm: { webhook: 'https://portal.example.com/rest/1/secret/profile.json' } }),
      ['crm.webhook webhook'],
    ],
    ['too long a time', sampleWith({ crm: { timeoutMs: 15_001 } }), ['crm.timeoutMs out-of-range']],
    ['a country in small letters', sampleWith({ numbers: { country: 'ru' } }), ['numbers.country country']],
    ['no country', sampleWith({ numbers: { country: 'ZZ' } }), ['numbers.country country']],
    [
      'a queue that cannot be dialled',
      sampleWith({ routing: { queues: [{ number: '6 00', name: 'Sales' }] } }),
      ['routing.queues.0.number not-dialable'],
    ],
    ['a star that is not listed', sampleWith({ routing: { declineTo: '*97' } }), ['routing.declineTo not-dialable']],
    [
      'a queue twice',
      sampleWith({
        routing: {
          queues: [
            { number: '600', name: 'A' },
            { number: '600', name: 'B' },
          ],
        },
      }),
      ['routing.queues duplicate'],
    ],
    [
      'a queue without a name',
      sampleWith({ routing: { queues: [{ number: '600', name: ' ' }] } }),
      ['routing.queues.0.name name'],
    ],
    [
      'a shortcut without a modifier',
      sampleWith({ desktop: { transferShortcut: 'F9' } }),
      ['desktop.transferShortcut shortcut'],
    ],
    [
      'a shortcut with Shift alone',
      sampleWith({ desktop: { transferShortcut: 'Shift+A' } }),
      ['desktop.transferShortcut shortcut'],
    ],
    [
      'a shortcut that types letters on Windows',
      sampleWith({ desktop: { transferShortcut: 'Control+Alt+F9', summonShortcut: 'AltGr+E' } }),
      ['desktop.transferShortcut shortcut-types-letters', 'desktop.summonShortcut shortcut-types-letters'],
    ],
    [
      'one shortcut for two things, spelt in two ways',
      sampleWith({ desktop: { transferShortcut: 'Shift+Control+F8' } }),
      ['desktop.summonShortcut duplicate'],
    ],
    [
      'one shortcut for two things',
      sampleWith({ desktop: { transferShortcut: 'CommandOrControl+Shift+F8' } }),
      ['desktop.summonShortcut duplicate'],
    ],
  ])('%s', (_, input, expected) => {
    expect(problemsOf(input)).toEqual(expected);
  });
});

describe('what is allowed', () => {
  test.each<[string, unknown]>([
    [
      'a plain server on this computer',
      sampleWith({ sip: { servers: ['ws://127.0.0.1:5066', 'ws://localhost:1', 'ws://[::1]:2'] } }),
    ],
    [
      'a plain server elsewhere with allowInsecure beside it',
      sampleWith({ sip: { servers: ['ws://pbx.example.com', 'tcp://pbx.example.com'], allowInsecure: true } }),
    ],
    [
      'servers of all four kinds',
      sampleWith({
        sip: {
          servers: ['tls://pbx.example.com', 'tls://[2001:db8::1]:5061', 'tcp://127.0.0.1', 'wss://pbx.example.com'],
        },
      }),
    ],
    ['a hundred thousand desks at an Asterisk', sampleWith({ sip: { pbx: 'asterisk', desksAtServer: 100_000 } })],
    ['a plain webhook on this computer', sampleWith({ crm: { webhook: 'http://127.0.0.1:8080/rest/1/secret/' } })],
    [
      'a plain webhook elsewhere with allowInsecure beside it',
      sampleWith({ crm: { webhook: 'http://portal.example.com/rest/1/s/', allowInsecure: true } }),
    ],
    ['a full path on Windows', sampleWith({ sip: { caFile: 'C:\\certs\\ca.pem' } })],
    ['a star that is listed', sampleWith({ numbers: { extraDialCharacters: ['*'] }, routing: { declineTo: '*97' } })],
    ['no shortcuts at all', sampleWith({ desktop: { transferShortcut: null, summonShortcut: null } })],
    ['an AOR at an address', sampleWith({ sip: { aor: 'sip:101c@[2001:db8::1]' } })],
    ['an AOR at an IPv4 address', sampleWith({ sip: { aor: 'sip:101c@192.168.1.10' } })],
    ['an AOR at a bare host', sampleWith({ sip: { aor: 'sip:101c@pbx' } })],
    ['an AOR with an escape', sampleWith({ sip: { aor: 'sip:ren%C3%A9e@3com.example.com' } })],
    ['⌘⌥ as a shortcut', sampleWith({ desktop: { transferShortcut: 'Command+Alt+E' } })],
  ])('%s', (_, input) => {
    expect(problemsOf(input)).toEqual([]);
  });

  test('allowInsecure of the line does not loosen the CRM', () => {
    const input = sampleWith({
      sip: { allowInsecure: true },
      crm: { webhook: 'http://portal.example.com/rest/1/secret/' },
    });
    expect(problemsOf(input)).toEqual(['crm.webhook insecure']);
  });

  test('a webhook without its closing slash gets one', () => {
    const read = parseConfig(sampleWith({ crm: { webhook: 'https://portal.example.com/rest/1/secret' } }));
    expect(read).toMatchObject({ value: { secrets: { webhook: 'https://portal.example.com/rest/1/secret/' } } });
  });
});
