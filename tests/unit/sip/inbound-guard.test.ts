import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Core } from 'sip.js';
import { expect, test } from 'vitest';
import { InboundGuard, type GuardDeps, type LineFault } from '../../../main/sip/inbound-guard.ts';

const bytes = (...lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);

const invite = (more: Readonly<Record<string, string>> = {}): Uint8Array => {
  const headers = {
    Via: 'SIP/2.0/WS 543dc521b9a2:5060;branch=z9hG4bK1;rport',
    From: 'Müller <sip:101@my_host>;tag=f1',
    To: '<tel:101>',
    'Call-ID': 'a b c',
    CSeq: '0001  INVITE',
    ...more,
  };
  return bytes('INVITE tel:101 SIP/2.0', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`));
};

interface Rig {
  readonly guard: InboundGuard;
  readonly delivered: string[];
  readonly sent: string[];
  readonly faults: LineFault[];
}

const rigOf = (deps: Partial<GuardDeps> = {}): Rig => {
  const [delivered, sent, faults]: [string[], string[], LineFault[]] = [[], [], []];
  const guard = new InboundGuard({
    ownUri: 'sip:c0ffee@desk-1.invalid;transport=ws',
    viaHost: 'desk-1.invalid',
    sentBy: () => 'desk-1.invalid',
    isKnownCall: () => false,
    isOpenUnderOtherCSeq: () => false,
    deliver: (text) => delivered.push(text),
    hasTransaction: () => true,
    sendRaw: (text) => sent.push(text),
    onRequest: () => undefined,
    onResponse: () => undefined,
    onTaken: () => false,
    onNotify: () => null,
    onMessage: () => ({ status: 200, reason: 'OK', headers: [] }),
    onFault: (fault) => faults.push(fault),
    ...deps,
  });
  return { guard, delivered, sent, faults };
};

test('an answer of sip.js goes out with the headers of the request as they came', () => {
  const { guard, delivered } = rigOf();
  guard.receive(invite());
  const [, via] = /^(Via: .*)$/m.exec(delivered[0] ?? '') ?? [];
  const answer = `SIP/2.0 180 Ringing\r\n${via}\r\nFrom: x\r\nTo: <sip:101@repaired.invalid>;tag=t1\r\nCSeq: 1 INVITE\r\nCall-ID: y\r\nContent-Length: 0\r\n\r\n`;
  expect(guard.outgoing(answer)?.split('\r\n')).toEqual([
    'SIP/2.0 180 Ringing',
    'Via: SIP/2.0/WS 543dc521b9a2:5060;branch=z9hG4bK1;rport',
    'From: Müller <sip:101@my_host>;tag=f1',
    'To: <tel:101>;tag=t1',
    'CSeq: 0001  INVITE',
    'Call-ID: a b c',
    'Content-Length: 0',
    '',
    '',
  ]);
});

test('what the line sends of its own goes out as it is', () => {
  const register = 'REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/WS desk-1.invalid;branch=z9hG4bK1\r\n\r\n';
  expect(rigOf().guard.outgoing(register)).toBe(register);
});

test('when sip.js throws the caller gets a 500, the fault is told, and the next message is handled', () => {
  let isBroken = true;
  const { guard, sent, faults } = rigOf({
    deliver: () => {
      if (isBroken) throw new Error('boom');
    },
    hasTransaction: () => !isBroken,
  });
  guard.receive(invite());
  isBroken = false;
  guard.receive(invite());
  expect([sent.map((text) => text.split('\r\n')[0]), faults]).toEqual([
    ['SIP/2.0 500 Server Internal Error'],
    [
      { kind: 'threw', detail: 'boom' },
      { kind: 'left-unanswered', detail: 'INVITE' },
    ],
  ]);
});

test('a request that sip.js drops in silence is answered with 400', () => {
  const { guard, sent } = rigOf({ hasTransaction: () => false });
  guard.receive(invite());
  expect(sent[0]).toMatch(/^SIP\/2\.0 400 Bad Request\r\nVia: SIP\/2\.0\/WS 543dc521b9a2/);
});

test.each([
  ['too large', { Subject: 'x'.repeat(70_000) }, 513],
  ['of a method that is not the one in CSeq', { CSeq: '1 BYE' }, 400],
  ['with a CSeq beyond 2^31', { CSeq: '2147483648 INVITE' }, 400],
])('an INVITE %s never reaches sip.js', (_name, headers, status) => {
  const { guard, delivered, sent } = rigOf();
  guard.receive(invite(headers));
  expect([delivered, sent[0]?.split(' ')[1]]).toEqual([[], String(status)]);
});

test('an ACK is never answered, whatever is wrong with it', () => {
  const { guard, sent } = rigOf({ hasTransaction: () => false });
  guard.receive(bytes('ACK sip:a@b.example SIP/2.0', 'Via: x', 'CSeq: nonsense'));
  expect(sent).toEqual([]);
});

test('keep-alives are not messages', () => {
  const { guard, delivered, sent, faults } = rigOf();
  guard.receive(Buffer.from('\r\n\r\n'));
  expect([delivered, sent, faults]).toEqual([[], [], []]);
});

test.each([
  ['another host', 'SIP/2.0/WS other.invalid;branch=z9hG4bK1', '1 REGISTER'],
  ['two Vias', 'SIP/2.0/WS desk-1.invalid;branch=z9hG4bK1, SIP/2.0/WS x;branch=y', '1 REGISTER'],
  ['a bad CSeq', 'SIP/2.0/WS desk-1.invalid;branch=z9hG4bK1', 'nonsense'],
])('a response with %s never reaches sip.js', (_name, via, cseq) => {
  const { guard, delivered, faults } = rigOf();
  guard.receive(
    bytes('SIP/2.0 200 OK', `Via: ${via}`, 'From: <sip:a@b.c>', 'To: <sip:a@b.c>', 'Call-ID: x', `CSeq: ${cseq}`),
  );
  expect([delivered, faults.map(({ kind }) => kind)]).toEqual([[], ['dropped']]);
});

const folder = new URL('../../integration/sip/rfc4475/', import.meta.url);
const seeds = readdirSync(folder).map((file) => readFileSync(new URL(file, folder)));
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds, Buffer.from(invite())),
    fc.array(fc.tuple(fc.nat(1000), fc.nat(12), fc.uint8Array({ maxLength: 12 })), { maxLength: 6 }),
  )
  .map(([seed, cuts]) =>
    cuts.reduce<Buffer>(
      (text, [at, length, inserted]) =>
        Buffer.concat([text.subarray(0, at % text.length), inserted, text.subarray((at % text.length) + length)]),
      seed,
    ),
  );

test('whatever mutation of a torture message arrives, nothing is thrown and sip.js can parse all that it is given', () => {
  const logger = new Core.LoggerFactory().getLogger('test');
  logger.warn = () => undefined;
  logger.error = () => undefined;
  fc.assert(
    fc.property(mutated, (data) => {
      const { guard, delivered } = rigOf();
      guard.receive(data);
      for (const text of delivered) expect(Core.Parser.parseMessage(text, logger)).toBeDefined();
    }),
    { numRuns: 1500 },
  );
});

test('a body whose names are not UTF-8 is read whole: its length was counted in bytes', () => {
  const bodies: string[] = [];
  const { guard } = rigOf({
    onNotify: (_message, body) => {
      bodies.push(body);
      return { status: 200, reason: 'OK' };
    },
  });
  const body = Buffer.from('<identity display="Müller, Büro"/>', 'latin1');
  const notify = new TextDecoder('latin1').decode(invite({ CSeq: '1 NOTIFY', 'Content-Length': String(body.length) }));
  guard.receive(Buffer.concat([Buffer.from(notify.replace('INVITE tel', 'NOTIFY sip'), 'latin1'), body]));
  expect(bodies).toEqual(['<identity display="Müller, Büro"/>']);
});

test('a taken call speaks for itself: its requests do not reach sip.js, nor do answers of sip.js go out for it', () => {
  const seen: string[] = [];
  const { guard, delivered, sent } = rigOf({
    onTaken: (method) => {
      seen.push(method);
      return method === 'BYE';
    },
  });
  guard.receive(invite());
  const [, via] = /^(Via: .*)$/m.exec(delivered[0] ?? '') ?? [];
  const [, branch = ''] = /branch=(\w+)/.exec(via ?? '') ?? [];
  const answer = (status: string): string =>
    `SIP/2.0 ${status}\r\n${via ?? ''}\r\nFrom: x\r\nTo: <sip:101@repaired.invalid>;tag=t1\r\nCSeq: 1 INVITE\r\nCall-ID: y\r\n\r\n`;
  expect([guard.tagGiven(branch), guard.outgoing(answer('180 Ringing')) === null, guard.tagGiven(branch)]).toEqual([
    null,
    false,
    't1',
  ]);
  guard.mute(branch);
  guard.receive(bytes('BYE sip:c0ffee@desk-1.invalid SIP/2.0', 'Call-ID: a b c'));
  expect([
    guard.outgoing(answer('480 Temporarily Unavailable')),
    guard.tagGiven(branch),
    seen,
    delivered.length,
    sent,
  ]).toEqual([null, null, ['INVITE', 'BYE'], 1, []]);
});

test('a MESSAGE is answered as its reader says, and never reaches sip.js', () => {
  const bodies: string[] = [];
  const { guard, delivered, sent } = rigOf({
    onMessage: (_message, body) => {
      bodies.push(body);
      return { status: 415, reason: 'Unsupported Media Type', headers: ['Accept: text/plain;charset=UTF-8'] };
    },
  });
  const message = new TextDecoder().decode(invite({ CSeq: '1 MESSAGE', 'Content-Length': '5' }));
  guard.receive(Buffer.from(`${message.replace('INVITE tel', 'MESSAGE sip')}hello, and more`));
  expect([
    bodies,
    delivered,
    sent.map((text) => text.split('\r\n').filter((line) => /^SIP|^Accept/.test(line))),
  ]).toEqual([['hello'], [], [['SIP/2.0 415 Unsupported Media Type', 'Accept: text/plain;charset=UTF-8']]]);
});
