/** The log: one line per event in a rotating file (electron-log), redacted before anything is written. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { redactText, redactValue } from './redact.ts';

/** JSON-like values and errors; redacted by key and by content. */
export type LogFields = Readonly<Record<string, unknown>>;

/** The port that every part of the app writes to. `event` is a fixed word or two: `line-registered`. Never throws. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export interface LogOptions {
  /** `<userData>/logs`; made if it is not there. */
  readonly folder: string;
  /** Present secrets, taken out wherever they stand, whatever the text around them. */
  readonly secrets: () => readonly string[];
  readonly nowEpochMs: () => number;
  /** Told once when the file cannot be written; the app goes on without a log. */
  readonly onProblem: (detail: string) => void;
  /** Rotates past this size, with one former file kept: `ringside.old.log`. */
  readonly maxBytes: number;
  /** Also to the console, for development. */
  readonly isEchoed: boolean;
}

type Level = 'info' | 'warn' | 'error';

/** Shorter ones would take half of every line with them. */
const MIN_SECRET_LENGTH = 4;

function withoutSecrets(line: string, secrets: readonly string[]): string {
  let clean = line;
  for (const secret of secrets.filter(({ length }) => length >= MIN_SECRET_LENGTH)) {
    for (const spelling of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
      clean = clean.replaceAll(spelling, '[removed]');
    }
  }
  return clean;
}

/** `2026-11-22T10:00:00.000Z info line-registered {"server":"wss://…"}` on one line. */
function formatLine(
  atEpochMs: number,
  level: Level,
  event: string,
  fields: LogFields,
  secrets: readonly string[],
): string {
  const json = JSON.stringify(redactValue(fields));
  const line = `${level} ${redactText(event)}${json === '{}' ? '' : ` ${json}`}`;
  return `${new Date(atEpochMs).toISOString()} ${withoutSecrets(line, secrets).replaceAll(/\p{Cc}/gu, ' ')}`;
}

/** Opens `<folder>/ringside.log`. electron-log's part for plain Node is taken: nothing of Electron's is needed. */
export function openLog(options: LogOptions): Log {
  const { folder, secrets, nowEpochMs, onProblem, maxBytes, isEchoed } = options;
  const path = join(folder, 'ringside.log');
  let isProblemTold = false;
  const tell = (error: unknown): void => {
    if (isProblemTold) return;
    isProblemTold = true;
    onProblem(error instanceof Error ? error.message : String(error));
  };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    tell(error);
  }

  // electron-log prints its own failures to the console, with stack; here they are told by onProblem.
  electronLog.transports.console.writeFn = () => undefined;
  const logger = electronLog.create({ logId: path });
  const { file, console } = logger.transports;
  file.setAppName('ringside');
  file.resolvePathFn = () => path;
  file.maxSize = maxBytes;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  // Our line is final: no formatting, in which a `%` or `{` of somebody's text would mean something.
  file.transforms = [({ data }: { data: unknown[] }): string => data.map(String).join(' ')];
  console.level = isEchoed ? 'silly' : false;
  file.getFile().on('error', tell);

  const write = (level: Level, event: string, fields: LogFields = {}): void => {
    logger[level](formatLine(nowEpochMs(), level, event, fields, secrets()));
  };
  return {
    info: (event, fields) => {
      write('info', event, fields);
    },
    warn: (event, fields) => {
      write('warn', event, fields);
    },
    error: (event, fields) => {
      write('error', event, fields);
    },
  };
}
