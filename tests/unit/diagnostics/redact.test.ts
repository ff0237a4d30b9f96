import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskNumber, redactText, redactValue } from '../../../main/diagnostics/redact.ts';

/** As a PBX sends it (RFC 3261 §7.3.1 allows the folded line). */
const invite = [
  'INVITE sip:101c@192.168.100.200:5060;transport=ws SIP/2.0',
  'Via: SIP/2.0/WSS 192.168.100.200:8089;branch=z9hG4bK1234567890;rport=50601',
  'From: "John Doe" <sip:+19062195047@pbx.example.com>;tag=1928301774',
  'To: Anna Petrova <sip:101c@pbx.example.com>',
  'Call-ID: 3848276298220188511@pbx.example.com',
  'CSeq: 1029384756 INVITE',
  'P-Asserted-Identity: "Doe, \\"John\\"" <tel:+19062195047>, "Boris Ivanov" <sip:104@pbx.example.com>',
  'Diversion: Daisy LLC <sip:902075551234@pbx.example.com>;reason=unconditional',
  'Proxy-Authorization: Digest username="101c", realm="pbx", nonce="5a7b",',
  '\tresponse="6629fae49393a05397450978507c4ef1", cnonce="0a4f113b"',
  'Content-Length: 0',
  '',
  '',
].join('\r\n');

describe('a SIP message', () => {
  test('keeps what is needed to follow the call, and loses numbers, names and credentials', () => {
    expect(redactText(invite).split('\r\n')).toEqual([
      'INVITE sip:101c@192.168.100.200:5060;transport=ws SIP/2.0',
      'Via: SIP/2.0/WSS 192.168.100.200:8089;branch=z9hG4bK1234567890;rport=50601',
      'From: … <sip:+*********47@pbx.example.com>;tag=1928301774',
      'To: … <sip:101c@pbx.example.com>',
      'Call-ID: 3848276298220188511@pbx.example.com',
      'CSeq: 1029384756 INVITE',
      'P-Asserted-Identity: … <tel:+*********47>, "…" <sip:104@pbx.example.com>',
      'Diversion: … <sip:**********34@pbx.example.com>;reason=unconditional',
      'Proxy-Authorization: [removed]',
      'Content-Length: 0',
      '',
      '',
    ]);
  });

  test('loses the same inside a JSON string', () => {
    const json = JSON.stringify({ raw: invite });
    expect(redactText(json)).not.toMatch(/6629fae|0a4f113b|9062195047|Doe|John|Anna|Boris|Daisy/);
    expect(redactText(json)).toContain('Content-Length: 0');
  });

  test('loses a digest response that stands alone', () => {
    expect(redactText('Digest username="101c", response="6629fae49393", qop=auth')).toBe(
      'Digest username="101c", response="[removed]", qop=auth',
    );
  });
});

describe('secrets in text', () => {
  test.each([
    [
      'a webhook',
      'POST https://portal.example.com/rest/1/s3cr3t/profile.json',
      'POST https://portal.example.com/rest/1/[removed]/profile.json',
    ],
    [
      'a webhook without its closing slash',
      'https://portal.example.com/rest/17/s3cr3t',
      'https://portal.example.com/rest/17/[removed]',
    ],
    [
      "a webhook in PHP's JSON",
      '"https:\\/\\/portal.example.com\\/rest\\/1\\/s3cr3t\\/"',
      '"https:\\/\\/portal.example.com\\/rest\\/1\\/[removed]\\/"',
    ],
    [
      'a webhook in a query',
      '?to=https%3A%2F%2Fp.example.com%2Frest%2F1%2Fs3cr3t%2Fprofile',
      '?to=https%3A%2F%2Fp.example.com%2Frest%2F1%2F[removed]%2Fprofile',
    ],
    ['a password in JSON', '{"password":"s3 cr3t","port":8089}', '{"password":[removed],"port":8089}'],
    ['a password in an assignment', 'sipPassword=s3cr3t; host=a', 'sipPassword=[removed]; host=a'],
    ['a token in a query', '/rest/user.get?auth=s3cr3t&ID=99', '/rest/user.get?auth=[removed]&ID=99'],
    ['a bearer', 'Authorization: Bearer s3cr3t\nHost: a', 'Authorization: [removed]\nHost: a'],
    ['a password in an address', 'wss://101c:s3cr3t@pbx.example.com/ws', 'wss://[removed]@pbx.example.com/ws'],
  ])('%s', (_, text, redacted) => {
    expect(redactText(text)).toBe(redacted);
  });
});

