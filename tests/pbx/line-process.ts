/** A process with one line in it that is going to die: its argument is the JSON of its options. Prints a line once it is registered. */
import { runDoomedLine, type DoomedLineOptions } from './doomed-line.ts';

await runDoomedLine(JSON.parse(process.argv[2] ?? '') as DoomedLineOptions);
console.log('ready');
