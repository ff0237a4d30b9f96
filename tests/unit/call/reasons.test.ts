import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stopReason } from '../../../main/call/reasons.ts';

const completed = ['SIP;cause=200;text="Call completed elsewhere"', 'Q.850;cause=26'];

describe('measured on Asterisk 22', () => {
  test.each([
    ['own phone answered', completed, 'somebody-answered', 'completed-elsewhere'],
    ['a colleague of the group answered', completed, 'somebody-answered', 'completed-elsewhere'],
    ['a queue without option C: any member answered', completed, 'somebody-answered', 'completed-elsewhere'],
    ['the caller hung up before anybody answered', ['Q.850;cause=127'], 'caller-hung-up', 'caller-hung-up'],
    ['the caller hung up behind a greeting', ['Q.850;cause=16'], 'not-told', 'not-told'],
    ['the ring time is over', ['Q.850;cause=16'], 'not-told', 'not-told'],
    ["a queue without option C: the member's time is over", ['Q.850;cause=16'], 'not-told', 'not-told'],
    ['a queue without option C: the caller hung up', ['Q.850;cause=16'], 'not-told', 'not-told'],
    ['a queue with members dialled directly: either', ['Q.850;cause=0'], 'not-told', 'not-told'],
    ['picked up before this leg had said that it rings', [], 'not-told', 'not-told'],
  ] as const)('%s', (_, headers, asterisk, generic) => {
    expect([stopReason(headers, 'asterisk'), stopReason(headers, 'generic')]).toEqual([asterisk, generic]);
  });
});

describe('measured on Kamailio 5.6', () => {
  test.each([
    ['own phone or a colleague answered', completed.slice(0, 1), 'somebody-answered', 'completed-elsewhere'],
    ['the caller hung up', [], 'not-told', 'not-told'],
    ['the caller hung up, with a word of his own', ['Q.850;cause=16;text="Terminated"'], 'not-told', 'not-told'],
    ["the caller's word is what Asterisk says of a hang-up", ['Q.850;cause=127'], 'not-told', 'caller-hung-up'],
    ['somebody answered further up', ['SIP;cause=200'], 'somebody-answered', 'completed-elsewhere'],
    ['the ring time is over', [], 'not-told', 'not-told'],
  ] as const)('%s', (_, headers, kamailio, generic) => {
    expect([stopReason(headers, 'kamailio'), stopReason(headers, 'generic')]).toEqual([kamailio, generic]);
  });
});

test.each([
  ['the other way round', completed.toReversed(), 'completed-elsewhere'],
  ['both in one header', ['SIP;cause=200;text="elsewhere, by Anna",Q.850;cause=26'], 'completed-elsewhere'],
  ['beside a cause that alone would be a hang-up', ['Q.850;cause=127', 'SIP;cause=200'], 'completed-elsewhere'],
  ['spelled in other cases', ['sip ; CAUSE = 200 ; Text="x"'], 'completed-elsewhere'],
  ['the caller hung up, with a text', ['q.850;cause=127;text="Interworking, unspecified"'], 'caller-hung-up'],
  // Sounds like a hang-up, but was not measured.
  ['request terminated', ['SIP;cause=487'], 'not-told'],
  ['127 beside something else', ['SIP;cause=487', 'Q.850;cause=127'], 'not-told'],
  ['200 as a Q.850 cause', ['Q.850;cause=200'], 'not-told'],
  ['127 as a SIP cause', ['SIP;cause=127'], 'not-told'],
  ['a cause in the text only', ['SIP;text="cause=200"', 'X;text=";cause=200,SIP;cause=200"'], 'not-told'],
  ['a longer number', ['SIP;cause=2000'], 'not-told'],
  ['a cause that is none', ['SIP;cause=abc', 'SIP;cause=', 'SIP;cause'], 'not-told'],
  ['garbage', ['', ';;;', ',,,', '"', '\u0000', 'SIP'], 'not-told'],
] as const)('%s', (_, headers, reason) => {
  expect(stopReason(headers, 'generic')).toBe(reason);
});

test('no text makes it fail, and none but the two measured causes tells anything, under any profile', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('SIPQ.850;cause=",\\ ')), maxLength: 40 }),
  );
  const profile = fc.constantFrom('asterisk', 'kamailio', 'generic');
  fc.assert(
    fc.property(fc.array(text), profile, (headers, pbx) => {
      const tells = headers.some((header) => /200|127/.test(header));
      expect(tells || stopReason(headers, pbx) === 'not-told').toBe(true);
    }),
  );
});
