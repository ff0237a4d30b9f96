/** A journal of taken calls that outlives nothing but the line. */
import type { LegId } from '../../../main/model/call.ts';
import type { TakenDialog, TakenJournal } from '../../../main/model/taken.ts';

export interface MemoryJournal extends TakenJournal {
  readonly entries: ReadonlyMap<LegId, TakenDialog>;
  /** Whether the disk takes what is written. */
  isWritable: boolean;
}

export function memoryJournal(...before: readonly TakenDialog[]): MemoryJournal {
  const entries = new Map(before.map((dialog) => [dialog.id, dialog]));
  return {
    entries,
    isWritable: true,
    write(dialog) {
      if (this.isWritable) entries.set(dialog.id, dialog);
      return this.isWritable;
    },
    remove: (id) => {
      entries.delete(id);
    },
    read: () => [...entries.values()],
  };
}
