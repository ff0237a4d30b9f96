/** How the CRM has been answering, for the status window. */
import type { CrmError } from '../model/crm.ts';
import { MAY_NOT_READ } from './bitrix24/employees.ts';
import type { PortalClient, PortalReply } from './bitrix24/client.ts';
import { Listeners } from './listeners.ts';

export interface CrmStatus {
  /** When the portal last answered a request as asked; null: not since the start. */
  readonly lastAnswerEpochMs: number | null;
  /** The last failure, kept after later answers: its own time says how old it is. */
  readonly lastError: CrmError | null;
  /** Why employees are shown by number only; null while they may be read. It is no failure of the look-up. */
  readonly namesRefused: CrmError | null;
  /** The last reply that held entries which could not be read. */
  readonly unreadable: { readonly rows: number; readonly atEpochMs: number } | null;
}

export class StatusBoard {
  #status: CrmStatus = { lastAnswerEpochMs: null, lastError: null, namesRefused: null, unreadable: null };
  readonly #listeners = new Listeners();

  get status(): CrmStatus {
    return this.#status;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  unreadable(rows: number, atEpochMs: number): void {
    this.#set({ unreadable: { rows, atEpochMs } });
  }

  /** The same client, with its answers and failures written down. */
  watch(client: PortalClient): PortalClient {
    return {
      call: async (method, params, signal) => {
        const reply = await client.call(method, params, signal);
        this.#note(method, reply);
        return reply;
      },
    };
  }

  #note(method: string, reply: PortalReply): void {
    const isUsers = method.startsWith('user.');
    // A batch asks for workdays alone: a refusal of it takes nothing from the look-up.
    const isExtra = method === 'batch';
    switch (reply.kind) {
      case 'answered':
        this.#set({ lastAnswerEpochMs: reply.atEpochMs, ...(isUsers ? { namesRefused: null } : {}) });
        return;
      case 'failed': {
        const isRefusal = (isUsers || isExtra) && MAY_NOT_READ.includes(reply.error.code);
        if (isRefusal && isExtra) return;
        this.#set(isRefusal ? { namesRefused: reply.error } : { lastError: reply.error });
        return;
      }
      case 'aborted':
        return;
    }
  }

  #set(change: Partial<CrmStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#listeners.tell();
  }
}
