/** The layout table as an ESLint rule: an import that it does not allow is an error where it stands. */
import { relative, sep } from 'node:path';
import type { Rule } from 'eslint';
import { importProblem } from './zones.ts';

export const zoneRule: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const check = (node: Rule.Node, source: unknown, isTypeOnly: boolean): void => {
      // A computed import('…') cannot be judged, so it is none that the table allows.
      const specifier = literalOf(source) ?? '(computed)';
      const message = importProblem({ file, specifier, isTypeOnly });
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => {
        check(node, node.source, isTypeKind(node, 'importKind'));
      },
      ExportAllDeclaration: (node) => {
        check(node, node.source, isTypeKind(node, 'exportKind'));
      },
      ExportNamedDeclaration: (node) => {
        if (node.source) check(node, node.source, isTypeKind(node, 'exportKind'));
      },
      ImportExpression: (node) => {
        check(node, node.source, false);
      },
      TSImportType: (node: Rule.Node) => {
        if ('source' in node) check(node, node.source, true);
      },
    };
  },
};

/** `import type`: `import { type A }` stays behind as an import at run time, so it does not count. */
const isTypeKind = (node: object, kind: 'importKind' | 'exportKind'): boolean =>
  kind in node && (node as Record<typeof kind, unknown>)[kind] === 'type';

/** @returns the text of a string literal, else null */
function literalOf(source: unknown): string | null {
  if (typeof source !== 'object' || source === null || !('value' in source)) return null;
  return typeof source.value === 'string' ? source.value : null;
}
