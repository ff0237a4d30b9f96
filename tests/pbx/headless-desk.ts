/** The app's line, CRM and switchboard at one desk, without windows: for groups of desks, where an app at each would be too much for two cores. */
import { startSession, type Session } from '../../main/app/session.ts';
import { createNodeHttp } from '../../main/crm/bitrix24/node-http.ts';
import type { LineEvent } from '../../main/model/line.ts';
import type { CallRecord } from '../../main/model/record.ts';
import { parseConfig } from '../../main/settings/schema.ts';
import { createLine, type Line } from '../../main/sip/line.ts';
import { LINE_TIMING, type LineDeps, type LineTiming } from '../../main/sip/line-options.ts';
import type { Switchboard } from '../../main/switchboard/switchboard.ts';
import type { ShownCall } from '../../main/switchboard/desk.ts';
import type { SwitchboardNotice } from '../../main/switchboard/notices.ts';
import { wallClock } from '../integration/sip/rig-line.ts';
import { Watch } from '../rig/pbx/watch.ts';
import { FakeOutbox, FakePicks } from '../unit/switchboard/fake-crm.ts';
import { usualConfig, type CompanionOptions } from './companion.ts';
import type { Desk } from './accounts.ts';
import { lineDeps, newIdentity } from './line-parts.ts';

export interface HeadlessDesk {
  readonly desk: Desk;
  readonly switchboard: Switchboard;
  readonly line: Line;
  /** Everything the line told, in order. */
  readonly events: readonly LineEvent[];
  /** What went into notifications, in order. */
  readonly notices: readonly SwitchboardNotice[];
  /** The first one that fits. */
  readonly whenNotified: (fits: (notice: SwitchboardNotice) => boolean) => Promise<SwitchboardNotice>;
  /** What went into the history, the newest version of each call. */
  readonly records: ReadonlyMap<string, CallRecord>;
  /** What its cards are at this moment. */
  readonly shown: () => readonly ShownCall[];
  /** As soon as there is a card that fits. */
  readonly whenShown: (fits: (shown: ShownCall) => boolean) => Promise<ShownCall>;
  /** The first event that fits, past or future; with `from`, among those from that one on. */
  readonly whenTold: (fits: (event: LineEvent) => boolean, from?: number) => Promise<LineEvent>;
  /** Gives the registration back. */
  readonly stop: () => Promise<void>;
}

/** What a scenario may change in a line: how long it waits, and how it opens its links. */
export interface LineChanges extends Pick<LineDeps, 'openLink'> {
  readonly timing?: Partial<LineTiming>;
}

/** Starts it; it is registered when the promise resolves, unless `isRegistering` is false. */
export async function startHeadlessDesk(options: CompanionOptions, changes: LineChanges = {}): Promise<HeadlessDesk> {
  const usual = usualConfig(options);
  const config = parseConfig(options.config?.(usual) ?? usual);
  if (!config.ok) throw new Error(`The configuration is refused: ${JSON.stringify(config.error)}`);
  const { settings, secrets } = config.value;
  if (settings.sip === null) throw new Error('A desk without a line rings never.');
  const watch = new Watch();
  const events: LineEvent[] = [];
  const notices: SwitchboardNotice[] = [];
  const records = new Map<string, CallRecord>();
  const line = createLine({
    settings: settings.sip,
    password: secrets.sipPassword ?? '',
    identity: newIdentity(),
    deps: { ...lineDeps(options.desk), ...changes, timing: { ...LINE_TIMING, ...changes.timing } },
  });
  line.subscribe((event) => {
    events.push(event);
    watch.changed();
  });
  const session: Session = startSession({
    settings,
    secrets,
    clock: wallClock,
    openHttp: () => createNodeHttp([]),
    openLine: () => line,
    picks: new FakePicks(wallClock),
    outbox: new FakeOutbox(wallClock),
    kept: null,
    oauth: null,
    isDoNotDisturb: false,
    tell: (notice) => {
      notices.push(notice);
      watch.changed();
    },
    records: {
      put: (record) => {
        records.set(record.id, record);
        watch.changed();
      },
      earlier: ({ callerKey, sinceEpochMs }) =>
        Promise.resolve(
          [...records.values()].filter((each) => each.callerKey === callerKey && each.endedEpochMs >= sinceEpochMs),
        ),
    },
  });
  const { switchboard } = session;
  switchboard.onChange(() => {
    watch.changed();
  });
  const words = (what: string) => (): string =>
    `Desk ${options.desk}: ${what}. Its line told: ${events.map(({ kind }) => kind).join(', ')}.`;
  const desk: HeadlessDesk = {
    desk: options.desk,
    switchboard,
    line,
    events,
    notices,
    whenNotified: (fits) => watch.when(() => notices.find(fits) ?? null, words('no such notification was told')),
    records,
    shown: () => switchboard.shown(),
    whenShown: (fits) => watch.when(() => switchboard.shown().find(fits) ?? null, words('no such card came')),
    whenTold: (fits, from = 0) => watch.when(() => events.slice(from).find(fits) ?? null, words('no such event came')),
    stop: () => session.stop(),
  };
  if (options.isRegistering !== false) {
    await desk.whenTold((event) => event.kind === 'status' && event.status.kind === 'registered');
  }
  return desk;
}
