/** The calls that are loaded: found as one types, page by page, and renewed where they stand. */
import type { HistoryCallView, HistoryPageView } from '../../main/bridge/contract/history-views.ts';
import type { Reply } from '../../main/bridge/contract/requests.ts';
import type { HistoryFilter } from '../i18n/history-words.ts';
import { renewed, withFresh } from './merge.ts';

export interface Question {
  readonly text: string;
  readonly only: HistoryCallView['class'] | null;
  readonly before: number | null;
}

export type Search = (question: Question) => Promise<Reply<'history:search'>>;

const nothing: HistoryPageView = { calls: [], next: null };

export class CallList {
  readonly #search: Search;
  #text = $state.raw('');
  #filter = $state.raw<HistoryFilter>('all');
  #page = $state.raw(nothing);
  /** The question that the drawn calls answer; null before the first answer. */
  #answered = $state.raw<Question | null>(null);
  #isFailed = $state.raw(false);
  #isAsking = false;
  #isAskedAgain = false;
  #isLoadingMore = false;
  #isOlderStale = false;

  constructor(search: Search) {
    this.#search = search;
  }

  /** As typed. */
  get text(): string {
    return this.#text;
  }

  get filter(): HistoryFilter {
    return this.#filter;
  }

  get calls(): readonly HistoryCallView[] {
    return this.#page.calls;
  }

  get hasMore(): boolean {
    return this.#page.next !== null;
  }

  get isFailed(): boolean {
    return this.#isFailed;
  }

  /** What is drawn is no answer to what is asked. */
  get isSearching(): boolean {
    return !this.#isFailed && !isSame(this.#answered, this.#question);
  }

  /** Equal for equal questions: what is drawn answers this one. */
  get answeredKey(): string {
    return JSON.stringify([this.#answered?.text, this.#answered?.only]);
  }

  /** What is drawn answers this text. */
  get answeredText(): string {
    return this.#answered?.text ?? '';
  }

  type(text: string): Promise<void> {
    this.#text = text;
    return this.refresh();
  }

  choose(filter: HistoryFilter): Promise<void> {
    this.#filter = filter;
    return this.refresh();
  }

  /** Asks for the newest calls; those that are drawn stay until the answer is there. One question is under way at a time, and
   *  only the answer to the last one is drawn. */
  async refresh(): Promise<void> {
    this.#isAskedAgain = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    while (this.#isAskedAgain) {
      this.#isAskedAgain = false;
      const question = this.#question;
      const reply = await this.#search(question);
      if (isSame(question, this.#question)) this.#draw(question, reply);
    }
    this.#isAsking = false;
  }

  /** Loads the next page, where there is one. */
  async more(): Promise<void> {
    const { next } = this.#page;
    if (next === null || this.#isLoadingMore || this.isSearching) return;
    this.#isLoadingMore = true;
    const asked = this.#answered;
    const reply = await this.#search({ ...this.#question, before: next });
    this.#isLoadingMore = false;
    if (!reply.ok || asked !== this.#answered || next !== this.#page.next) return;
    this.#page = { calls: [...this.#page.calls, ...reply.value.calls], next: reply.value.next };
  }

  /** What was loaded is not to be trusted any more: the next answer to a refresh stands alone. */
  dropOlder(): void {
    this.#isOlderStale = true;
  }

  /** Asks anew for one call, on whatever page it is. */
  async renew(id: string): Promise<void> {
    const call = this.calls.find((each) => each.id === id);
    const asked = this.#answered;
    if (call === undefined || asked === null) return;
    const reply = await this.#search({ ...asked, before: call.seq + 1 });
    if (!reply.ok || asked !== this.#answered) return;
    this.#page = { ...this.#page, calls: [...renewed(this.calls, reply.value)] };
  }

  get #question(): Question {
    return { text: this.#text.trim(), only: this.#filter === 'all' ? null : this.#filter, before: null };
  }

  #draw(question: Question, reply: Reply<'history:search'>): void {
    this.#isFailed = !reply.ok;
    if (!reply.ok) return;
    const isJoined = isSame(question, this.#answered) && !this.#isOlderStale;
    this.#page = isJoined ? withFresh(this.#page, reply.value) : reply.value;
    this.#isOlderStale = false;
    this.#answered = isSame(question, this.#answered) ? this.#answered : question;
  }
}

const isSame = (a: Question | null, b: Question | null): boolean =>
  a !== null && b !== null && a.text === b.text && a.only === b.only;
