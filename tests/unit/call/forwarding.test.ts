import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../main/model/caller.ts';
import type { InviteHeaders } from '../../../main/model/invite.ts';
import { call } from './invites.ts';

describe('a forwarded call', () => {
  test.each([
    [
      'the last of several that forwarded it',
      { diversion: ['"Boris Ivanov" <sip:104@pbx.example.com>;reason=no-answer', '<sip:700@pbx.example.com>'] },
      { user: '104', displayName: 'Boris Ivanov' },
    ],
    [
      'the first value of one header',
      { diversion: ['<sip:104@pbx.example.com>;reason=no-answer, <sip:700@pbx.example.com>'] },
      { user: '104', displayName: null },
    ],
    [
      'Diversion before History-Info',
      {
        diversion: ['<sip:700@pbx.example.com>'],
        historyInfo: ['<sip:600@pbx.example.com?Reason=SIP%3Bcause%3D302>;index=1'],
      },
      { user: '700', displayName: null },
    ],
    [
      'the entry of History-Info that was left for a reason',
      {
        historyInfo: [
          '<sip:600@pbx.example.com?Reason=SIP%3Bcause%3D302>;index=1, <sip:101@pbx.example.com>;index=1.1, <sip:rs7f3a@desk.example.com>;index=1.1.1',
        ],
      },
      { user: '600', displayName: null },
    ],
    [
      'the last of several entries that were left for a reason',
      {
        historyInfo: [
          '<sip:600@pbx.example.com?Reason=SIP%3Bcause%3D302>;index=1',
          '<sip:104@pbx.example.com?Reason=SIP%3Bcause%3D480>;index=1.1',
          '<sip:101@pbx.example.com>;index=1.2',
        ],
      },
      { user: '104', displayName: null },
    ],
    [
      'nobody, where History-Info tells only how the call was routed',
      { historyInfo: ['<sip:101@pbx.example.com>;index=1, <sip:rs7f3a@desk.example.com>;index=1.1;rc=1'] },
      null,
    ],
    ['nobody, where the forwarder asks for privacy', { diversion: ['<sip:104@pbx.example.com>;privacy=full'] }, null],
    [
      'the number alone, where the name is private',
      { diversion: ['"Boris Ivanov" <sip:104@pbx.example.com>;privacy=name'] },
      { user: '104', displayName: null },
    ],
    [
      'nobody, where History-Info is private',
      { privacy: ['history'], historyInfo: ['<sip:600@pbx.example.com?Reason=SIP%3Bcause%3D302>;index=1'] },
      null,
    ],
    [
      'nobody, where one entry is private',
      { historyInfo: ['<sip:600@pbx.example.com?Reason=SIP%3Bcause%3D302&Privacy=history>;index=1'] },
      null,
    ],
    ['nobody, where it is this very desk', { diversion: ['<sip:101@pbx.example.com>'] }, null],
    ['nobody, where the header cannot be read', { diversion: ['"', '<sip:>'] }, null],
  ] satisfies [string, Partial<InviteHeaders>, Caller['forwardedFrom']][])('names %s', (_, headers, party) => {
    expect(call(headers).forwardedFrom).toEqual(party);
  });
});

describe('a call that a colleague had answered and referred here', () => {
  test.each([
    ['by a number', '<sip:104@pbx.example.com>', { user: '104', displayName: null }],
    ['by a name', '"Boris Ivanov" <sip:104@pbx.example.com>;cid="1@a"', { user: '104', displayName: 'Boris Ivanov' }],
    ['by nobody, where no header says so', null, null],
    ['by nobody, where it is this very desk', '<sip:101@pbx.example.com>', null],
    ['by nobody, where it is this companion', 'sip:101c@pbx.example.com', null],
    ['by nobody, where the address names no user', '<sip:pbx.example.com>', null],
    ['by nobody, where it is anonymous', '<sip:anonymous@anonymous.invalid>', null],
    ['by nobody, where the header cannot be read', '"<>', null],
  ] satisfies [string, string | null, Caller['referredBy']][])('says so: %s', (_, referredBy, party) => {
    expect(call({ referredBy }).referredBy).toEqual(party);
  });
});

describe('the number that was dialled', () => {
  test.each([
    ['told by Diversion', { diversion: ['<sip:700@pbx.example.com>;reason=deflection'] }, '700'],
    [
      'the first of several Diversions',
      { diversion: ['<sip:104@pbx.example.com>', '<sip:+74951234567@pbx.example.com>'] },
      '+74951234567',
    ],
    ["the agent's own extension by Diversion", { diversion: ['<sip:101@pbx.example.com>'] }, '101'],
    [
      'the start of History-Info',
      { historyInfo: ['<sip:600@pbx.example.com>;index=1', '<sip:101@pbx.example.com>;index=1.1'] },
      '600',
    ],
    ['in To, as proxies leave it', { to: '<sip:600@pbx.example.com>' }, '600'],
    ["in To, the desk phone's extension", { to: '"Anna" <sip:101@pbx.example.com>' }, '101'],
    ["not told where To is the companion's own contact", {}, null],
    ["not told where To is the companion's own Address of Record", { to: '<sip:101c@pbx.example.com>' }, null],
    ['not told where To is a contact of before', { to: '<sip:k2j5v9q1@a1b2c3.invalid>' }, null],
    ['not told where To cannot be read', { to: '' }, null],
    [
      'not told where the first Diversion is private',
      { diversion: ['<sip:700@pbx.example.com>;privacy=full'], to: '<sip:600@pbx.example.com>' },
      null,
    ],
    [
      'never taken from the Request-URI',
      { requestUri: 'sip:600@pbx.example.com', to: '<sip:600@pbx.example.com>' },
      null,
    ],
  ] satisfies [string, Partial<InviteHeaders>, string | null][])('is %s', (_, headers, dialled) => {
    expect(call(headers).dialled).toBe(dialled);
  });
});
