import { expect, test } from 'vitest';
import { HistoryExport, type ExportParts, type ExportState } from '../../../main/app/history-export.ts';
import type { StorageError } from '../../../main/storage/storage.ts';
import { err, ok, type Result } from '../../../main/model/result.ts';

type Written = Result<{ readonly written: number }, StorageError>;

const query = { text: '', only: null, before: null, limit: 50 } as const;

/** An export whose writing is done when the test says so. */
function desk(file: string | null) {
  const states: ExportState[] = [];
  const writing = Promise.withResolvers<Written>();
  const began = Promise.withResolvers<Parameters<NonNullable<ExportParts['store']>['exportCalls']>>();
  const changed = Promise.withResolvers<undefined>();
  const exporting: HistoryExport = new HistoryExport({
    store: {
      exportCalls: (...args) => {
        began.resolve(args);
        return writing.promise;
      },
    },
    askForFile: () => Promise.resolve(file),
    onChange: () => {
      states.push(exporting.state);
      if (exporting.state.kind !== 'running') changed.resolve(undefined);
    },
  });
  return { exporting, states, writing, began: began.promise, over: changed.promise };
}

test('tells how far it is, and at last where the file is', async () => {
  const { exporting, states, writing, began, over } = desk('/tmp/calls.csv');
  expect(exporting.start(query)).toEqual(ok(null));
  const [asked, file, { onWritten }] = await began;
  onWritten(1000);
  writing.resolve(ok({ written: 1234 }));
  await over;
  expect([asked, file, states]).toEqual([
    query,
    '/tmp/calls.csv',
    [
      { kind: 'running', written: 0 },
      { kind: 'running', written: 1000 },
      { kind: 'done', written: 1234, file: '/tmp/calls.csv' },
    ],
  ]);
});

test('one runs at a time', async () => {
  const { exporting, began } = desk('/tmp/calls.csv');
  exporting.start(query);
  await began;
  expect(exporting.start(query)).toEqual(err('already-running'));
});

test('stopped, it is as if it had not been', async () => {
  const { exporting, states, writing, began, over } = desk('/tmp/calls.csv');
  exporting.start(query);
  const [, , { signal, onWritten }] = await began;
  exporting.cancel();
  onWritten(2000);
  writing.resolve(err({ kind: 'closed' }));
  await over;
  expect([signal.aborted, states]).toEqual([true, [{ kind: 'running', written: 0 }, { kind: 'idle' }]]);
});

test('a full disk is told by its name', async () => {
  const { exporting, writing, began, over } = desk('/tmp/calls.csv');
  exporting.start(query);
  await began;
  writing.resolve(err({ kind: 'failed', code: 'ENOSPC', detail: 'no space left' }));
  await over;
  expect(exporting.state).toEqual({ kind: 'failed', code: 'ENOSPC' });
});
