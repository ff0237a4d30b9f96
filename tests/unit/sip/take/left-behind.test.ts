import { describe, expect, test } from 'vitest';
import { heldDialog, LEG, TakeRig, told } from './take-rig.ts';

const toOwnExtension = ['Refer-To: <sip:101@pbx.example.com>', 'Referred-By: <sip:101@pbx.example.com>'] as const;

/** Of the 200 to a fetch. */
const fetchedHeaders = [
  'From: <sip:101c@pbx.example.com>;tag=fresh-id-o',
  'To: <sip:**101@pbx.example.com>;tag=theirs',
  'Call-ID: fetch-fresh-id-of-ours',
  'Contact: <sip:pbx@192.0.2.1>',
];

describe('whoever is left with nobody', () => {
  test('of an earlier run is sent to the own extension at the registration, with requests that come after all of that run', () => {
    const rig = new TakeRig({ ...heldDialog, cseq: 4 });
    rig.calls.registered();
    expect(rig.asked).toEqual([['REFER', 1005, ...toOwnExtension]]);
    rig.answers(202, 1006);
    rig.notifies(200);
    expect([told(rig.events), rig.asked.at(-1), rig.journal.entries.size]).toEqual([['sent-back'], ['BYE', 1007], 0]);
  });

  test.each([
    [481, []],
    [404, [['BYE', 1002]]],
  ])('and is not there any more (%i) is told as gone', (status, more) => {
    const rig = new TakeRig(heldDialog);
    rig.calls.registered();
    rig.answers(status, 1001);
    expect([told(rig.events), rig.asked.slice(1), rig.journal.entries.size]).toEqual([['gone'], more, 0]);
  });

  test('is tried again, soon first and then every 5 s, until half an hour is over', () => {
    const rig = new TakeRig(heldDialog);
    rig.calls.registered();
    const waits = [500, 1000, 2000, 5000, 5000].map((waitMs) => {
      rig.answers(503, 1001);
      const before = rig.asked.length;
      rig.clock.advance(waitMs - 1);
      const early = rig.asked.length - before;
      rig.clock.advance(1);
      return [early, rig.asked.length - before];
    });
    expect(waits).toEqual(Array.from({ length: 5 }, () => [0, 1]));
    rig.clock.advance(31 * 60_000);
    expect([told(rig.events), rig.journal.entries.size, rig.calls.isHolding]).toEqual([['gone'], 0, false]);
  });

  test('because the link went waits for the next registration', async () => {
    const rig = await TakeRig.held();
    rig.calls.pass(LEG, '102');
    expect([rig.calls.linkLost(), rig.calls.isHolding, rig.journal.entries.size]).toEqual([true, true, 1]);
    rig.clock.advance(60_000);
    rig.calls.registered();
    expect(rig.asked.slice(1)).toEqual([['REFER', 2, ...toOwnExtension]]);
    rig.receives('BYE');
    expect(told(rig.events)).toEqual(['gone']);
  });

  test('at the end of the app is sent back; it waits until he rings there, or not for ever', async () => {
    const rig = await TakeRig.held();
    const ringing = rig.calls.sendAllBack(2000);
    rig.answers(202, 2);
    rig.notifies(180);
    await ringing;
    expect([rig.asked, rig.journal.entries.size]).toEqual([[['REFER', 1, ...toOwnExtension]], 1]);
    const mute = await TakeRig.held();
    const unanswered = mute.calls.sendAllBack(2000);
    mute.clock.advance(2000);
    await unanswered;
    expect(mute.journal.entries.size).toBe(1);
  });

  test('because he was just being fetched when the app ended is sent back, behind the ACK', async () => {
    const rig = new TakeRig();
    const fetched = rig.calls.fetch(LEG, '**101');
    const ending = rig.calls.sendAllBack(2000);
    rig.answers(200, 1, fetchedHeaders);
    const beforeAck = rig.asked.length;
    await fetched;
    rig.answers(404);
    await ending;
    expect([beforeAck, rig.asked.slice(1), told(rig.events)]).toEqual([
      1,
      [
        ['REFER', 2, ...toOwnExtension],
        ['BYE', 3],
      ],
      ['taken', 'gone'],
    ]);
  });
});
