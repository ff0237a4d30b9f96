/** Which folder may import which, and which packages: the layout table of ARCHITECTURE.md, as data in `zones.json`. */
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import table from './zones.json' with { type: 'json' };

interface Zone {
  /** Own folders beside itself; `main` stands for all of it. */
  readonly may: readonly string[];
  /** Packages; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[];
  /** Of these folders types only, which are gone when the code runs. */
  readonly typesOnly?: readonly string[];
}

export const zones: Readonly<Record<string, Zone>> = table;

export interface ImportToJudge {
  /** From the project's root, with `/`: `main/crm/bitrix24/client.ts`. */
  readonly file: string;
  /** As written: `../retry.ts`, `node:fs`. */
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** @returns the innermost zone that `file` stands in; undefined where the table says nothing of it */
export function zoneOf(file: string): string | undefined {
  return Object.keys(zones)
    .filter((zone) => isWithin(file, zone))
    .toSorted((one, other) => other.length - one.length)[0];
}

/** Imports are judged by where they lead, however they are spelt.
 *  @returns null for an import that the table allows or says nothing of; else one sentence that names the rule */
export function importProblem({ file, specifier, isTypeOnly }: ImportToJudge): string | null {
  const name = zoneOf(file);
  const zone = name === undefined ? undefined : zones[name];
  if (name === undefined || zone === undefined) return null;
  const says = `${name} may import ${[...zone.may, ...zone.packages].join(', ') || 'nothing but itself'} (tests/architecture/zones.json).`;
  if (!specifier.startsWith('.')) return isAllowedPackage(specifier, zone) ? null : says;
  const target = posix.join(posix.dirname(file), specifier);
  // The innermost zone counts: who may import main/bridge/contract may not import main/bridge, nor the reverse.
  const targetZone = zoneOf(target) ?? posix.dirname(target);
  if (targetZone === name) return null;
  if (!zone.may.some((folder) => targetZone === folder || (folder === 'main' && isWithin(target, 'main')))) return says;
  const needsType = zone.typesOnly?.some((folder) => isWithin(target, folder)) ?? false;
  return needsType && !isTypeOnly ? `${name} takes only types from ${targetZone}. ${says}` : null;
}

function isAllowedPackage(specifier: string, { packages }: Zone): boolean {
  if (isBuiltin(specifier) && specifier !== 'electron') return packages.includes('node:');
  return packages.some((name) => isWithin(specifier, name));
}
