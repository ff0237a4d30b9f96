import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { watchForCrashes, type Crash } from '../../../main/diagnostics/crash.ts';
import type { Log, LogFields } from '../../../main/diagnostics/log.ts';

const noLevel = (): never => {
  throw new Error('Only errors are expected');
};

test('a bug nobody caught is written down, then told; after the stop it is not', () => {
  const steps: unknown[] = [];
  const log: Log = {
    info: noLevel,
    warn: noLevel,
    error: (event: string, fields?: LogFields) => steps.push(['log', event, fields]),
  };
  const process = new EventEmitter() as EventEmitter & Pick<NodeJS.Process, 'on' | 'off'>;
  const onCrash = (crash: Crash): void => {
    steps.push(['told', crash]);
  };
  const stop = watchForCrashes({ process, log, nowEpochMs: () => 7, onCrash });

  const bug = new TypeError('x is not a function');
  process.emit('uncaughtException', bug);
  process.emit('unhandledRejection', 'no error at all', Promise.resolve());
  stop();
  process.emit('uncaughtException', bug);

  expect(steps).toEqual([
    ['log', 'uncaught-exception', { reason: bug }],
    ['told', { kind: 'uncaught-exception', message: 'x is not a function', atEpochMs: 7 }],
    ['log', 'unhandled-rejection', { reason: 'no error at all' }],
    ['told', { kind: 'unhandled-rejection', message: 'no error at all', atEpochMs: 7 }],
  ]);
  expect(process.eventNames()).toEqual([]);
});
