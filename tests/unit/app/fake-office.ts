/** The colleagues' window's view over an office of a line and a CRM that a test plays. */
import { Colleagues, type ColleaguesSession } from '../../../main/app/colleagues.ts';
import type { ColleaguesView } from '../../../main/bridge/contract/colleagues-views.ts';
import type { RosterReply } from '../../../main/crm/roster.ts';
import type { KnownWorkday } from '../../../main/crm/workdays.ts';
import type { CrmErrorCode, Employee } from '../../../main/model/crm.ts';
import type { Lamp } from '../../../main/model/presence.ts';
import type { SipSettings } from '../../../main/model/settings.ts';
import { defaultSettings } from '../../../main/settings/schema.ts';
import { FakeClock } from '../crm/fake-clock.ts';

const employee = (id: string, name: string, extension: string | null): Employee => ({
  id,
  name,
  workday: 'NOT_TOLD',
  phones: { extension, mobile: null, work: null, personal: null },
});
export const ANNA = employee('99', 'Anna Petrova', '1-02');
const SELF = employee('1', 'Desk One', '101');
export const QUIET = employee('12', 'Quiet Colleague', null);
export const MANY = Array.from({ length: 60 }, (_, index) =>
  employee(String(index), `N ${index}`, String(200 + index)),
);

/** The line and the CRM, as far as the window needs them. */
export class FakeOffice {
  readonly clock = new FakeClock();
  readonly told: ColleaguesView[] = [];
  readonly asked: string[] = [];
  readonly wanted: (readonly string[])[] = [];
  readonly workdays = new Map<string, KnownWorkday>();
  readonly lamps = new Map<string, (lamp: Lamp) => void>();
  reply: RosterReply | Promise<RosterReply> = this.answer([ANNA, SELF, QUIET]);
  tellWorkdays = (): void => undefined;
  selfId: string | null = '1';
  session: ColleaguesSession;
  readonly colleagues: Colleagues;

  constructor() {
    const settings = { ...defaultSettings('US'), sip: { extension: '101', busyLamps: 50 } as SipSettings };
    this.session = { settings, crm: this.#crm(), watch: this.#watch };
    this.colleagues = new Colleagues({
      session: () => this.session,
      clock: this.clock,
      theme: () => 'dark',
      tell: (view) => this.told.push(view),
    });
  }

  answer(people: readonly Employee[], more = 0): RosterReply {
    return { kind: 'answered', people, more, asOfEpochMs: this.clock.nowEpochMs() };
  }

  fail(code: CrmErrorCode): RosterReply {
    return {
      kind: 'failed',
      error: { code, detail: null, atEpochMs: this.clock.nowEpochMs(), retryAtEpochMs: null },
    };
  }

  #crm(): ColleaguesSession['crm'] {
    const office = (): FakeOffice => this;
    return {
      roster: (query) => {
        this.asked.push(query);
        return Promise.resolve(this.reply);
      },
      wantWorkdays: (ids) => this.wanted.push(ids),
      workdayOf: (id) => this.workdays.get(id) ?? null,
      onWorkdays: (listener) => {
        this.tellWorkdays = listener;
        return () => {
          this.tellWorkdays = () => undefined;
        };
      },
      get selfId() {
        return office().selfId;
      },
    };
  }

  readonly #watch: ColleaguesSession['watch'] = (extension, onTold) => {
    this.lamps.set(extension, onTold);
    onTold({ state: 'not-told', sinceEpochMs: 5, calls: [] });
    return () => this.lamps.delete(extension);
  };
}
