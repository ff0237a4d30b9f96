/** Writes calls for ever and prints how many `flush()` has confirmed, until somebody kills it. */
import { pathToFileURL } from 'node:url';
import { openStorage } from '../../../main/storage/storage.ts';
import { record } from './records.ts';

const [file = '', workerFile = ''] = process.argv.slice(2);
const opened = await openStorage({
  file,
  workerUrl: pathToFileURL(workerFile),
  nowEpochMs: Date.now,
  onProblem: (problem) => {
    throw new Error(JSON.stringify(problem));
  },
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
for (let count = 0; ;) {
  for (let each = 0; each < 7; each += 1) opened.value.addCall(record(`r${count++}`));
  const flushed = await opened.value.flush();
  if (!flushed.ok) throw new Error(JSON.stringify(flushed.error));
  process.stdout.write(`${count}\n`);
}
