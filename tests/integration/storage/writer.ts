/** Writes calls, and something for the CRM after each few of them, for ever; prints how many calls are confirmed, until somebody kills it. */
import { pathToFileURL } from 'node:url';
import { openStorage } from '../../../main/storage/storage.ts';
import { outboxRow, record } from './records.ts';

const [file = '', workerFile = ''] = process.argv.slice(2);
const opened = await openStorage({
  file,
  workerUrl: pathToFileURL(workerFile),
  cipherKey: null,
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
  const saved = await opened.value.outbox.save(outboxRow(`o${count}`, { kind: 'held', untilEpochMs: 1 }));
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  const sent = await opened.value.outbox.save(outboxRow(`o${count}`, { kind: 'in-flight', tries: 1, sinceEpochMs: 2 }));
  if (!sent.ok) throw new Error(JSON.stringify(sent.error));
  process.stdout.write(`${count}\n`);
}
