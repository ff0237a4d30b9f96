/** The project's own source files, and what each of them imports, read by TypeScript's parser. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  /** As it stands in the file. */
  readonly text: string;
  /** TypeScript and JavaScript of it: of a component the script alone, at its own lines. */
  readonly script: ts.SourceFile;
}

export interface Import {
  readonly specifier: string;
  /** Gone when the code runs. */
  readonly isTypeOnly: boolean;
  /** `import('…')`: asked for when the code runs. */
  readonly isDynamic: boolean;
}

/** Every source file below a folder of the project, in order of its path. */
export function sourcesOf(folder: 'main' | 'renderer' | 'tests'): readonly SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .filter((path) => /\.(?:ts|js|svelte)$/.test(path))
    .toSorted()
    .map((path) => readSource(path));
}

/** @param path from the project's root */
export function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, script: ts.createSourceFile(path, scriptOf(path, text), ts.ScriptTarget.Latest, true) };
}

/** Markup is blanked out line by line, so that lines keep their numbers. */
function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.svelte')) return text;
  const markup = text.split(/<script[^>]*>|<\/script>/);
  return markup.map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/[^\n]/g, ' '))).join('\n');
}

/** Import and export declarations, `import('…')` in code and in types. A computed one is `(computed)`. */
export function importsOf({ script }: SourceFile): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean, isDynamic = false): void => {
    const isText = specifier !== undefined && ts.isStringLiteralLike(specifier);
    found.push({ specifier: isText ? specifier.text : '(computed)', isTypeOnly, isDynamic });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false, true);
    ts.forEachChild(node, visit);
  };
  visit(script);
  return found;
}

/** @returns the project's file that a relative import leads to, null for packages, styles and pictures
 *  @throws Error where there is no such file */
export function targetOf(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const path = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  if (!/\.(?:ts|js|svelte)$/.test(path)) return null;
  if (!existsSync(join(root, path))) throw new Error(`${from} imports ${specifier}, which is not there.`);
  return path;
}
