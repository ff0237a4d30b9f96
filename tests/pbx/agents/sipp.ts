/** Load by sipp: a scenario under a hard limit of time, and what its statistics say in the end. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../servers/free-ports.ts';
import { notInstalled } from '../servers/not-installed.ts';
import type { ServerAddress } from '../servers/real-server.ts';

export interface SippOptions {
  readonly server: ServerAddress;
  /** A file in tests/pbx/agents/sipp. */
  readonly scenario: string;
  /** The dialled number: `[service]` in the scenario. */
  readonly to: string;
  readonly calls: number;
  readonly callsPerSec: number;
  /** How long `<pause/>` lasts. */
  readonly pauseMs: number;
  readonly account: { readonly user: string; readonly password: string };
  /** SIGKILL after so long: sipp's own time-out does not end a call that is stuck behind an optional message. */
  readonly limitSec: number;
}

export interface SippResult {
  readonly created: number;
  readonly successful: number;
  readonly failed: number;
  /** What sipp sent again because nothing came. */
  readonly retransmissions: number;
  /** What sipp wrote of messages that it did not expect, the beginning of it; empty where all went as in the scenario. */
  readonly surprises: string;
}

/** Runs it to its end.
 *  @throws Error with its last words where it cannot start, or is ended by the limit */
export async function runSipp(options: SippOptions): Promise<SippResult> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-sipp-'));
  try {
    const words = await run(options, folder, (await freePorts(['own'])).own);
    return statistics(folder, words);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(options: SippOptions, folder: string, port: number): Promise<string> {
  const { server, scenario, to, calls, callsPerSec, account, pauseMs, limitSec } = options;
  const args = [
    ...['-s', 'KILL', String(limitSec), 'sipp', `127.0.0.1:${server.udpPort}`],
    ...['-sf', join(import.meta.dirname, 'sipp', scenario), '-s', to, '-au', account.user, '-ap', account.password],
    ...[
      '-i',
      '127.0.0.1',
      '-p',
      String(port),
      '-m',
      String(calls),
      '-r',
      String(callsPerSec),
      '-d',
      String(pauseMs),
      '-nostdin',
    ],
    ...['-trace_stat', '-stf', join(folder, 'statistics.csv'), '-fd', '1', '-trace_err'],
    ...['-error_file', join(folder, 'errors.log')],
  ];
  return new Promise((resolve, reject) => {
    const child = spawn('timeout', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    child.stdout.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString('utf8')}`.slice(-4000)));
    child.stderr.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString('utf8')}`.slice(-4000)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 127) reject(notInstalled('sipp'));
      else if (code === 137) reject(new Error(`sipp was not done after ${limitSec} s.\n${words}`));
      else resolve(words);
    });
  });
}

/** The last line of the statistics, by the names in the first. */
function statistics(folder: string, words: string): SippResult {
  const errors = join(folder, 'errors.log');
  const lines = readFileSync(join(folder, 'statistics.csv'), 'utf8').trim().split('\n');
  const names = lines[0]?.split(';') ?? [];
  const values = lines.at(-1)?.split(';') ?? [];
  const count = (name: string): number => {
    const value = Number(values[names.indexOf(name)]);
    if (Number.isNaN(value)) throw new Error(`sipp's statistics have no ${name}.\n${words}`);
    return value;
  };
  return {
    created: count('TotalCallCreated'),
    successful: count('SuccessfulCall(C)'),
    failed: count('FailedCall(C)'),
    retransmissions: count('Retransmissions(C)'),
    surprises: existsSync(errors) ? readFileSync(errors, 'utf8').slice(0, 4000) : '',
  };
}
