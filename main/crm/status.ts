/** How the CRM has been answering, for the status window. */
import type { CrmError, CrmErrorCode } from '../model/crm.ts';
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
  /** `WRONG_AUTH_TYPE` for call records: this portal takes them of an app only. Null while that is not known. */
  readonly recordsRefused: CrmError | null;
  /** The last reply that held entries which could not be read. */
  readonly unreadable: { readonly rows: number; readonly atEpochMs: number } | null;
}

/** Failures that are the portal's or the network's, whatever was asked. */
const CONCERNS_ALL: readonly CrmErrorCode[] = [
  ...(['timed-out', 'unreachable', 'untrusted-certificate', 'redirect-refused'] as const),
  ...(['webhook-rejected', 'token-expired', 'too-many-requests', 'blocked', 'portal-fault'] as const),
];

/** Look-ups and employees. What else is asked for only adds to the card, or is told in the outbox's own list: a refusal of it takes
 *  nothing from the look-up. */
const isNeeded = (method: string): boolean =>
  method.startsWith('user.') || method.toLowerCase() === 'telephony.externalcall.searchcrmentities';

export class StatusBoard {
  #status: CrmStatus;
  readonly #listeners = new Listeners();

  /** @param recordsRefused as it was known before */
  constructor(recordsRefused: CrmError | null = null) {
    this.#status = { lastAnswerEpochMs: null, lastError: null, namesRefused: null, recordsRefused, unreadable: null };
  }

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
    const isRecord = method.toLowerCase() === 'telephony.externalcall.register';
    switch (reply.kind) {
      case 'answered':
        this.#set({
          lastAnswerEpochMs: reply.atEpochMs,
          ...(isUsers ? { namesRefused: null } : {}),
          ...(isRecord ? { recordsRefused: null } : {}),
        });
        return;
      case 'failed': {
        const { error } = reply;
        if (isUsers && MAY_NOT_READ.includes(error.code)) this.#set({ namesRefused: error });
        else if (isRecord && error.code === 'wrong-auth-type') this.#set({ recordsRefused: error });
        else if (isNeeded(method) || CONCERNS_ALL.includes(error.code)) this.#set({ lastError: error });
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
