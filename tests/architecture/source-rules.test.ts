import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { importsOf, readSource, type SourceFile, sourcesOf } from './sources.ts';

const main = sourcesOf('main');
const renderer = sourcesOf('renderer');
const tests = sourcesOf('tests');
const every = [...main, ...renderer, ...tests];
const specs = tests.filter(({ path }) => path.endsWith('.test.ts'));

const pathsOf = (sources: readonly SourceFile[]): readonly string[] => sources.map(({ path }) => path);
/** Files in whose code, comments and strings aside, one of the words stands. */
const naming = (sources: readonly SourceFile[], ...words: readonly string[]): readonly string[] =>
  pathsOf(sources.filter(({ script }) => identifiersIn(script).some((name) => words.includes(name))));

function identifiersIn(script: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(script);
  return names;
}

function has(script: ts.Node, isIt: (node: ts.Node) => boolean): boolean {
  return isIt(script) || (ts.forEachChild(script, (node) => has(node, isIt) || undefined) ?? false);
}

describe('every file', () => {
  test('has one subject: at most 250 lines', () => {
    const long = every.map(({ path, text }) => [path, text.trimEnd().split('\n').length] as const);
    expect(long.filter(([, lines]) => lines > 250)).toEqual([]);
  });

  test('has a name in kebab-case, and none that says nothing', () => {
    const odd = pathsOf(every).filter((path) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return (
        !/^[a-z\d]+(?:-[a-z\d]+)*(?:\.[a-z]+(?:-[a-z]+)*)+$/.test(name) || /^(?:utils?|helpers?|.*manager)\./.test(name)
      );
    });
    expect(odd).toEqual([]);
  });

  test('has no `any`', () => {
    const any = every.filter(({ script }) => has(script, (node) => node.kind === ts.SyntaxKind.AnyKeyword));
    expect(pathsOf(any)).toEqual([]);
  });

  test('silences neither compiler nor lint', () => {
    // A component may take a prop once, at its making: Svelte asks for a word where that is meant.
    const allowed = /svelte-ignore state_referenced_locally/g;
    const silencing = /@ts-(?:ignore|expect-error|nocheck)|(?:eslint|svelte)-(?:disable|ignore)/;
    expect(pathsOf(every.filter(({ text }) => silencing.test(text.replaceAll(allowed, ''))))).toEqual([]);
  });

  test('that is no test begins with one sentence on what it is', () => {
    const mute = [...main, ...tests.filter(({ path }) => !path.endsWith('.test.ts') && !path.includes('/fixture/'))];
    expect(pathsOf(mute.filter(({ text }) => !/^(?:#!.*\n)?\/\*\*\s/.test(text)))).toEqual([]);
  });
});

describe('the bridge', () => {
  const preload = readSource('main/bridge/preload.ts');

  test('has a preload of at most 40 lines that imports Electron and nothing else', () => {
    expect(preload.text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    expect(importsOf(preload).map(({ specifier }) => specifier)).toEqual(['electron']);
  });

  test('is the only way: main’s end is the server’s, handed over by the one who wires; the page’s is the preload’s', () => {
    expect(naming(main, 'ipcMain')).toEqual(['main/app/compose.ts', 'main/bridge/server.ts']);
    expect(naming(main, 'ipcRenderer', 'contextBridge')).toEqual(['main/bridge/preload.ts']);
    expect(naming(renderer, 'ipcRenderer', 'require', 'process')).toEqual([]);
  });

  test('is touched by one file of the renderer', () => {
    expect(naming(renderer, 'window')).toEqual(['renderer/bridge.ts']);
    expect(naming(renderer, 'bridge')).toEqual([
      'renderer/bridge.ts',
      ...['caller', 'colleagues', 'history', 'outbox', 'setup', 'status'].map((name) => `renderer/${name}/main.ts`),
    ]);
  });
});

describe('main', () => {
  /** What a module may do when it is loaded: declare. Calls in the start of a program are what it is for. */
  const entries = ['main/index.ts', 'main/bridge/preload.ts', 'main/storage/worker.ts'];
  const isDeclaration = (statement: ts.Statement): boolean =>
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isVariableStatement(statement);

  test('does no work when a file is loaded, but in its three entries', () => {
    const working = main.filter(({ script }) => !script.statements.every(isDeclaration));
    expect(pathsOf(working)).toEqual(entries.toSorted());
  });

  test('keeps no state in a module: what changes lives in something that was built', () => {
    const stateful = main.filter(({ script }) =>
      script.statements.some(
        (statement) =>
          ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) === 0,
      ),
    );
    expect(pathsOf(stateful)).toEqual(['main/index.ts']);
  });

  test('writes to no console: what is to be told is told by the log and the windows', () => {
    const forbidden = /\bconsole\.(?:log|info|warn|error|debug|trace)\(|\bprocess\.(?:stdout|stderr)\b/;
    expect(pathsOf(main.filter(({ text }) => forbidden.test(text)))).toEqual([]);
  });
});

describe('tests', () => {
  const calls = (word: string): RegExp => new RegExp(`\\b(?:test|it|describe)(?:\\.\\w+)*\\.${word}\\b`);

  test('all run: none is skipped, singled out or left for later', () => {
    const left = specs.filter(({ text }) => ['skip', 'only', 'todo', 'fails'].some((word) => calls(word).test(text)));
    expect(pathsOf(left)).toEqual([]);
  });

  test('replace no module', () => {
    expect(pathsOf(tests.filter(({ script }) => has(script, isModuleMock)))).toEqual([]);
  });

  test('wait for what happens, not for a time', () => {
    expect(pathsOf(specs.filter(({ script }) => has(script, isSleep)))).toEqual([]);
    expect(
      pathsOf(
        specs.filter((source) => importsOf(source).some(({ specifier }) => specifier === 'node:timers/promises')),
      ),
    ).toEqual([]);
  });

  test('name no folder of one machine', () => {
    const machines = /["'`](?:\/work|\/home\/|\/Users\/)/;
    expect(pathsOf(every.filter(({ text }) => machines.test(text)))).toEqual([]);
  });
});

function isModuleMock(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  return ts.isIdentifier(expression) && expression.text === 'vi' && /^(?:do)?mock$/i.test(name.text);
}

/** `new Promise((resolve) => setTimeout(resolve, …))`, however it is spelt. */
function isSleep(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'Promise') return false;
  return has(node, (inner) => ts.isCallExpression(inner) && inner.expression.getText() === 'setTimeout');
}
