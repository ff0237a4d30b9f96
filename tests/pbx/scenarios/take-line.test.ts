/** A line takes calls, passes them on, fetches them back, and sends back whom it cannot hold; and what the callers hear of it. On Kamailio
 *  a REFER goes to the caller's own device, so that calls are not taken there. */
import { afterEach, describe, expect, test } from 'vitest';
import type { LegId } from '../../../main/model/call.ts';
import { openLink } from '../../../main/sip/transport/open-link.ts';
import type { OutgoingCall } from '../../rig/pbx/index.ts';
import type { Desk } from '../accounts.ts';
import { startLineDesk, type LineDesk } from '../line-desk.ts';
import { sharedServer, useOffice } from '../use-office.ts';

interface Taken {
  readonly desk: LineDesk;
  readonly leg: LegId;
  readonly call: OutgoingCall;
}

describe('on asterisk', () => {
  const server = sharedServer('asterisk');
  const office = useOffice(server, { phones: ['101', '102', '103', '104', '105'], companions: [] });
  const started: LineDesk[] = [];
  afterEach(async () => {
    for (const desk of started.splice(0)) await desk.stop();
  });

  async function startDesk(desk: Desk, changes: Parameters<typeof startLineDesk>[2] = {}): Promise<LineDesk> {
    const one = await startLineDesk(server, desk, changes);
    started.push(one);
    return one;
  }

  /** A caller who was taken at a desk, when all phones rang: they have stopped.
   *  @param ringing the phones that his call rings */
  async function take(desk: LineDesk, to: string, ringing: readonly Desk[]): Promise<Taken> {
    const { phone, newClient, callIn } = office();
    const call = await callIn(to, newClient('Tara Taken'));
    const { leg } = await desk.when('invite');
    await Promise.all(ringing.map((each) => phone(each).whenState('ringing')));
    expect(await desk.line.take(leg)).toEqual({ kind: 'taken' });
    expect((await call.whenFinal()).status).toBe(200);
    await Promise.all(ringing.map((each) => phone(each).whenState('idle')));
    return { desk, leg, call };
  }

  /** The phone rings and is answered. @returns whom the caller hears first */
  async function answer(at: Desk, { call }: Taken): Promise<string> {
    const { phone } = office();
    await phone(at).whenState('ringing');
    phone(at).answer();
    return call.whenHears(at);
  }

  const progress = ({ events }: LineDesk): readonly string[] => [
    ...new Set(events.flatMap((event) => (event.kind === 'pass-progress' ? [event.progress.kind] : []))),
  ];

  // 104c asks for reliable answers, 105c offers what a browser is offered.
  test.each(['101', '104', '105'] as const)(
    'a caller who is taken at %s and passed on hears the colleague, and is forgotten then',
    async (at) => {
      const taken = await take(await startDesk(at), at, [at]);
      const { desk, leg } = taken;
      expect([...desk.journal.entries.keys()]).toEqual([leg]);
      desk.line.pass(leg, '102');
      expect(await answer('102', taken)).toBe('102');
      await desk.whenPassed('started');
      expect([progress(desk), desk.journal.entries.size]).toEqual([['trying', 'ringing', 'started'], 0]);
    },
  );

  test.each(['102', '101'] as const)(
    "a group's call that is taken stops everywhere, and goes to one of the group: %s",
    async (at) => {
      const taken = await take(await startDesk('101'), '700', ['101', '102']);
      taken.desk.line.pass(taken.leg, at);
      expect(await answer(at, taken)).toBe(at);
    },
  );

  test('a number that nobody has is told, and the next target gets the caller', async () => {
    const taken = await take(await startDesk('101'), '101', ['101']);
    const { desk, leg, call } = taken;
    desk.line.pass(leg, '999');
    expect((await desk.whenPassed('failed')).progress).toEqual({ kind: 'failed', status: 404 });
    expect([call.state, desk.journal.entries.size]).toEqual(['in-call', 1]);
    desk.line.pass(leg, '103');
    expect(await answer('103', taken)).toBe('103');
    await desk.whenPassed('started');
  });

  test('a caller who hangs up while he is held is told as gone', async () => {
    const { desk, leg, call } = await take(await startDesk('101'), '101', ['101']);
    call.hangUp();
    expect(await desk.when('hung-up')).toMatchObject({ leg });
    expect(desk.journal.entries.size).toBe(0);
  });

  test('a caller who hangs up while it rings at the colleague is told as 503, and is gone for the own extension', async () => {
    const { desk, leg, call } = await take(await startDesk('101'), '101', ['101']);
    desk.line.pass(leg, '102');
    await desk.whenPassed('ringing');
    call.hangUp();
    expect((await desk.whenPassed('failed')).progress).toEqual({ kind: 'failed', status: 503 });
    desk.line.pass(leg, '101');
    await desk.when('hung-up');
    expect([desk.journal.entries.size, office().phone('101').state]).toEqual([0, 'idle']);
  });

  test.each(['busy', 'decline'] as const)(
    'a colleague who is %s: the caller rings at the desk that sent him, as the same call, with the sender named',
    async (behaviour) => {
      const taken = await take(await startDesk('101'), '101', ['101']);
      const { desk, leg } = taken;
      const first = await desk.when('invite');
      office().phone('102').behaviour = behaviour;
      desk.line.pass(leg, '102');
      const again = await desk.when('invite', 2);
      expect([again.headers.ringsideCall, again.headers.referredBy]).toEqual([
        first.headers.ringsideCall,
        `<sip:101@${server.domain}>`,
      ]);
      expect(await answer('101', taken)).toBe('101');
    },
  );

  test('a caller whom nobody takes here goes back to the own extension', async () => {
    const taken = await take(await startDesk('101'), '101', ['101']);
    taken.desk.line.pass(taken.leg, '101');
    expect(await answer('101', taken)).toBe('101');
    await taken.desk.whenPassed('started');
  });

  test('a call that was sent on by a redirect is fetched back from the own phone, and passed on to another', async () => {
    const { phone, newClient, callIn } = office();
    const desk = await startDesk('101');
    const call = await callIn('101', newClient('Fred Fetched'));
    const { leg } = await desk.when('invite');
    expect(await desk.line.redirect(leg, '102')).toEqual({ kind: 'acknowledged' });
    await phone('102').whenState('ringing');
    const fetched = 'fetched' as LegId;
    expect(await desk.line.fetch(fetched, '**101')).toEqual({ kind: 'taken' });
    await Promise.all([phone('101').whenState('idle'), phone('102').whenState('idle')]);
    expect([...desk.journal.entries.keys()]).toEqual([fetched]);
    desk.line.pass(fetched, '103');
    expect(await answer('103', { desk, leg: fetched, call })).toBe('103');
  });

  test('where nothing rings there is nothing to fetch', async () => {
    const desk = await startDesk('101');
    expect(await desk.line.fetch('nothing' as LegId, '**101')).toEqual({ kind: 'refused', status: 603 });
  });

  test('a line that loses its link sends the caller back over the next one', async () => {
    let cut = (): void => undefined;
    const desk = await startDesk('101', {
      openLink: (options, events) => {
        const link = openLink(options, events);
        cut = () => {
          link.close();
          events.onLost('ECONNRESET');
        };
        return link;
      },
    });
    const taken = await take(desk, '101', ['101']);
    cut();
    expect(await desk.when('legs-lost')).toMatchObject({ why: 'link' });
    expect(await answer('101', taken)).toBe('101');
    expect(await desk.when('stranded')).toMatchObject({ leg: taken.leg, became: 'sent-back' });
    expect(desk.journal.entries.size).toBe(0);
  });

  test('a computer that goes to sleep sends the caller back before it does', async () => {
    const taken = await take(await startDesk('101'), '101', ['101']);
    taken.desk.line.suspend();
    expect(await answer('101', taken)).toBe('101');
    // The companion may ring with him once more while it takes its leave.
    await taken.desk.whenSuspended();
    expect(taken.desk.ringing()).toEqual([]);
  });

  test('a line that is stopped sends the caller back before it goes', async () => {
    const taken = await take(await startDesk('101'), '101', ['101']);
    await taken.desk.stop();
    expect(await answer('101', taken)).toBe('101');
  });

  test('a line that is stopped while it fetches a caller sends him back as well', async () => {
    const { phone, newClient, callIn } = office();
    const desk = await startDesk('101');
    const call = await callIn('101', newClient('Quinn Quits'));
    const { leg } = await desk.when('invite');
    await desk.line.redirect(leg, '102');
    await phone('102').whenState('ringing');
    const before = phone('101').rings.length;
    const fetched = desk.line.fetch('fetched' as LegId, '**101');
    await desk.stop();
    expect(await fetched).toEqual({ kind: 'taken' });
    await phone('101').whenRings(before + 1);
    expect(await answer('101', { desk, leg, call })).toBe('101');
  });
});
