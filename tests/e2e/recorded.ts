/** What the app wrote into its history. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How the last call with this name ended, as it stands in the file now; null where there is none. */
export function recordedEnd(desk: { readonly folders: { readonly userData: string } }, name: string): string | null {
  const database = new DatabaseSync(join(desk.folders.userData, 'ringside.db'), { readOnly: true });
  try {
    const found = database.prepare('SELECT how FROM calls WHERE name = ? ORDER BY seq DESC').get(name);
    return found === undefined ? null : String(found['how']);
  } finally {
    database.close();
  }
}