describe('numbers in text', () => {
  test.each([
    ['+1 906 219 5047 rang', '+* *** *** **47 rang'],
    ['call from (906) 219-5047', 'call from (***) ***-**47'],
    ['PHONE_NUMBER=%2B19062195047', 'PHONE_NUMBER=%2B*********47'],
    ['Call-ID: 38482762982@pbx, number 19062195047', 'Call-ID: 38482762982@pbx, number *********47'],
    ['{ i: 19062195047 }', '{ i: *********47 }'],
    ['extension 102, queue 600, status 486', 'extension 102, queue 600, status 486'],
    ['2026-11-22T14:02:09.123Z until 2026-11-22 14:09', '2026-11-22T14:02:09.123Z until 2026-11-22 14:09'],
    ['from 192.168.100.200:50601 to 10.0.0.1', 'from 192.168.100.200:50601 to 10.0.0.1'],
    ['leg 12345678-1234-4234-8234-123456789012', 'leg 12345678-1234-4234-8234-123456789012'],
  ])('%s', (text, redacted) => {
    expect(redactText(text)).toBe(redacted);
  });

  test('any number from seven digits on shows its last two only, wherever it stands', () => {
    const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);
    const around = fc.constantFrom('', ' ', '<sip:', '"', 'tel:', '@', '%2B', 'x', ';', '+');
    fc.assert(
      fc.property(digits, around, around, (number, before, after) => {
        expect(redactText(`${before}${number}${after}`)).toBe(`${before}${maskNumber(number)}${after}`);
      }),
    );
  });
});

describe('fields', () => {
  test('are redacted by their names where their content tells nothing', () => {
    expect(
      redactValue({
        password: 'x',
        sipPassword: 'x',
        number: 19062195047,
        callerName: 'John Doe',
        sentTo: 'Anna Petrova · ext. 102',
        callId: '3848276298220188511@pbx.example.com',
        atEpochMs: 1_795_341_600_000,
        isRegistered: true,
        detail: null,
      }),
    ).toEqual({
      password: '[removed]',
      sipPassword: '[removed]',
      number: '*********47',
      callerName: '…',
      sentTo: '…',
      callId: '3848276298220188511@pbx.example.com',
      atEpochMs: 1_795_341_600_000,
      isRegistered: true,
      detail: null,
    });
  });

  test('carry errors with their cause, redacted like text', () => {
    const cause = Object.assign(new Error('connect to https://portal.example.com/rest/1/s3cr3t/ failed'), {
      code: 'ECONNREFUSED',
    });
    const redacted = redactValue({ error: new Error('No reply for +19062195047', { cause }) });
    expect(redacted).toMatchObject({
      error: {
        name: 'Error',
        message: 'No reply for +*********47',
        cause: { message: 'connect to https://portal.example.com/rest/1/[removed]/ failed', code: 'ECONNREFUSED' },
      },
    });
    expect(JSON.stringify(redacted)).not.toMatch(/s3cr3t|9062195047/);
  });

  test('are bounded, however large, deep or circular', () => {
    const circle: Record<string, unknown> = { text: 'x'.repeat(100_000), list: Array.from({ length: 1000 }, () => 1) };
    circle['self'] = circle;
    expect(JSON.stringify(redactValue(circle)).length).toBeLessThan(150_000);
  });

  test('a text made to slow the patterns down takes no time worth noticing', () => {
    const startedAtMs = performance.now();
    for (const part of ['"\\', '1 ', '/rest/1/', 'Authorization:\n ', 'password=', '1.1.1.', 'a"']) {
      redactText(part.repeat(20_000));
    }
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
  });
});
