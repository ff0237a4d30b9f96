/** Asks the agent where to save a file. */
import { app, dialog } from 'electron';
import { join } from 'node:path';

export interface SaveFileWords {
  readonly title: string;
  /** Name of the kind of file: "CSV". */
  readonly kind: string;
}

/** @param name proposed, with its ending
 *  @returns the full path, or null where the agent changed his mind or the system refused to ask. Never rejects. */
export async function askForFile(name: string, { title, kind }: SaveFileWords): Promise<string | null> {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return dialog
    .showSaveDialog({
      title,
      defaultPath: join(app.getPath('documents'), name),
      filters: [{ name: kind, extensions: [ending] }],
    })
    .then(
      ({ canceled, filePath }) => (canceled || filePath === '' ? null : filePath),
      () => null,
    );
}
