import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const project = (name: string, more: object = {}): object => ({
  plugins: [svelte()],
  test: { name, environment: 'node', include: [`tests/${name}/**/*.test.ts`], ...more },
});

/** On the true Electron there is no record of what a desktop would have done. */
const standInOnly = process.env['ELECTRON'] === 'real' ? ['**/*.stand-in.test.ts'] : [];

export default defineConfig({
  test: {
    projects: [
      project('architecture'),
      project('unit'),
      project('integration', { testTimeout: 30_000, hookTimeout: 30_000 }),
      // Each file starts an app with a Chromium of its own; two cores carry one at a time.
      project('pbx', {
        testTimeout: 60_000,
        hookTimeout: 120_000,
        fileParallelism: false,
        globalSetup: 'tests/pbx/global-setup.ts',
        expect: { poll: { timeout: 10_000 } },
      }),
      project('e2e', { testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false, exclude: standInOnly }),
    ],
  },
});
