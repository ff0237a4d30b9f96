/** What a language must be able to say in the history window. */
import type { HistoryCallView, HistoryView } from '../../main/bridge/contract/history-views.ts';
import type { RequestError } from '../../main/bridge/contract/requests.ts';

export type HistoryFilter = HistoryCallView['class'] | 'all';

type ActionName =
  'open-card' | 'copy-number' | 'dial' | 'note' | 'would-forget' | 'forget' | 'export' | 'cancel-export';
/** All that an action of this window may be refused with. */
export type ActionError = RequestError<`history:${ActionName}`>;

export interface HistoryWords {
  /** BCP 47. */
  readonly language: string;
  readonly windowTitle: string;
  readonly heading: string;
  readonly search: string;
  /** For screen readers: how the list is walked. */
  readonly keys: string;
  readonly filterLegend: string;
  readonly filters: Readonly<Record<HistoryFilter, string>>;

  readonly today: string;
  readonly yesterday: string;
  /** A day that is neither, with its year where it is not this one. */
  day(epochMs: number, nowEpochMs: number): string;
  /** `2026-11-16` on this computer's calendar. */
  dayKey(epochMs: number): string;
  /** Hours and minutes. */
  clock(epochMs: number): string;
  /** With seconds. */
  exactClock(epochMs: number): string;
  /** A moment with its day where that is not today. */
  moment(epochMs: number, nowEpochMs: number): string;

  readonly withheld: string;
  /** What became of a call, in a few words. */
  became(call: Pick<HistoryCallView, 'how' | 'sentTo'>): string;
  readonly step: Readonly<Record<HistoryCallView['steps'][number]['what'], string>>;
  sentToStep(to: string): string;

  readonly loading: string;
  readonly listed: (count: number, hasMore: boolean) => string;
  readonly none: string;
  readonly noneOf: Readonly<Record<Exclude<HistoryFilter, 'all'>, string>>;
  noneFor(query: string): string;
  readonly notReadable: string;
  readonly notReadableRemedy: string;

  /** @param since from `moment()`: when Ringside was started */
  notHere(since: string): string;
  kept(calls: number, days: number, since: string | null): string;

  readonly route: string;
  readonly called: string;
  readonly forwardedFrom: string;
  readonly responsible: string;
  readonly number: string;
  readonly what: string;
  readonly times: string;
  readonly note: string;
  readonly close: string;
  readonly openCard: string;
  readonly copyNumber: string;
  readonly copied: string;
  readonly callBack: string;
  readonly dialling: string;
  readonly addNote: string;
  readonly noteLabel: string;
  readonly noteHint: string;
  readonly noteSave: string;
  readonly noteSaved: string;
  readonly cancel: string;
  readonly forget: string;
  readonly forgetQuestion: (who: string) => string;
  forgetWhat(calls: number, unsent: number): string;
  readonly forgetHint: string;
  readonly forgetNow: string;
  forgot(calls: number): string;

  readonly exportAll: string;
  exporting(written: number): string;
  readonly stopExport: string;
  exported(written: number, file: string): string;
  exportFailed(code: string): string;
  readonly refusals: Readonly<Record<ActionError, string>>;
  problem(code: NonNullable<HistoryView['problem']>): string;
}
