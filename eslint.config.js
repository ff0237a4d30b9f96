import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { zoneRule } from './tests/architecture/zone-rule.ts';

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
  {
    files: ['main/**', 'renderer/**'],
    plugins: { ringside: { rules: { zones: zoneRule } } },
    rules: { 'ringside/zones': 'error' },
  },
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
