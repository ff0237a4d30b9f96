import { expect, test } from 'vitest';
import { wireNames, withWireNames } from '../../../../main/sip/transport/wire-names.ts';

const standIn = { viaHost: 'desk-1.invalid', contactUri: 'sip:c0ffee@desk-1.invalid;transport=ws' };

test.each([
  ['wss', null, 'WSS', 'desk-1.invalid', 'sip:c0ffee@desk-1.invalid;transport=ws'],
  ['tls', '192.0.2.7:49152', 'TLS', '192.0.2.7:49152', 'sip:c0ffee@192.0.2.7:49152;transport=tls'],
  ['tcp', '[2001:db8::7]:49152', 'TCP', '[2001:db8::7]:49152', 'sip:c0ffee@[2001:db8::7]:49152;transport=tcp'],
] as const)('over %s from %s', (scheme, localAddress, protocol, sentBy, contactUri) => {
  expect(wireNames(scheme, localAddress, 'c0ffee', standIn)).toEqual({ protocol, sentBy, contactUri });
});

const overTls = wireNames('tls', '192.0.2.7:49152', 'c0ffee', standIn);

test('a request goes out under the address of its connection, and its body as it is', () => {
  const request = [
    'REGISTER sip:pbx.example.com SIP/2.0',
    'Via: SIP/2.0/TLS desk-1.invalid;branch=z9hG4bK1',
    'From: <sip:101c@pbx.example.com>;tag=1',
    'Contact: <sip:c0ffee@desk-1.invalid;transport=ws>;expires=300, <sip:c0ffee@desk-1.invalid;transport=ws>;expires=0',
    '',
    'Contact: <sip:c0ffee@desk-1.invalid;transport=ws>',
  ].join('\r\n');
  expect(withWireNames(request, standIn, overTls).split('\r\n')).toEqual([
    'REGISTER sip:pbx.example.com SIP/2.0',
    'Via: SIP/2.0/TLS 192.0.2.7:49152;branch=z9hG4bK1',
    'From: <sip:101c@pbx.example.com>;tag=1',
    'Contact: <sip:c0ffee@192.0.2.7:49152;transport=tls>;expires=300, <sip:c0ffee@desk-1.invalid;transport=ws>;expires=0',
    '',
    'Contact: <sip:c0ffee@desk-1.invalid;transport=ws>',
  ]);
});

test('an answer keeps the Via of the one who asked, and names our Contact', () => {
  const response = [
    'SIP/2.0 180 Ringing',
    'Via: SIP/2.0/TLS desk-1.invalid;branch=z9hG4bK1',
    'Contact: <sip:c0ffee@desk-1.invalid;transport=ws>',
    '\r\n',
  ].join('\r\n');
  expect(withWireNames(response, standIn, overTls).split('\r\n').slice(1, 3)).toEqual([
    'Via: SIP/2.0/TLS desk-1.invalid;branch=z9hG4bK1',
    'Contact: <sip:c0ffee@192.0.2.7:49152;transport=tls>',
  ]);
});

test('a redirect keeps the target that it names', () => {
  const redirect = 'SIP/2.0 302 Moved Temporarily\r\nContact: <sip:102@pbx.example.com>\r\n\r\n';
  expect(withWireNames(redirect, standIn, overTls)).toBe(redirect);
});
