/** What servers send that a line without media has no use for: reliable provisional answers, DTLS, broken SDP, notifications that nobody
 *  asked for, a CANCEL without a Reason.
 *
 * Asterisk offers its legs SDP of its own and refuses a caller's broken one itself; it cancels without a Reason only where a phone picks
 * up within milliseconds (answered.test.ts). Kamailio hands everything on as it came. */
import { describe, expect, test } from 'vitest';
import { cardWith, expectTexts } from '../../e2e/cards.ts';
import type { SipHeader } from '../../rig/pbx/message.ts';
import type { Desk } from '../accounts.ts';
import { notifyUnasked } from '../agents/unasked-notify.ts';
import type { Office } from '../office.ts';
import { asteriskCli } from '../servers/asterisk.ts';
import { sharedServer, useOffice } from '../use-office.ts';

const dtlsOffer = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuv',
  `a=fingerprint:sha-256 ${Array<string>(32).fill('AB').join(':')}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
  '',
].join('\r\n');
const brokenOffer = 'v=0\r\nthis is no SDP\r\nm=audio';
const lyingLamp =
  '<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="900" state="full" ' +
  'entity="sip:101@pbx.example.com"><dialog id="1"><state>confirmed</state></dialog></dialog-info>';

/** It rings on the card, the own phone answers, and the card knows. */
async function ringsAndIsAnswered(
  office: Office,
  desk: Desk,
  name: string,
  call: { readonly headers?: readonly SipHeader[]; readonly body?: string } = {},
): Promise<void> {
  const { trunk, companion, phone, newClient } = office;
  const page = await companion(desk).callerPage();
  await companion(desk).whenLampTold();
  const made = await trunk.call({ to: desk, from: { number: newClient(name) }, ...call });
  await expectTexts(cardWith(page, name), ['Anna Petrova', /ringing 0:0/]);
  await phone(desk).whenState('ringing');
  expect([await made.whenRinging(), made.answer]).toEqual([180, null]);
  phone(desk).answer();
  expect([(await made.whenFinal()).status, phone(desk).state]).toEqual([200, 'in-call']);
  await expectTexts(cardWith(page, name), [/on your phone 0:0/]);
}

describe('on asterisk', () => {
  const server = sharedServer('asterisk');
  const office = useOffice(server, { phones: ['101', '104', '105'], companions: ['101', '104', '105'] });

  test('an endpoint with 100rel=required: its companion rings without reliable answers, and the caller hears that', async () => {
    const { companion, phone, newClient, callIn } = office();
    expect(await asteriskCli(server, 'pjsip show endpoint 104c')).toMatch(/100rel\s*: required/);
    // The phone is out, so that it is the companion's 180 that the caller gets.
    phone('104').behaviour = 'unavailable';
    const call = await callIn('104', newClient('Rel Required'));
    await expectTexts(cardWith(await companion('104').callerPage(), 'Rel Required'), [
      'Anna Petrova',
      /ringing 0:0[1-9]/,
    ]);
    expect([await call.whenRinging(), call.answer]).toEqual([180, null]);
  });

  test('an endpoint with 100rel=required: the own phone answers, and the card is the call’s', async () => {
    await ringsAndIsAnswered(office(), '104', 'Rel Answered');
  });

  test('an endpoint that is offered DTLS (webrtc=yes, SAVPF): its companion rings, and the caller hears that', async () => {
    const { companion, phone, newClient, callIn } = office();
    expect(await asteriskCli(server, 'pjsip show endpoint 105c')).toMatch(/media_encryption\s*: dtls/);
    phone('105').behaviour = 'unavailable';
    const call = await callIn('105', newClient('Dana Dtls'));
    await expectTexts(cardWith(await companion('105').callerPage(), 'Dana Dtls'), ['Anna Petrova', /ringing 0:0[1-9]/]);
    expect([await call.whenRinging(), call.answer]).toEqual([180, null]);
  });

  test('an endpoint that is offered DTLS (webrtc=yes, SAVPF): the own phone answers, and the card is the call’s', async () => {
    await ringsAndIsAnswered(office(), '105', 'Dan Dtls');
  });

  test.each([
    ['Require', '100rel'],
    ['Supported', '100rel, timer, replaces'],
  ])('a caller with %s: %s rings and is answered', async (header, value) => {
    await ringsAndIsAnswered(office(), '101', `${header} ${value}`, { headers: [[header, value]] });
  });

  test.each([
    ['broken SDP', brokenOffer, 400],
    ['SDP for DTLS, which the trunk does not speak', dtlsOffer, 488],
  ])('a caller with %s is refused by the server, and no card comes', async (_what, body, status) => {
    const { trunk, companion, newClient, callIn } = office();
    const refused = await trunk.call({ to: '101', from: { number: newClient('Rosa Refused') }, body });
    expect((await refused.whenFinal()).status).toBe(status);
    const page = await companion().callerPage();
    await callIn('101', newClient('Nick Next'));
    await expectTexts(cardWith(page, 'Nick Next'), ['Anna Petrova']);
    expect(await page.locator('[data-call]').count()).toBe(1);
  });

  test.each(['check-sync', 'mailbox', 'lamp'])(
    'an unsolicited NOTIFY (%s) while a call rings changes nothing: the call rings on and is answered',
    async (type) => {
      const { companion, phone, newClient, callIn } = office();
      const page = await companion().callerPage();
      const call = await callIn('101', newClient(`Nora ${type}`));
      await expectTexts(cardWith(page, `Nora ${type}`), ['Anna Petrova']);
      await phone('101').whenState('ringing');
      expect(await asteriskCli(server, `pjsip send notify ${type} endpoint 101c`)).toMatch(/^Sending NOTIFY/);
      await expectTexts(cardWith(page, `Nora ${type}`), [/ringing 0:0[1-9]/]);
      phone('101').answer();
      expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
      await expectTexts(cardWith(page, `Nora ${type}`), [/on your phone 0:0/]);
    },
  );
});

describe('on kamailio', () => {
  const server = sharedServer('kamailio');
  const office = useOffice(server);

  test.each([
    ['Require', '100rel'],
    ['Supported', '100rel, timer, replaces'],
    ['Require', 'a-thing-that-nobody-knows'],
  ])('a caller with %s: %s rings and is answered', async (header, value) => {
    await ringsAndIsAnswered(office(), '101', `${header} ${value}`, { headers: [[header, value]] });
  });

  test.each([
    ['an offer with DTLS and SAVPF', dtlsOffer],
    ['broken SDP', brokenOffer],
    ['no SDP', ''],
    ['bytes that are no text', '\u0000\u0001\u0002'],
  ])('a caller with %s rings and is answered', async (what, body) => {
    await ringsAndIsAnswered(office(), '101', `Cara ${what}`, { body });
  });

  test.each([
    ['check-sync', [['Event', 'check-sync']], ''],
    [
      'mailbox',
      [
        ['Event', 'message-summary'],
        ['Content-Type', 'application/simple-message-summary'],
      ],
      'Messages-Waiting: yes\r\n',
    ],
    [
      'lamp',
      [
        ['Event', 'dialog'],
        ['Subscription-State', 'active'],
        ['Content-Type', 'application/dialog-info+xml'],
      ],
      lyingLamp,
    ],
  ] as const)(
    'an unsolicited NOTIFY (%s) while a call rings is told that nobody subscribed, and changes nothing',
    async (type, headers, body) => {
      const { companion, newClient, callIn } = office();
      const page = await companion().callerPage();
      const card = cardWith(page, `Nora ${type}`);
      const call = await callIn('710', newClient(`Nora ${type}`));
      expect([await call.whenRinging(), await notifyUnasked(server, call, headers, body)]).toEqual([180, 481]);
      await expectTexts(card, ['Anna Petrova', /ringing 0:0[1-9]/]);
      expect(call.answer).toBe(null);
      call.hangUp();
      expect((await call.whenFinal()).status).toBe(487);
      await expectTexts(card, ['Taken off this phone. Answered or ended: not told.']);
    },
  );

  test.each([
    ['no Reason', [], 'Taken off this phone. Answered or ended: not told.'],
    [
      'a Reason of Q.850 alone',
      ['Q.850;cause=16;text="Terminated"'],
      'Taken off this phone. Answered or ended: not told.',
    ],
    [
      'the Reason that somebody answered further up',
      ['SIP;cause=200;text="Call completed elsewhere"'],
      'Answered by somebody else.',
    ],
  ])('branches cancelled with %s: the card claims no more than that', async (what, reasons, words) => {
    const { companion, phone, newClient, callIn } = office();
    await companion().whenLampTold();
    const card = cardWith(await companion().callerPage(), `Cora ${what}`);
    const call = await callIn('700', newClient(`Cora ${what}`));
    await expectTexts(card, ['Anna Petrova']);
    await Promise.all([phone('101').whenState('ringing'), phone('102').whenState('ringing')]);
    call.hangUp(reasons);
    expect((await call.whenFinal()).status).toBe(487);
    await expectTexts(card, [words]);
    await Promise.all([phone('101').whenState('idle'), phone('102').whenState('idle')]);
  });
});
