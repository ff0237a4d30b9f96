import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Which folder may import which, and which packages: the layout table of ARCHITECTURE.md, as data. */
const zones = JSON.parse(readFileSync(new URL('./tests/architecture/zones.json', import.meta.url), 'utf8'));
const escape = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Imports that leave the zone are named by their last folders, whatever the number of `../` before them. */
const zoneRule = ([zone, { may, packages, typesOnly }]) => {
  const own = [...may, zone].map((folder) => escape(folder.replace(/^main\//, '')));
  const allowed = packages.map((name) => (name.endsWith(':') ? `${escape(name)}.*` : `${escape(name)}(?:/.*)?`));
  const relative = `\\.\\.?/(?:\\.\\./)*(?:main/)?(?:${own.join('|')})/.*`;
  return {
    files: [`${zone}/**`],
    ignores: zone === 'main/bridge' ? ['main/bridge/contract/**'] : [],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?!(?:${[...allowed, relative, '\\./.*', '\\.\\./[^/]+\\.[a-z.]+'].join('|')})$).*$`,
              message: `${zone} may import ${[...may, ...packages].join(', ') || 'nothing but itself'} (tests/architecture/zones.json).`,
            },
            ...(typesOnly
              ? [{ regex: '/main/', allowTypeImports: true, message: `${zone} takes only types from main.` }]
              : []),
          ],
        },
      ],
    },
  };
};

export default ts.config(
  { ignores: ['out/', 'release/', 'reports/', 'node_modules/'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'svelte.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      'no-warning-comments': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig },
    },
  },
  ...Object.entries(zones).map(zoneRule),
  {
    files: ['main/**'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'localStorage', 'navigator'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='ipcMain']",
          message: 'Only main/bridge/server.ts talks to ipcMain.',
        },
      ],
    },
  },
  { files: ['main/bridge/server.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['renderer/**'],
    ignores: ['renderer/bridge.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='window'][property.name='ringside']",
          message: 'Only renderer/bridge.ts touches the bridge.',
        },
      ],
    },
  },
  { files: ['tests/**', '*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
);
