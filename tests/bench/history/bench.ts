/** `npm run bench:history`: measures a history of a million calls, prints a table and writes reports/bench-history.json. `-- --quick` takes
 *  20,000, for CI. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missedOf, tableOf } from '../report.ts';
import { fullPlan, quickPlan, runHistoryBench } from './run-bench.ts';

const isQuick = process.argv.includes('--quick');
const reports = join(import.meta.dirname, '../../../reports');

const rows = await runHistoryBench(isQuick ? quickPlan : fullPlan, (line) => {
  console.log(line);
});
mkdirSync(reports, { recursive: true });
writeFileSync(join(reports, 'bench-history.json'), `${JSON.stringify(rows, null, 2)}\n`);

console.log(`\n${tableOf(rows)}\n`);
const missed = rows.flatMap((row) => missedOf(row).map((what) => `${row.name}: ${what}`));
for (const line of missed) console.log(`Goal missed: ${line}`);
// A few calls on a busy machine say nothing about speed.
process.exitCode = missed.length === 0 || isQuick ? 0 : 1;
