import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { events } from './main/bridge/contract/events.ts';
import { requests } from './main/bridge/contract/requests.ts';

const at = (path: string): string => resolve(import.meta.dirname, path);

// app.asar carries no node_modules: all but Electron and Node's own modules is bundled.
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('main/index.ts'), 'storage-worker': at('main/storage/worker.ts') },
        external: ['bufferutil', 'utf-8-validate'],
      },
    },
  },
  preload: {
    // The preload needs the contract's names only; its schemas stay in main.
    define: {
      __REQUESTS__: JSON.stringify(Object.keys(requests)),
      __EVENTS__: JSON.stringify(Object.keys(events)),
    },
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('main/bridge/preload.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [svelte({ configFile: at('svelte.config.js') })],
    build: {
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          caller: at('renderer/caller/index.html'),
          setup: at('renderer/setup/index.html'),
          status: at('renderer/status/index.html'),
          colleagues: at('renderer/colleagues/index.html'),
          history: at('renderer/history/index.html'),
          outbox: at('renderer/outbox/index.html'),
        },
      },
    },
  },
});
