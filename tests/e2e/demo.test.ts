/** The demo as a newcomer runs it: its steps in their order, its pictures, and its exit code. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runDemo, type DemoResult } from '../demo/run-demo.ts';

let picturesFolder: string;
let printed: string[];

beforeEach(() => {
  picturesFolder = mkdtempSync(join(tmpdir(), 'ringside-pictures-'));
  printed = [];
});
afterEach(() => {
  rmSync(picturesFolder, { recursive: true });
});

const demo = (limitMs: number): Promise<DemoResult> =>
  runDemo({
    print: (line) => printed.push(line),
    mayDownload: false,
    picturesFolder,
    limitMs,
    stay: null,
  });

test('The demo tells each step of a call in its order, takes its pictures and ends by itself with 0', async () => {
  const { exitCode, steps, pictures } = await demo(10_000);
  const both = (name: string): string[] => [`${name}-light.png`, `${name}-dark.png`];
  expect({ exitCode, printed: printed.at(-1) }).toEqual({
    exitCode: 0,
    printed: expect.stringContaining('Pictures') as string,
  });
  expect(steps.map(({ name }) => name)).toEqual([
    'app started',
    'registered',
    ...['INVITE', 'card painted', 'client found', 'state on card', 'responsible found', 'deals on card'],
    ...['click', '302', 'colleague ringing', 'ringing on card', 'colleague answers', 'answer on card'],
    ...['INVITE', 'card painted', 'not in the CRM', 'lead'],
    ...['click', '302', 'colleague ringing', 'lead in the CRM', 'colleague answers'],
  ]);
  const times = steps.map(({ atMs }) => atMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(pictures).toEqual(
    [
      'card-with-client',
      'rings-at-anna',
      'answered-by-anna',
      'card-ringing',
      'not-in-crm',
      'lead-held',
      'sent-to-queue',
    ]
      .flatMap(both)
      .map((file) => join(picturesFolder, file)),
  );
  expect(pictures.filter((file) => !existsSync(file))).toEqual([]);
});

test('A step that does not come ends the demo with 1, and its name is told', async () => {
  const { exitCode } = await demo(1);
  expect({ exitCode, last: printed.at(-1) }).toEqual({
    exitCode: 1,
    last: expect.stringMatching(/^\nThe demo failed\. app started: nothing came within 0\.001 s\.$/) as string,
  });
});
