import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stopReason } from '../../../main/call/reasons.ts';

test.each([
  // Measured on Asterisk 22: own phone, a colleague, a queue with option C.
  ['taken off this phone', ['SIP;cause=200;text="Call completed elsewhere"', 'Q.850;cause=26'], 'completed-elsewhere'],
  ['taken off this phone, the other way round', ['Q.850;cause=26', 'SIP ;cause=200'], 'completed-elsewhere'],
  ['both in one header', ['SIP;cause=200;text="elsewhere, by Anna",Q.850;cause=26'], 'completed-elsewhere'],
  [
    'taken off, beside a cause that alone would be a hang-up',
    ['Q.850;cause=127', 'SIP;cause=200'],
    'completed-elsewhere',
  ],
  ['spelled in other cases', ['sip ; CAUSE = 200 ; Text="x"'], 'completed-elsewhere'],
  ['the caller hung up, no queue', ['Q.850;cause=127'], 'caller-hung-up'],
  ['the caller hung up, with a text', ['q.850;cause=127;text="Interworking, unspecified"'], 'caller-hung-up'],
  // A queue without C says this for its time-out and for the caller's hang-up.
  ['a queue without option C', ['Q.850;cause=0'], 'not-told'],
  ['no header, as from Kamailio', [], 'not-told'],
  // Sound like a hang-up, but not measured.
  ['normal clearing', ['Q.850;cause=16'], 'not-told'],
  ['request terminated', ['SIP;cause=487'], 'not-told'],
  ['127 beside something else', ['SIP;cause=487', 'Q.850;cause=127'], 'not-told'],
  ['200 as a Q.850 cause', ['Q.850;cause=200'], 'not-told'],
  ['127 as a SIP cause', ['SIP;cause=127'], 'not-told'],
  ['a cause in the text only', ['SIP;text="cause=200"', 'X;text=";cause=200,SIP;cause=200"'], 'not-told'],
  ['a longer number', ['SIP;cause=2000'], 'not-told'],
  ['a cause that is none', ['SIP;cause=abc', 'SIP;cause=', 'SIP;cause'], 'not-told'],
  ['garbage', ['', ';;;', ',,,', '"', '\u0000', 'SIP'], 'not-told'],
] as const)('%s', (_, headers, reason) => {
  expect(stopReason(headers)).toBe(reason);
});

test('no text makes it fail, and none but the two measured causes tells anything', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('SIPQ.850;cause=",\\ ')), maxLength: 40 }),
  );
  fc.assert(
    fc.property(fc.array(text), (headers) => {
      const tells = headers.some((header) => /200|127/.test(header));
      expect(tells || stopReason(headers) === 'not-told').toBe(true);
    }),
  );
});
