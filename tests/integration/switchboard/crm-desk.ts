/** A switchboard before a portal over real sockets, with an outbox between them, and a line that a test plays. */
import { openOutbox } from '../../../main/app/outbox.ts';
import type { CallId, LegId } from '../../../main/model/call.ts';
import type { OutboxId, OutboxRow } from '../../../main/model/outbox.ts';
import { ok } from '../../../main/model/result.ts';
import type { Outbox } from '../../../main/outbox/outbox.ts';
import { Switchboard } from '../../../main/switchboard/switchboard.ts';
import type { LookupAnswer, ShownCall } from '../../../main/switchboard/desk.ts';
import { crmWords, defaultDesk } from '../../unit/switchboard/desk-fakes.ts';
import { FakePicks } from '../../unit/switchboard/fake-crm.ts';
import { FakeLine } from '../../unit/switchboard/fake-line.ts';
import { startCrm, systemClock } from '../crm/live-crm.ts';

const leg = 'leg-1' as LegId;

export class CrmDesk {
  readonly call = 'call-1' as CallId;
  readonly switchboard: Switchboard;
  readonly outbox: Outbox;
  readonly #line = new FakeLine(systemClock);
  readonly #rows = new Map<OutboxId, OutboxRow>();
  readonly #stops: readonly (() => unknown)[];
  #items = 0;

  constructor(webhook: string, callRecords = false) {
    const live = startCrm(webhook, { ownExtension: '101' });
    this.outbox = openOutbox({
      store: {
        load: () => Promise.resolve(ok([...this.#rows.values()])),
        save: (row) => Promise.resolve(ok(this.#rows.set(row.item.id, row))),
        remove: (ids) => Promise.resolve(ok(ids.map((id) => this.#rows.delete(id)))),
      },
      sender: () => live.crm.sender,
      clock: systemClock,
      onProblem: () => undefined,
    });
    this.switchboard = new Switchboard({
      line: this.#line,
      crm: live.crm,
      records: { put: () => undefined, earlier: () => Promise.resolve([]) },
      picks: new FakePicks(systemClock),
      outbox: this.outbox,
      clock: systemClock,
      newCallId: () => this.call,
      newLegId: () => leg,
      newHandOverId: () => 'hand-over',
      newOutboxId: () => `item-${++this.#items}` as OutboxId,
      crmWords,
      selfName: () => null,
      tell: () => undefined,
      startOfDay: () => 0,
      desk: { ...defaultDesk, callRecords },
    });
    this.#stops = [live.close, () => this.outbox.stop(), this.switchboard.start()];
  }

  /** An INVITE to this very extension arrives. */
  rings(e164: string): void {
    this.#line.tell({
      kind: 'invite',
      leg,
      atEpochMs: Date.now(),
      headers: {
        callId: 'sip-1',
        ringsideCall: null,
        requestUri: 'sip:101c@127.0.0.1',
        from: `<sip:${e164}@pbx.example.com>;tag=1`,
        to: '<sip:101@pbx.example.com>',
        pAssertedIdentity: [],
        remotePartyId: [],
        privacy: [],
        diversion: [],
        historyInfo: [],
        referredBy: null,
      },
    });
  }

  /** The caller hangs up. */
  hangsUp(): void {
    this.#line.tell({ kind: 'leg-stopped', leg, reasons: ['Q.850;cause=127'], atEpochMs: Date.now() });
  }

  /** The card, as soon as it is so. */
  whenShown(fits: (shown: ShownCall) => boolean): Promise<ShownCall> {
    return new Promise((resolve) => {
      const look = (): void => {
        const shown = this.switchboard.shown().find(fits);
        if (shown === undefined) return;
        ignore();
        resolve(shown);
      };
      const ignore = this.switchboard.onChange(look);
      look();
    });
  }

  /** What the look-up says, as soon as it is so. */
  whenLooked(fits: (answer: LookupAnswer) => boolean): Promise<LookupAnswer> {
    return new Promise((resolve) => {
      const look = async (): Promise<void> => {
        const answer = await this.switchboard.lookup(this.call);
        if (answer === null || !fits(answer)) return;
        ignore();
        resolve(answer);
      };
      const ignore = this.switchboard.onChange(() => void look());
      void look();
    });
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.toReversed()) await stop();
  }
}
