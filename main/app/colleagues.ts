/** What the colleagues' window is told: who is there, at work, free. Asks and watches only while the window is open. */
import type { ColleaguesView } from '../bridge/contract/colleagues-views.ts';
import type { Answer, Handlers } from '../bridge/server.ts';
import { dialString } from '../call/dial.ts';
import { MAY_NOT_READ } from '../crm/bitrix24/employees.ts';
import type { BitrixCrm } from '../crm/crm.ts';
import type { Clock } from '../model/clock.ts';
import type { CrmErrorCode, Employee } from '../model/crm.ts';
import { untold, type Lamp } from '../model/presence.ts';
import { ok } from '../model/result.ts';
import type { Settings } from '../model/settings.ts';

/** A company is searched, not scrolled. */
const MAX_SHOWN = 40;
/** Of the busy lamps there are, so many are left to the calls: their people matter more than a list. */
const LEFT_TO_CALLS = 10;
/** Workdays are asked for anew, and the list when its time is over. */
const REFRESH_MS = 60_000;
const RETRY_MS = 15_000;
/** A first answer that comes sooner needs no "loading". */
const ANSWER_WITHIN_MS = 150;
/** A busy office is told once for each such span. */
const TELL_WITHIN_MS = 100;

/** What of a session is needed here. */
export interface ColleaguesSession {
  readonly settings: Settings;
  readonly crm: Pick<BitrixCrm, 'roster' | 'wantWorkdays' | 'workdayOf' | 'onWorkdays' | 'selfId'> | null;
  /** Told at once, within this call, and at every change. @returns ends the watch */
  watch(extension: string, onTold: (lamp: Lamp) => void): () => void;
}

export interface ColleaguesParts {
  readonly session: () => ColleaguesSession;
  readonly clock: Clock;
  readonly theme: () => ColleaguesView['theme'];
  readonly tell: (view: ColleaguesView) => void;
}

interface Found {
  readonly query: string;
  readonly people: readonly Employee[];
  readonly more: number;
  readonly asOfEpochMs: number;
}

interface Watch {
  lamp: Lamp;
  readonly release: () => void;
}

export class Colleagues {
  readonly #parts: ColleaguesParts;
  readonly #watches = new Map<string, Watch>();
  #isOpen = false;
  #query = '';
  #generation = 0;
  #found: Found | null = null;
  #failed: { readonly code: CrmErrorCode; readonly sinceEpochMs: number } | null = null;
  #leaveCrm = (): void => undefined;
  #cancelRefresh = (): void => undefined;
  #cancelTell: (() => void) | null = null;

  constructor(parts: ColleaguesParts) {
    this.#parts = parts;
  }

