/** Answers the history window's requests. */
import type { Handlers } from '../bridge/server.ts';
import type { CallId } from '../model/call.ts';
import type { CallRecord } from '../model/record.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { EntityRef } from '../model/client.ts';
import type { HistoryQuery } from '../model/history.ts';
import type { HistoryQueryView } from '../bridge/contract/history-views.ts';
import type { Forgetting } from './forget.ts';
import type { HistoryDesk } from './history-desk.ts';
import type { HistoryExport } from './history-export.ts';

/** Rows of one page: what a large screen shows, and as much again to scroll into. */
const PAGE = 50;

export interface HistoryHandlerParts {
  readonly desk: Pick<HistoryDesk, 'open' | 'search' | 'call'>;
  readonly exporting: Pick<HistoryExport, 'start' | 'cancel'>;
  readonly forgetting: Pick<Forgetting, 'would' | 'forget'>;
  readonly openCard: (client: EntityRef) => Promise<Result<null, 'no-card'>>;
  readonly copy: (text: string) => Promise<Result<null, unknown>>;
  /** Hands a number to the program that the settings name. */
  readonly dial: (number: string) => Promise<Result<null, unknown>>;
  /** Puts a note for the CRM on its way. @returns false where the call has no client */
  readonly addNote: (record: CallRecord, text: string) => boolean;
}

type Channel = Extract<keyof Handlers, `history:${string}`>;

const queryOf = (query: HistoryQueryView): HistoryQuery => ({ ...query, limit: PAGE });

export function historyHandlers(parts: HistoryHandlerParts): Pick<Handlers, Channel> {
  const { desk, exporting, forgetting, openCard, copy, dial, addNote } = parts;
  const recordOf = async (id: string): Promise<CallRecord | null> => (await desk.call(id as CallId))?.record ?? null;
  const numberOf = async (id: string): Promise<Result<string, 'unknown-call' | 'no-number'>> => {
    const record = await recordOf(id);
    if (record === null) return err('unknown-call');
    return record.number === null ? err('no-number') : ok(record.number);
  };
  const keyOf = async (id: string): Promise<Result<string, 'unknown-call' | 'no-number'>> => {
    const record = await recordOf(id);
    if (record === null) return err('unknown-call');
    return record.callerKey === null ? err('no-number') : ok(record.callerKey);
  };
  return {
    'history:read': async () => ok(await desk.open()),
    'history:search': (query) => desk.search(queryOf(query)),
    'history:open-card': async (id) => {
      const record = await recordOf(id);
      if (record === null) return err('unknown-call');
      return record.client === null ? err('no-card') : openCard(record.client);
    },
    'history:copy-number': async (id) => {
      const number = await numberOf(id);
      if (!number.ok) return number;
      const copied = await copy(number.value);
      return copied.ok ? ok(null) : err('not-copied');
    },
    'history:dial': async (id) => {
      const number = await numberOf(id);
      if (!number.ok) return number;
      const dialled = await dial(number.value);
      return dialled.ok ? ok(null) : err('not-opened');
    },
    'history:note': async (id, text) => {
      const record = await recordOf(id);
      if (record === null) return err('unknown-call');
      return addNote(record, text) ? ok(null) : err('no-client');
    },
    'history:would-forget': async (id) => {
      const key = await keyOf(id);
      return key.ok ? ok(await forgetting.would(key.value)) : key;
    },
    'history:forget': async (id) => {
      const key = await keyOf(id);
      return key.ok ? forgetting.forget(key.value) : key;
    },
    'history:export': (query) => exporting.start({ ...queryOf(query), before: null }),
    'history:cancel-export': () => {
      exporting.cancel();
      return ok(null);
    },
  };
}
