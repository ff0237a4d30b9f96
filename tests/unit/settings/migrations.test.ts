import { expect, test } from 'vitest';
import { migrateConfig, readConfig, type Migration } from '../../../main/settings/migrations.ts';
import { sample } from './sample.ts';

/** Steps made up for this test: no user has such versions. */
const steps: readonly Migration[] = [
  { from: -1, migrate: ({ line, ...rest }) => ({ ...rest, phone: line }) },
  { from: 0, migrate: ({ phone, ...rest }) => ({ ...rest, sip: phone }) },
];

test('a configuration two versions old goes through both steps, in order', () => {
  const { sip, ...rest } = sample;
  const old = { ...rest, version: -1, line: sip };
  expect(readConfig(old, steps)).toEqual(readConfig(sample));
  expect(readConfig(old, steps)).toMatchObject({ ok: true });
});

test('the present version is handed back as it is', () => {
  expect(migrateConfig(sample, steps, 1)).toEqual({ ok: true, value: sample });
});

test('a newer version is refused in words, and nothing else of it is judged', () => {
  expect(readConfig({ ...sample, version: 2, sip: { video: true } })).toEqual({
    ok: false,
    error: [
      {
        path: 'version',
        code: 'newer-version',
        message: 'version was written by a newer version of Ringside; update this one to use it (version 2).',
      },
    ],
  });
});

test('a version that no step starts from is refused', () => {
  expect(readConfig({ ...sample, version: 0 })).toMatchObject({ error: [{ path: 'version', code: 'no-migration' }] });
});

test('a version that is no number is left for the schema to name', () => {
  const { version, ...withoutVersion } = sample;
  expect(version).toBe(1);
  expect(readConfig(withoutVersion)).toMatchObject({ error: [{ path: 'version', code: 'missing' }] });
  expect(readConfig({ ...sample, version: '1' })).toMatchObject({ error: [{ path: 'version', code: 'not-a-choice' }] });
});
