/** `npm run test:pbx`: builds the app and runs the scenarios over wss; with `--all` over every transport. Other arguments are vitest's. */
import { spawnSync } from 'node:child_process';
import { transports } from './servers/real-server.ts';

const given = process.argv.slice(2);
const vitest = ['run', '--project', 'pbx', ...given.filter((each) => each !== '--all')];

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status !== 0) process.exitCode = status ?? 1;
}

run('npm', ['run', 'build']);
if (process.exitCode === undefined) {
  for (const transport of given.includes('--all') ? transports : transports.slice(0, 1)) {
    console.log(`Companions speak ${transport}.`);
    run('vitest', vitest, { ...process.env, RINGSIDE_PBX_TRANSPORT: transport });
  }
}
