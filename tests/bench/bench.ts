/** `npm run bench`: measures, prints a table and writes reports/bench.json. `-- --quick` measures little, for CI. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseElectron } from '../electron-stand-in/choose.ts';
import { missedOf, tableOf } from './report.ts';
import { fullPlan, quickPlan, runBench } from './run-bench.ts';

const isQuick = process.argv.includes('--quick');
const reports = join(import.meta.dirname, '../../reports');

const chosen = await chooseElectron();
const host = chosen.host === 'electron' ? 'Electron' : "the stand-in for Electron's binary";
console.log(`Measured on ${host}: ${chosen.why}.`);

const rows = await runBench(chosen, isQuick ? quickPlan : fullPlan, (line) => {
  console.log(line);
});
mkdirSync(reports, { recursive: true });
writeFileSync(join(reports, 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);

console.log(`\n${tableOf(rows)}\n`);
if (chosen.host === 'stand-in')
  console.log("Guards against regression on the stand-in; they are not Electron's figures.");
// A few calls on a busy machine say nothing about speed; what is lost is lost on any.
const counted = isQuick ? rows.filter(({ unit }) => unit !== 'ms') : rows;
const missed = counted.flatMap((row) => missedOf(row).map((what) => `${row.name}: ${what}`));
for (const line of missed) console.log(`Goal missed: ${line}`);
process.exitCode = missed.length === 0 ? 0 : 1;
