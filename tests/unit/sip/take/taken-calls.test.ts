import { describe, expect, test } from 'vitest';
import type { LegId } from '../../../../main/model/call.ts';
import { heldDialog, LEG, TakeRig, told } from './take-rig.ts';

const toColleague = ['Refer-To: <sip:102@pbx.example.com>', 'Referred-By: <sip:101@pbx.example.com>'] as const;

describe('taking', () => {
  test('the caller is written down before he is answered, and is here with the ACK', async () => {
    const rig = new TakeRig();
    const result = rig.calls.take(LEG);
    expect([[...rig.journal.entries.values()], rig.released, rig.sent, rig.events]).toEqual([
      [heldDialog],
      [LEG],
      ['SIP/2.0 200 OK to 7 INVITE'],
      [],
    ]);
    rig.receives('ACK');
    expect([await result, told(rig.events), rig.calls.isHolding]).toEqual([{ kind: 'taken' }, ['taken'], true]);
  });

  test('where he cannot be written down he is not answered, and rings on', async () => {
    const rig = new TakeRig();
    rig.journal.isWritable = false;
    expect([await rig.calls.take(LEG), rig.sent, rig.released]).toEqual([{ kind: 'not-sent' }, [], []]);
  });

  test('without a link nothing is answered', async () => {
    const rig = new TakeRig();
    rig.isConnected = false;
    expect([await rig.calls.take(LEG), rig.sent, rig.journal.entries.size]).toEqual([{ kind: 'not-sent' }, [], 0]);
  });

  test('without an ACK the answer is repeated, not confirmed after 2 s, and taken all the same when it comes', async () => {
    const rig = new TakeRig();
    const result = rig.calls.take(LEG);
    rig.clock.advance(2000);
    expect([await result, rig.sent.length, rig.events]).toEqual([{ kind: 'not-confirmed' }, 3, []]);
    rig.receives('ACK');
    rig.clock.advance(40_000);
    expect([rig.sent.length, told(rig.events)]).toEqual([3, ['taken']]);
  });

  test('an ACK that never comes ends the call', async () => {
    const rig = new TakeRig();
    const result = rig.calls.take(LEG);
    rig.clock.advance(40_000);
    expect([await result, rig.asked, told(rig.events), rig.journal.entries.size]).toEqual([
      { kind: 'not-confirmed' },
      [['BYE', 1]],
      ['hung-up'],
      0,
    ]);
  });

  test('a CANCEL that crosses the answer: the leg has stopped, for what reason it says, and nobody is held', async () => {
    const rig = new TakeRig();
    const result = rig.calls.take(LEG);
    expect(rig.cancels()).toBe(true);
    expect([await result, rig.events, rig.journal.entries.size, rig.calls.isHolding]).toEqual([
      { kind: 'leg-gone' },
      [{ kind: 'leg-stopped', leg: LEG, reasons: ['SIP;cause=200'], atEpochMs: rig.clock.nowEpochMs() }],
      0,
      false,
    ]);
  });
});

describe('while he is held', () => {
  test('a BYE is his hanging up', async () => {
    const rig = await TakeRig.held();
    rig.receives('BYE');
    expect([rig.sent, told(rig.events), rig.journal.entries.size]).toEqual([
      ['SIP/2.0 200 OK to 8 BYE'],
      ['hung-up'],
      0,
    ]);
  });

  test.each(['INVITE', 'UPDATE', 'OPTIONS', 'INFO'])('%s is answered, and changes nothing for him', async (method) => {
    const rig = await TakeRig.held();
    expect([rig.receives(method), rig.sent, rig.events]).toEqual([true, [`SIP/2.0 200 OK to 8 ${method}`], []]);
  });

  test("a NOTIFY of something else is refused, and another call's is nobody's here", async () => {
    const rig = await TakeRig.held();
    rig.notifies(200, 'dialog');
    expect([rig.sent, rig.calls.onRequest('BYE', rig.ring)]).toEqual([['SIP/2.0 489 Bad Event to 8 NOTIFY'], false]);
  });
});

