/** An outbox over a disk and a portal that do what a test says. */
import type { CrmError } from '../../../main/model/crm.ts';
import { err, ok } from '../../../main/model/result.ts';
import type { OutboxId, OutboxItem, OutboxRow, ReadBack, SendResult } from '../../../main/model/outbox.ts';
import { Outbox } from '../../../main/outbox/outbox.ts';
import type { OutboxProblem, OutboxStore, Sender } from '../../../main/outbox/ports.ts';
import { FakeClock } from '../crm/fake-clock.ts';

export const idOf = (name: string): OutboxId => name as OutboxId;

export const note = (name: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  id: idOf(name),
  lane: 'CONTACT:651',
  work: { kind: 'comment', target: { kind: 'entity', entity: { type: 'CONTACT', id: '651' } }, text: name },
  callId: null,
  callerKey: '+14155550142',
  about: 'John Doe',
  createdEpochMs: 0,
  ...more,
});

export const failure = (code: CrmError['code']): CrmError => ({
  code,
  detail: null,
  atEpochMs: 0,
  retryAtEpochMs: null,
});

/** Rows in memory, in order; refuses everything while it is broken. */
class FakeDisk implements OutboxStore {
  readonly rows = new Map<OutboxId, OutboxRow>();
  isBroken = false;
  readonly #log: string[];

  constructor(log: string[]) {
    this.#log = log;
  }

  load: OutboxStore['load'] = () => this.#answer([...this.rows.values()]);

  save: OutboxStore['save'] = (row) => {
    this.#log.push(`save ${row.item.id} ${row.state.kind}`);
    if (!this.isBroken) this.rows.set(row.item.id, row);
    return this.#answer(null);
  };

  remove: OutboxStore['remove'] = (ids) => {
    this.#log.push(`remove ${ids.join()}`);
    if (!this.isBroken) for (const id of ids) this.rows.delete(id);
    return this.#answer(null);
  };

  #answer<T>(value: T): Promise<ReturnType<typeof ok<T>> | ReturnType<typeof err<{ kind: string }>>> {
    return Promise.resolve(this.isBroken ? err({ kind: 'failed' }) : ok(value));
  }
}

export class OutboxDesk {
  readonly clock = new FakeClock();
  /** What the disk and the portal were asked, in order. */
  readonly log: string[] = [];
  readonly disk = new FakeDisk(this.log);
  readonly problems: OutboxProblem['kind'][] = [];
  isPortalThere = true;
  portal: string | null = null;
  sends: (item: OutboxItem) => SendResult | Promise<SendResult> = () => ({ kind: 'sent', createdId: '7' });
  finds: (item: OutboxItem) => ReadBack | Promise<ReadBack> = () => ({ kind: 'not-there' });
  readonly outbox: Outbox;

  constructor() {
    const portal = (): string | null => this.portal;
    const sender: Sender = {
      get portal() {
        return portal();
      },
      send: (item) => {
        this.log.push(`send ${item.id}`);
        return Promise.resolve(this.sends(item));
      },
      readBack: (item) => {
        this.log.push(`look ${item.id}`);
        return Promise.resolve(this.finds(item));
      },
    };
    this.outbox = new Outbox({
      store: this.disk,
      sender: () => (this.isPortalThere ? sender : null),
      clock: this.clock,
      random01: () => 0,
      onProblem: ({ kind }) => this.problems.push(kind),
    });
  }

  /** What stands in the list, in order. */
  states(): string[] {
    return this.outbox.rows().map(({ item, state }) => `${item.id} ${state.kind}`);
  }

  asked(): string[] {
    return this.log.filter((line) => /^(send|look)/.test(line));
  }
}
