/** What a session makes of the settings for its CRM. */
import { expect, test } from 'vitest';
import { startSession, type Session } from '../../../main/app/session.ts';
import type { CallerNumber } from '../../../main/model/caller.ts';
import type { CrmError, LookupOutcome } from '../../../main/model/crm.ts';
import type { CrmSettings } from '../../../main/model/settings.ts';
import { defaultSettings } from '../../../main/settings/schema.ts';
import { DOE, SETTINGS } from '../crm/desk.ts';
import { FakeClock, settle } from '../crm/fake-clock.ts';
import { Disk, yesterday } from '../crm/kept-desk.ts';
import { DOE_ROWS } from '../crm/sample-rows.ts';
import { result, ScriptedPortal, WEBHOOK } from '../crm/scripted-portal.ts';
import { FakeOutbox, FakePicks } from '../switchboard/fake-crm.ts';

interface Started {
  readonly session: Session;
  readonly disk: Disk;
  readonly look: (number?: CallerNumber & { kind: 'outside' }) => readonly LookupOutcome[];
}

/** A session without a line, over a portal that knows John Doe. */
function started(
  crm: Partial<CrmSettings>,
  { storeNames = true, recordsRefused = null }: { storeNames?: boolean; recordsRefused?: CrmError | null } = {},
): Started {
  const clock = new FakeClock();
  const disk = new Disk([yesterday(clock)]);
  const portal = new ScriptedPortal(() => result(DOE_ROWS));
  const defaults = defaultSettings('US');
  const session = startSession({
    settings: { ...defaults, crm: { ...SETTINGS, ...crm }, history: { ...defaults.history, storeNames } },
    secrets: { sipPassword: null, webhook: WEBHOOK, oauthSecret: null, oauthTokens: null },
    records: { put: () => undefined, earlier: () => Promise.resolve([]) },
    picks: new FakePicks(clock),
    outbox: new FakeOutbox(clock),
    kept: disk,
    oauth: null,
    recordsRefused,
    clock,
    openHttp: () => ({ send: portal.send, close: () => undefined }),
    openLine: () => null,
    isDoNotDisturb: false,
    tell: () => undefined,
  });
  const look: Started['look'] = (number = DOE) => {
    const heard: LookupOutcome[] = [];
    session.crm?.hold(number, (outcome) => heard.push(outcome));
    return heard;
  };
  return { session, disk, look };
}

test('what the CRM told is kept on disk, and not where names are not to be stored', async () => {
  const rows = await Promise.all(
    [true, false].map(async (storeNames) => {
      const { disk, look } = started({}, { storeNames });
      await settle();
      const heard = look();
      await settle();
      return [disk.rows.length, heard.at(-1)?.kind];
    }),
  );
  expect(rows).toEqual([
    [1, 'answered'],
    [0, 'answered'],
  ]);
});

test('that the portal takes call records of apps alone is known to the next session: the switch stays grey', () => {
  const recordsRefused = { code: 'wrong-auth-type', detail: null, atEpochMs: 1, retryAtEpochMs: null } as const;
  const { session } = started({ callRecords: false }, { recordsRefused });
  expect([session.crm?.status.recordsRefused, session.crm?.takesCallRecords]).toEqual([recordsRefused, false]);
});
