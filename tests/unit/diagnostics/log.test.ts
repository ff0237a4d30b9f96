import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLog, type Log } from '../../../main/diagnostics/log.ts';

let folder = '';
let problems: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-log-'));
  problems = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (more: { secrets?: string[]; maxBytes?: number; folder?: string } = {}): Log =>
  openLog({
    folder: more.folder ?? join(folder, 'logs'),
    secrets: () => more.secrets ?? [],
    nowEpochMs: () => Date.parse('2026-11-22T10:00:00.000Z'),
    onProblem: (detail) => problems.push(detail),
    maxBytes: more.maxBytes ?? 1_000_000,
    isEchoed: false,
  });
const file = (): string => join(folder, 'logs', 'ringside.log');

describe('the log file', () => {
  test('gets one line per event, as it stands, in the order of the events', () => {
    const log = open();
    log.info('line-registered', { server: 'wss://pbx.example.com/ws', sinceMs: 12 });
    log.warn('100% {level} %s $& %c');
    log.error('crm-failed', { detail: 'two\nlines' });
    expect(readFileSync(file(), 'utf8').split(/\r?\n/)).toEqual([
      '2026-11-22T10:00:00.000Z info line-registered {"server":"wss://pbx.example.com/ws","sinceMs":12}',
      '2026-11-22T10:00:00.000Z warn 100% {level} %s $& %c',
      '2026-11-22T10:00:00.000Z error crm-failed {"detail":"two\\nlines"}',
      '',
    ]);
  });

  test('never contains a present secret, however it is spelt', () => {
    const log = open({ secrets: ['pa"ss wörd', ''] });
    log.info('sent', { raw: 'A1=101c:pbx:pa"ss wörd', query: `x=${encodeURIComponent('pa"ss wörd')}` });
    log.info('event pa"ss wörd');
    expect(readFileSync(file(), 'utf8')).not.toMatch(/pa.{0,4}ss|rd/);
  });

  test('is redacted like everything else', () => {
    open().info('crm', { url: 'https://portal.example.com/rest/1/s3cr3t/profile', number: '+1 906 219 5047' });
    expect(readFileSync(file(), 'utf8')).toContain(
      '{"url":"https://portal.example.com/rest/1/[removed]/profile","number":"+* *** *** **47"}',
    );
  });

  test('rotates, with one former file, so that the folder stays bounded', () => {
    const log = open({ maxBytes: 1000 });
    for (let each = 0; each < 100; each += 1) log.info(`event-${each}`, { text: 'x'.repeat(50) });
    const former = join(folder, 'logs', 'ringside.old.log');
    expect(readFileSync(file(), 'utf8')).toContain('event-99');
    expect(existsSync(former)).toBe(true);
    expect(statSync(file()).size + statSync(former).size).toBeLessThan(2500);
  });

  test.runIf(process.platform !== 'win32')('and its folder can be read by this user only', () => {
    open().info('started');
    expect([file(), join(folder, 'logs')].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual([
      '600',
      '700',
    ]);
  });

  test('that cannot be written is told once, and the app goes on', () => {
    writeFileSync(join(folder, 'taken'), '');
    const log = open({ folder: join(folder, 'taken') });
    log.info('one');
    log.error('two');
    expect(problems).toEqual([expect.stringMatching(/EEXIST|ENOTDIR/)]);
  });

  test('whose folder disappears while the app runs is told once', () => {
    const log = open();
    log.info('one');
    rmSync(join(folder, 'logs'), { recursive: true });
    log.info('two');
    log.info('three');
    expect(problems).toEqual([expect.stringContaining('ENOENT')]);
  });
});