describe('passing on', () => {
  test('goes as far as the server says, and ends with a BYE; the journal has forgotten him before the server hears of it', async () => {
    const rig = await TakeRig.held();
    rig.calls.pass(LEG, '102');
    rig.answers(202, 2);
    rig.notifies(100);
    rig.notifies(180);
    rig.notifies(200);
    expect(rig.asked).toEqual([
      ['REFER', 1, ...toColleague],
      ['BYE', 3],
    ]);
    expect(told(rig.events)).toEqual([
      { kind: 'trying' },
      { kind: 'trying' },
      { kind: 'ringing' },
      { kind: 'started' },
    ]);
    expect([rig.journal.entries.size, rig.calls.isHolding]).toEqual([0, false]);
  });

  test('a number that nobody has leaves him here, for the next one', async () => {
    const rig = await TakeRig.held();
    rig.calls.pass(LEG, '999');
    rig.answers(202, 2);
    rig.notifies(404);
    rig.calls.pass(LEG, '102');
    expect([told(rig.events), rig.asked.at(-1), rig.journal.entries.size]).toEqual([
      [{ kind: 'trying' }, { kind: 'failed', status: 404 }],
      ['REFER', 3, ...toColleague],
      1,
    ]);
  });

  test('a REFER that came before the server had put both together is sent again, three times, before that is told', async () => {
    const rig = await TakeRig.held();
    rig.calls.pass(LEG, '102');
    const refusedAfter = (delayMs: number, cseq: number): void => {
      rig.clock.advance(delayMs);
      rig.answers(202, cseq);
      rig.notifies(400);
    };
    for (const [index, delayMs] of [0, 100, 300, 600].entries()) refusedAfter(delayMs, index + 1);
    expect(rig.asked).toEqual([1, 2, 3, 4].map((cseq) => ['REFER', cseq, ...toColleague]));
    expect(told(rig.events)).toEqual([...Array<unknown>(4).fill({ kind: 'trying' }), { kind: 'failed', status: 400 }]);
    rig.clock.advance(60_000);
    expect(rig.asked).toHaveLength(4);
  });

  test('who hangs up before the REFER is sent again is gone', async () => {
    const rig = await TakeRig.held();
    rig.calls.pass(LEG, '102');
    rig.answers(202);
    rig.notifies(400);
    rig.receives('BYE');
    rig.clock.advance(60_000);
    expect([rig.asked.length, told(rig.events).at(-1)]).toEqual([1, 'hung-up']);
  });

  test('silence is told as failed: after 4 s without an answer, and after 8 s without a word on an accepted one', async () => {
    const rig = await TakeRig.held();
    rig.calls.pass(LEG, '102');
    rig.clock.advance(3999);
    expect(rig.events).toEqual([]);
    rig.clock.advance(1);
    rig.calls.pass(LEG, '102');
    rig.answers(202, 2);
    rig.clock.advance(8000);
    expect(told(rig.events)).toEqual([
      { kind: 'failed', status: 408 },
      { kind: 'trying' },
      { kind: 'failed', status: 408 },
    ]);
  });

  test('a dialog that the server does not know any more is a caller who has gone', async () => {
    const rig = await TakeRig.held();
    rig.calls.pass(LEG, '102');
    rig.answers(481);
    rig.calls.pass(LEG, '102');
    expect([told(rig.events), rig.journal.entries.size]).toEqual([['hung-up', 'hung-up'], 0]);
  });

  test('the own extension is known, so a 404 to it says that nobody is behind the dialog', async () => {
    const rig = await TakeRig.held();
    rig.calls.pass(LEG, '101');
    rig.answers(404);
    expect([told(rig.events), rig.asked.at(-1)]).toEqual([['hung-up'], ['BYE', 2]]);
  });
});

describe('fetching', () => {
  const fetched = 'leg-2' as LegId;
  const dialogHeaders = [
    'From: <sip:101c@pbx.example.com>;tag=fresh-id-o',
    'To: <sip:**101@pbx.example.com>;tag=theirs',
    'Call-ID: fetch-fresh-id-of-ours',
    'Contact: <sip:pbx@192.0.2.1>',
  ];

  test('who is fetched is written down and here', async () => {
    const rig = new TakeRig();
    const result = rig.calls.fetch(fetched, '**101');
    rig.answers(200, 2, dialogHeaders);
    expect([await result, rig.asked, told(rig.events), [...rig.journal.entries.values()]]).toEqual([
      { kind: 'taken' },
      [['INVITE', 1, 'sip:**101@pbx.example.com']],
      ['taken'],
      [
        {
          ...heldDialog,
          id: fetched,
          callId: 'fetch-fresh-id-of-ours',
          localTag: 'fresh-id-o',
          remoteUri: 'sip:**101@pbx.example.com',
          routes: [],
          cseq: 2,
        },
      ],
    ]);
  });

  test('a refusal is told with its status, and silence is given up', async () => {
    const rig = new TakeRig();
    const refused = rig.calls.fetch(fetched, '**101');
    rig.answers(603);
    const unanswered = rig.calls.fetch(fetched, '**101');
    rig.clock.advance(4000);
    expect([await refused, await unanswered, rig.asked.at(-1)]).toEqual([
      { kind: 'refused', status: 603 },
      { kind: 'refused', status: 408 },
      ['CANCEL', 1],
    ]);
  });
});
