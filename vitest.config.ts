import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { SecondTries } from './tests/second-try.ts';

const project = (name: string, more: object = {}): object => ({
  plugins: [svelte()],
  test: { name, environment: 'node', include: [`tests/${name}/**/*.test.ts`], ...more },
});

/** On the true Electron there is no record of what a desktop would have done. */
const standInOnly = process.env['ELECTRON'] === 'real' ? ['**/*.stand-in.test.ts'] : [];

/** `.ci/run` gives a test that talks to processes a second try, and names it at the end. */
const retry = process.env['RINGSIDE_SECOND_TRY'] === '1' ? 1 : 0;

export default defineConfig({
  test: {
    reporters: ['default', new SecondTries()],
    projects: [
      project('architecture'),
      project('unit'),
      project('integration', { testTimeout: 30_000, hookTimeout: 30_000, retry }),
      // Each file starts an app with a Chromium of its own; two cores carry one at a time.
      project('pbx', {
        retry,
        testTimeout: 60_000,
        hookTimeout: 120_000,
        fileParallelism: false,
        globalSetup: 'tests/pbx/global-setup.ts',
        expect: { poll: { timeout: 10_000 } },
      }),
      project('e2e', {
        retry,
        testTimeout: 60_000,
        hookTimeout: 60_000,
        fileParallelism: false,
        exclude: standInOnly,
      }),
    ],
  },
});