  /** The window asks for what it looks for; from now on it is told every change, until `close`.
   *  @returns what is known within a moment */
  async look(query: string): Promise<ColleaguesView> {
    this.#query = query.trim();
    if (!this.#isOpen) this.#open();
    await this.#withinMoment(this.#fetch());
    return this.view();
  }

  /** The window is gone: nothing is asked or watched any more. */
  close(): void {
    this.#isOpen = false;
    this.#generation += 1;
    this.#forget();
    this.#cancelTell?.();
    this.#cancelTell = null;
  }

  /** How the window looks has changed. */
  refresh(): void {
    this.#changed();
  }

  /** Other settings: another portal, another line. */
  sessionReplaced(): void {
    if (!this.#isOpen) return;
    this.#forget();
    this.#open();
    void this.#fetch();
    this.#changed();
  }

  view(): ColleaguesView {
    const { clock, theme } = this.#parts;
    return { query: this.#query, nowEpochMs: clock.nowEpochMs(), list: this.#list(), theme: theme() };
  }

  #list(): ColleaguesView['list'] {
    if (this.#parts.session().crm === null) return { kind: 'not-set-up' };
    const found = this.#found;
    if (found?.query === this.#query) {
      const people = found.people.map((employee) => this.#row(employee));
      return { kind: 'found', people, more: found.more, asOfEpochMs: found.asOfEpochMs };
    }
    return this.#failed === null ? { kind: 'loading' } : { kind: 'failed', ...this.#failed };
  }

  #row({ id, name, phones }: Employee): (ColleaguesView['list'] & { kind: 'found' })['people'][number] {
    const { crm, settings } = this.#parts.session();
    const dial = this.#dialOf(phones.extension);
    const lamp = dial === null ? null : (this.#watches.get(dial)?.lamp ?? untold(this.#parts.clock.nowEpochMs()));
    const selfId = crm?.selfId ?? null;
    return {
      personId: id,
      name,
      extension: phones.extension,
      isSelf: selfId === null ? dial !== null && dial === settings.sip?.extension : id === selfId,
      workday: crm?.workdayOf(id) ?? null,
      line: lamp && { state: lamp.state, sinceEpochMs: lamp.sinceEpochMs },
    };
  }

  #dialOf(extension: string | null): string | null {
    return extension === null ? null : dialString(extension, 'extension', this.#parts.session().settings.numbers);
  }

  #open(): void {
    this.#isOpen = true;
    const { crm } = this.#parts.session();
    if (crm === null) return;
    this.#leaveCrm = crm.onWorkdays(() => {
      this.#changed();
    });
  }

  #forget(): void {
    this.#leaveCrm();
    this.#leaveCrm = () => undefined;
    this.#cancelRefresh();
    for (const { release } of this.#watches.values()) release();
    this.#watches.clear();
    this.#found = null;
    this.#failed = null;
  }

  async #fetch(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const query = this.#query;
    this.#cancelRefresh();
    const { crm } = this.#parts.session();
    if (crm === null) return;
    const reply = await crm.roster(query);
    if (generation !== this.#generation || reply.kind === 'aborted') return;
    if (reply.kind === 'answered') {
      const people = reply.people.slice(0, MAX_SHOWN);
      const more = reply.more + reply.people.length - people.length;
      this.#found = { query, people, more, asOfEpochMs: reply.asOfEpochMs };
      this.#failed = null;
      this.#watch(people);
      crm.wantWorkdays(people.map(({ id }) => id));
    } else {
      const { code, atEpochMs } = reply.error;
      this.#failed = { code, sinceEpochMs: this.#failed?.sinceEpochMs ?? atEpochMs };
    }
    const isSoon = reply.kind === 'failed' && !MAY_NOT_READ.includes(reply.error.code);
    this.#cancelRefresh = this.#parts.clock.after(isSoon ? RETRY_MS : REFRESH_MS, () => void this.#fetch());
    this.#changed();
  }

  /** Watches those who are listed and lets go of the others. */
  #watch(people: readonly Employee[]): void {
    const session = this.#parts.session();
    const most = Math.max(0, (session.settings.sip?.busyLamps ?? 0) - LEFT_TO_CALLS);
    const dials = people.map(({ phones }) => this.#dialOf(phones.extension)).filter((dial) => dial !== null);
    const wanted = new Set(dials.slice(0, most));
    for (const [dial, { release }] of this.#watches) {
      if (wanted.has(dial)) continue;
      release();
      this.#watches.delete(dial);
    }
    for (const dial of wanted) if (!this.#watches.has(dial)) this.#watchOne(dial, session);
  }

  #watchOne(dial: string, session: ColleaguesSession): void {
    let lamp = untold(this.#parts.clock.nowEpochMs());
    // What is known is told within the call, before there is a watch to keep it in.
    const release = session.watch(dial, (told) => {
      lamp = told;
      const watched = this.#watches.get(dial);
      if (watched === undefined) return;
      watched.lamp = told;
      this.#changed();
    });
    this.#watches.set(dial, { lamp, release });
  }

  #changed(): void {
    if (!this.#isOpen) return;
    this.#cancelTell ??= this.#parts.clock.after(TELL_WITHIN_MS, () => {
      this.#cancelTell = null;
      this.#parts.tell(this.view());
    });
  }

  #withinMoment(work: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#parts.clock.after(ANSWER_WITHIN_MS, resolve);
      void work.then(() => {
        cancel();
        resolve();
      });
    });
  }
}

/** Answers the colleagues' window's requests. */
export const colleaguesHandlers = (colleagues: Colleagues): Pick<Handlers, 'colleagues:look'> => ({
  'colleagues:look': async (query): Promise<Answer<'colleagues:look'>> => ok(await colleagues.look(query)),
});
