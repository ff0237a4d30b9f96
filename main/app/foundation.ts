/** What stands before any line or window: log, settings, secrets, history. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, safeStorage } from 'electron';
import { tokenTexts } from '../crm/oauth/tokens.ts';
import { createNodeHttp, type NodeHttp } from '../crm/bitrix24/node-http.ts';
import { watchForCrashes } from '../diagnostics/crash.ts';
import { openLog, type Log } from '../diagnostics/log.ts';
import { installationOf, type Installation } from '../settings/installation.ts';
import { JsonFile } from '../settings/json-file.ts';
import { SecretStore } from '../settings/secrets.ts';
import { SettingsStore } from '../settings/store.ts';
import { openStorage, type Storage } from '../storage/storage.ts';
import { createTakenJournal } from '../storage/taken-journal.ts';
import type { Clock } from '../model/clock.ts';
import type { TakenJournal } from '../model/taken.ts';
import { Configuration } from './configuration.ts';
import { History } from './history.ts';
import { Problems } from './problems.ts';

const MAX_LOG_BYTES = 5 * 1024 * 1024;
const CIPHER_KEY_BYTES = 32;

export interface Foundation {
  readonly clock: Clock;
  readonly log: Log;
  readonly problems: Problems;
  readonly configuration: Configuration;
  readonly history: History;
  /** The one database; null where none could be opened, which is told as a problem. */
  readonly storage: Storage | null;
  readonly installation: Installation;
  /** Callers whom this app has answered and who have to be sent back, should it die. */
  readonly taken: TakenJournal;
  /** @param caFile a company's own roots, PEM; one that cannot be read is told as a problem */
  readonly openHttp: (caFile: string | null) => NodeHttp;
  /** Whether what the CRM told can be kept on disk: it is encrypted, and the keyring keeps the key. */
  readonly keeping: 'on-disk' | 'no-keyring' | 'no-storage';
  readonly stop: () => Promise<void>;
}

const clock: Clock = {
  nowEpochMs: Date.now,
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** @param folder of the built main script, where the worker stands beside it */
export async function layFoundation(folder: string): Promise<Foundation> {
  const { platform } = process;
  const { nowEpochMs } = clock;
  const { isPackaged } = app;
  const userData = app.getPath('userData');
  const problems = new Problems();

  const store = new SettingsStore({
    file: new JsonFile(userData, 'config'),
    systemCountry: app.getLocaleCountryCode(),
    nowEpochMs,
  });
  const secretStore = new SecretStore({
    keyring: safeStorage,
    file: new JsonFile(userData, 'secrets'),
    platform,
    isPackaged,
    nowEpochMs,
  });
  const configuration = new Configuration({ store, secretStore, problems, version: app.getVersion() });

  const log = openLog({
    folder: join(userData, 'logs'),
    secrets: () => {
      const { oauthTokens, ...secrets } = configuration.secrets;
      return [...Object.values(secrets), ...tokenTexts(oauthTokens)].filter((secret) => secret !== null);
    },
    nowEpochMs,
    onProblem: (detail) => {
      problems.report('log', detail);
    },
    maxBytes: MAX_LOG_BYTES,
    isEchoed: !isPackaged,
  });
  const stopCrashWatch = watchForCrashes({
    process,
    log,
    nowEpochMs,
    // The log has the words, redacted; a window gets none that nobody has read.
    onCrash: ({ kind }) => {
      problems.report('crash', kind);
    },
  });

  const { installation, kept } = installationOf(new JsonFile(userData, 'installation'), {
    newUuid: randomUUID,
    nowEpochMs,
  });
  if (!kept.ok) problems.report('config-not-writable', kept.error.code);

  const cipherKey = await secretStore.cipherKey(() => randomBytes(CIPHER_KEY_BYTES));
  const storage = await openStorage({
    cipherKey,
    file: join(userData, 'ringside.db'),
    workerUrl: pathToFileURL(join(folder, 'storage-worker.js')),
    onProblem: (problem) => {
      log.warn('history-problem', { ...problem });
      if (problem.kind === 'saved-again' || problem.kind === 'opened') problems.clear('history');
      else problems.report('history', 'error' in problem ? problem.error.kind : problem.kind);
    },
    nowEpochMs,
    after: clock.after,
  });
  if (!storage.ok) problems.report('history', storage.error.kind);
  const history = new History(storage.ok ? storage.value : null);

  return {
    clock,
    log,
    problems,
    configuration,
    history,
    storage: storage.ok ? storage.value : null,
    installation,
    keeping: !storage.ok ? 'no-storage' : cipherKey === null ? 'no-keyring' : 'on-disk',
    taken: createTakenJournal(join(userData, 'taken'), (code) => {
      log.warn('taken-journal', { code });
    }),
    openHttp: (caFile) => {
      if (caFile === null) return createNodeHttp([]);
      try {
        const roots = readFileSync(caFile, 'utf8');
        problems.clear('ca-file');
        return createNodeHttp([roots]);
      } catch (error) {
        problems.report('ca-file', error instanceof Error ? error.message : String(error));
        return createNodeHttp([]);
      }
    },
    stop: async () => {
      await history.stop();
      stopCrashWatch();
    },
  };
}
