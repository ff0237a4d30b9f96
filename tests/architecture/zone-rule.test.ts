import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { root } from './sources.ts';
import { zoneRule } from './zone-rule.ts';
import { zones } from './zones.ts';

const linter = new Linter({ cwd: root });
const config: Linter.Config[] = [
  { files: ['**/*.ts'], languageOptions: { parser: ts.parser } },
  ...svelte.configs.base,
  { files: ['**/*.svelte'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    files: ['**/*.ts', '**/*.svelte'],
    plugins: { ringside: { rules: { zones: zoneRule } } },
    rules: { 'ringside/zones': 'error' },
  },
];

/** What the zone rule says of one line in a file, which need not exist. */
function said(file: string, code: string): readonly string[] {
  const text = file.endsWith('.svelte') ? `<script lang="ts">\n${code}\n</script>` : code;
  return linter.verify(text, config, join(root, file)).map(({ ruleId, message }) => `${String(ruleId)}: ${message}`);
}

/** File, import, and that it stands in the layout table. */
const allowed: readonly (readonly [string, string])[] = [
  ['main/index.ts', "import { compose } from './app/compose.ts';"],
  ['main/index.ts', "import { app } from 'electron';"],
  ['main/app/compose.ts', "import { createLine } from '../sip/line.ts';"],
  ['main/app/deeper/still.ts', "import { createCrm } from '../../crm/crm.ts';"],
  ['main/model/call.ts', "import type { Caller } from './caller.ts';"],
  ['main/call/machine.ts', "import parse from 'libphonenumber-js/max';"],
  ['main/call/plan/plan.ts', "import { sameDial } from '../dial.ts';"],
  ['main/call/plan/plan.ts', "import type { Plan } from '../../model/plan.ts';"],
  ['main/switchboard/desk.ts', "import { planTransfer } from '../call/plan/plan.ts';"],
  ['main/sip/line.ts', "import { UserAgent } from 'sip.js';"],
  ['main/sip/line.ts', "import { networkInterfaces } from 'os';"],
  ['main/crm/bitrix24/client.ts', "import { systemClock } from '../clock.ts';"],
  ['main/crm/bitrix24/client.ts', "import type { Match } from '../../model/crm.ts';"],
  ['main/storage/database.ts', "import { DatabaseSync } from 'node:sqlite';"],
  ['main/settings/store.ts', "import Store from 'electron-store';"],
  ['main/desktop/tray-icons.ts', "import ready from './icons/ready.png?asset';"],
  ['main/bridge/server.ts', "import { requests } from './contract/requests.ts';"],
  ['main/bridge/contract/events.ts', "import * as v from 'valibot';"],
  ['main/bridge/contract/events.ts', "import type { WindowName } from '../../model/window.ts';"],
  ['main/diagnostics/log.ts', "import log from 'electron-log/node';"],
  ['renderer/bridge.ts', "import type { Surface } from '../main/bridge/contract/surface.ts';"],
  ['renderer/caller/main.ts', "import { bridge } from '../bridge.ts';"],
  ['renderer/caller/card.svelte', "import type { CallView } from '../../main/bridge/contract/call-views.ts';"],
  ['renderer/setup/window.svelte', "import Button from '../ui/button.svelte';"],
  ['renderer/ui/pill.svelte', "import type { LineWords } from '../i18n/line-words.ts';"],
  ['tests/rig/pbx/index.ts', "import { createLine } from '../../../main/sip/line.ts';"],
];

/** File, import, and the zone whose row forbids it. */
const forbidden: readonly (readonly [string, string, string])[] = [
  ['main/index.ts', "import { serve } from 'sip.js';", 'main/index.ts'],
  ['main/index.ts', "import { english } from '../renderer/i18n/en.ts';", 'main/index.ts'],
  ['main/app/compose.ts', "import { createPbx } from '../../tests/rig/pbx/index.ts';", 'main/app'],
  ['main/app/compose.ts', "import * as v from 'valibot';", 'main/app'],
  ['main/model/call.ts', "import { legsOf } from '../call/legs.ts';", 'main/model'],
  ['main/model/call.ts', "import { randomUUID } from 'node:crypto';", 'main/model'],
  ['main/call/machine.ts', "import { compose } from '../app/compose.ts';", 'main/call'],
  ['main/call/machine.ts', "import start from '../index.ts';", 'main/call'],
  ['main/call/plan/plan.ts', "import type { Line } from '../../switchboard/ports.ts';", 'main/call'],
  ['main/call/plan/plan.ts', "import { join } from 'path';", 'main/call'],
  ['main/switchboard/desk.ts', "import type { createLine } from '../sip/line.ts';", 'main/switchboard'],
  ['main/switchboard/desk.ts', "import { app } from 'electron';", 'main/switchboard'],
  ['main/sip/line.ts', "import { createCrm } from './../crm/crm.ts';", 'main/sip'],
  ['main/sip/line.ts', "export { createCrm } from '../crm/crm.ts';", 'main/sip'],
  ['main/crm/bitrix24/client.ts', "const line = import('../../sip/line.ts');", 'main/crm'],
  ['main/crm/bitrix24/client.ts', 'const line = import(name);', 'main/crm'],
  ['main/crm/bitrix24/client.ts', "type Line = import('../../sip/line.ts').SipLine;", 'main/crm'],
  ['main/crm/bitrix24/model/x.ts', "export * from '../../../storage/model/y.ts';", 'main/crm'],
  ['main/storage/worker.ts', "import { parse } from '../call/numbers.ts';", 'main/storage'],
  ['main/outbox/outbox.ts', "import type { Storage } from '../storage/storage.ts';", 'main/outbox'],
  ['main/settings/store.ts', "import type { Storage } from '../storage/storage.ts';", 'main/settings'],
  ['main/desktop/tray.ts', "import { Status } from '../app/status.ts';", 'main/desktop'],
  ['main/bridge/server.ts', "import type { Switchboard } from '../switchboard/switchboard.ts';", 'main/bridge'],
  ['main/bridge/server.ts', "import { join } from 'node:path';", 'main/bridge'],
  ['main/bridge/contract/events.ts', "import { admit } from '../sender-policy.ts';", 'main/bridge/contract'],
  ['main/bridge/contract/events.ts', "import { app } from 'electron';", 'main/bridge/contract'],
  ['main/diagnostics/log.ts', "import log from 'electron-logger';", 'main/diagnostics'],
  ['renderer/bridge.ts', "import { requests } from '../main/bridge/contract/requests.ts';", 'renderer/bridge.ts'],
  [
    'renderer/caller/card.svelte',
    "import { snapshot } from '../../main/bridge/contract/call-views.ts';",
    'renderer/caller',
  ],
  ['renderer/caller/card.svelte', "import { type Call, ok } from '../../main/model/result.ts';", 'renderer/caller'],
  ['renderer/caller/card.svelte', "import type { Windows } from '../../main/bridge/server.ts';", 'renderer/caller'],
  ['renderer/caller/main.ts', "import type { Caller } from '../../main/call/identity.ts';", 'renderer/caller'],
  ['renderer/caller/main.ts', "import { readFileSync } from 'node:fs';", 'renderer/caller'],
  ['renderer/setup/window.svelte', "import Card from '../caller/call-card.svelte';", 'renderer/setup'],
  ['renderer/status/main.ts', "import { ipcRenderer } from 'electron';", 'renderer/status'],
  [
    'renderer/colleagues/main.ts',
    "import { lineSummary } from '../status/status-state.svelte.ts';",
    'renderer/colleagues',
  ],
  ['renderer/history/main.ts', "import Card from '../caller/call-card.svelte';", 'renderer/history'],
  ['renderer/outbox/main.ts', "import Window from '../history/window.svelte';", 'renderer/outbox'],
  ['renderer/ui/pill.svelte', "import { bridge } from '../bridge.ts';", 'renderer/ui'],
  ['renderer/i18n/en.ts', "import Pill from '../ui/pill.svelte';", 'renderer/i18n'],
];

describe('the lint rule of the zones', () => {
  test.each(allowed)('lets %s have %s', (file, code) => {
    expect(said(file, code)).toEqual([]);
  });

  test.each(forbidden)('stops %s from having %s', (file, code, zone) => {
    expect(said(file, code)).toEqual([expect.stringMatching(new RegExp(`^ringside/zones: ${zone} (?:may|takes)`))]);
  });

  test('has a forbidden import of each zone among these', () => {
    expect([...new Set(forbidden.map(([, , zone]) => zone))].toSorted()).toEqual(Object.keys(zones).toSorted());
  });
});

describe('the project’s ESLint configuration', () => {
  const eslint = new ESLint({ cwd: root });

  test.each(['main/index.ts', 'main/crm/bitrix24/client.ts', 'renderer/bridge.ts', 'renderer/caller/call-card.svelte'])(
    'has the rule for %s',
    async (file) => {
      const { rules } = (await eslint.calculateConfigForFile(join(root, file))) as Linter.Config;
      expect(rules?.['ringside/zones']).toEqual([2]);
    },
  );
});
