/** The app dies with a caller in its hands, between any two messages, and is started again: the caller is never left with nobody. On
 *  Kamailio calls are not taken. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTakenJournal } from '../../../main/storage/taken-journal.ts';
import type { TakenJournal } from '../../../main/model/taken.ts';
import type { OutgoingCall } from '../../rig/pbx/index.ts';
import type { Desk } from '../accounts.ts';
import type { Cut, DoomedLineOptions } from '../doomed-line.ts';
import { startLineDesk } from '../line-desk.ts';
import { sharedServer, useOffice } from '../use-office.ts';

const script = fileURLToPath(new URL('../line-process.ts', import.meta.url));

describe('on asterisk', () => {
  const server = sharedServer('asterisk');
  const office = useOffice(server, { companions: [] });
  const stops: (() => unknown)[] = [];
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ringside-taken-'));
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const openJournal = (): TakenJournal => createTakenJournal(folder, console.error);

  /** Somebody calls 101, whose line takes him, passes him on to 102 and dies on the way; then it is started again. */
  async function dieAndComeBack(cut: Cut): Promise<OutgoingCall> {
    const { newClient, callIn } = office();
    const options: DoomedLineOptions = { server, desk: '101', folder, cut, dial: '102' };
    const doomed = execFile(process.execPath, [script, JSON.stringify(options)]);
    stops.push(() => doomed.kill('SIGKILL'));
    const ended = once(doomed, 'exit');
    if (doomed.stdout !== null) await once(doomed.stdout, 'data');
    const call = await callIn('101', newClient('Kim Killed'));
    expect(await ended).toEqual([null, 'SIGKILL']);
    stops.push((await startLineDesk(server, '101', { journal: openJournal() })).stop);
    return call;
  }

  /** The first of these phones that rings, past or future. */
  const whenOneRings = (...desks: readonly Desk[]): Promise<Desk> =>
    Promise.any(
      desks.map(async (desk) => {
        await office().phone(desk).whenState('ringing');
        return desk;
      }),
    );

  // Where the server's word was on its way when the link went, it may have sent him on, or have left him to be sent back.
  test.each<readonly [Cut, readonly Desk[]]>([
    ['journal written', ['101']],
    ['200 out', ['101']],
    ['ACK in', ['101']],
    ['before REFER out', ['101']],
    ['REFER out', ['101', '102']],
    ['202 in', ['101', '102']],
    ['NOTIFY 100 in', ['101', '102']],
    ['NOTIFY 180 in', ['102']],
  ])('killed at "%s": the caller rings at %j, and hears who answers', async (cut, desks) => {
    const call = await dieAndComeBack(cut);
    const at = await whenOneRings(...desks);
    office().phone(at).answer();
    expect(await call.whenHears()).toBe(at);
    await expect.poll(() => openJournal().read()).toEqual([]);
    expect(call.state).toBe('in-call');
  });

  test.each<Cut>(['NOTIFY 200 in', 'BYE out'])(
    'killed at "%s": the caller goes on talking to the colleague who answered',
    async (cut) => {
      office().phone('102').behaviour = 'answer';
      const call = await dieAndComeBack(cut);
      expect(await call.whenHears()).toBe('102');
      await expect.poll(() => openJournal().read()).toEqual([]);
      expect(call.state).toBe('in-call');
    },
  );
});
