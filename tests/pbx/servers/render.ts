/** Configurations as an administrator writes them, with this run's ports and folders put in. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Copies a folder's files and replaces each `{{name}}`.
 *  @throws Error for a name that has no value */
export function render(from: string, to: string, values: Readonly<Record<string, string | number>>): void {
  for (const name of readdirSync(from)) {
    const text = readFileSync(join(from, name), 'utf8').replaceAll(/\{\{(\w+)\}\}/g, (placeholder, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`${name} has ${placeholder}, which nobody fills in.`);
      return String(value);
    });
    writeFileSync(join(to, name), text);
  }
}
