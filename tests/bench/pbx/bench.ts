/**
 * `npm run bench:pbx`: measures at Kamailio and Asterisk, prints a table and writes reports/bench-pbx.json. `-- --quick` measures little;
 * `-- calls outages floods returns`, or some of them, measures these.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseElectron } from '../../electron-stand-in/choose.ts';
import { missedOf, tableOf } from '../report.ts';
import { fullPlan, parts, quickPlan, runPbxBench } from './run-bench.ts';

const isQuick = process.argv.includes('--quick');
const reports = join(import.meta.dirname, '../../../reports');
const chosen = await chooseElectron();
const host = chosen.host === 'electron' ? 'Electron' : "the stand-in for Electron's binary";
console.log(`Measured on ${host}: ${chosen.why}.`);

const named = parts.filter((part) => process.argv.includes(part));
const say = (line: string): void => {
  console.log(line);
};
const bench = { plan: isQuick ? quickPlan : fullPlan, host: chosen.host, say };
const rows = await runPbxBench(bench, named.length === 0 ? parts : named);
mkdirSync(reports, { recursive: true });
writeFileSync(join(reports, 'bench-pbx.json'), `${JSON.stringify(rows, null, 2)}\n`);

console.log(`\n${tableOf(rows)}\n`);
// A few calls on a busy machine say nothing about speed; what is lost is lost on any.
const counted = isQuick ? rows.filter(({ unit }) => unit === 'calls') : rows;
const missed = counted.flatMap((row) => missedOf(row).map((what) => `${row.name}: ${what}`));
for (const line of missed) console.log(`Goal missed: ${line}`);
process.exitCode = missed.length === 0 ? 0 : 1;
