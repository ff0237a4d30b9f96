/** Electron's command line, as far as Playwright and people use it. */

export interface CommandLine {
  /** Folder of the app. */
  root: string;
  /** Modules to load before the app (`-r`). */
  preloads: string[];
  /** `--name=value` and `--name`, the value then being empty. */
  switches: Map<string, string>;
  /** 0 for any free port; undefined where no debugger was asked for. */
  inspectPort: number | undefined;
}

const defaultInspectPort = 9229;

/** @throws Error where no app is named */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const preloads: string[] = [];
  const switches = new Map<string, string>();
  let root: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-r') preloads.push(args[++at] ?? '');
    else if (arg.startsWith('--')) switches.set(...switchOf(arg));
    else root ??= arg;
  }
  if (root === undefined) throw new Error('Electron stand-in: the command line names no app');
  const port = switches.get('inspect');
  const inspectPort = port === undefined ? undefined : port === '' ? defaultInspectPort : Number(port);
  return { root, preloads, switches, inspectPort };
}

function switchOf(arg: string): [string, string] {
  const [, name = '', value = ''] = /^--([^=]*)=?(.*)$/s.exec(arg) ?? [];
  return [name, value];
}
