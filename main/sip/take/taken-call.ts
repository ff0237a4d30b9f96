/** One taken call: its dialog, the REFER that is out, and what is owed to a caller whom nobody holds any more. */
import type { LegId } from '../../model/call.ts';
import type { PassProgress } from '../../model/line.ts';
import type { TakenDialog } from '../../model/taken.ts';
import { allHeaders, firstHeader, type RawMessage } from '../raw-message.ts';
import { strandedAgainMs, tooEarlyAgainMs, type Stranded } from './again.ts';
import { advancePass, ANSWER_WAIT_MS, sipfragStatus, type PassEvent, type PassState } from './pass-machine.ts';
import { silentAnswer } from './silent-media.ts';
import type { TakeDeps } from './take-deps.ts';
import { takenAnswer } from './taken-answer.ts';
import { withTarget } from './taken-dialog.ts';

export class TakenCall {
  readonly id: LegId;
  readonly #deps: TakeDeps;
  readonly #onChange: (call: TakenCall) => void;
  readonly #timers = new Set<() => void>();
  #dialog: TakenDialog;
  #pass: PassState = 'over';
  /** CSeq of the REFER that is out, where its answer has told it. */
  #passCSeq: number | null = null;
  #passes = 0;
  /** How often the last one was sent again. */
  #repeats = 0;
  #dial = '';
  #waits = 0;
  #sdpVersion = 1;
  #isOver = false;
  /** Of one who is sent back by the line itself. */
  #stranded: Stranded | null = null;

  /** @param onChange it is over, or who was sent back rings at the own extension */
  constructor(deps: TakeDeps, dialog: TakenDialog, onChange: (call: TakenCall) => void) {
    this.#deps = deps;
    this.#dialog = dialog;
    this.#onChange = onChange;
    this.id = dialog.id;
  }

  get dialog(): TakenDialog {
    return this.#dialog;
  }

  get isStranded(): boolean {
    return this.#stranded !== null;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether he was sent back, and rings there. */
  get isRingingBack(): boolean {
    return this.#stranded?.isRinging === true;
  }

  /** REFER; what becomes of it is told by events. */
  pass(dial: string): void {
    this.#repeats = 0;
    this.#refer(dial);
  }

  #refer(dial: string): void {
    const { request, uriOf, extension } = this.#deps;
    this.#passes += 1;
    const pass = this.#passes;
    this.#pass = 'asked';
    this.#dial = dial;
    this.#passCSeq = null;
    this.#dialog = { ...this.#dialog, cseq: this.#dialog.cseq + 1 };
    this.#wait(ANSWER_WAIT_MS);
    const headers = [`Refer-To: <${uriOf(dial)}>`, `Referred-By: <${uriOf(extension)}>`];
    request('REFER', this.#dialog, headers, ({ status, cseq }) => {
      this.#dialog = { ...this.#dialog, cseq: Math.max(cseq, this.#dialog.cseq) };
      if (pass !== this.#passes) return;
      this.#passCSeq = cseq;
      // Asterisk answers so where no caller is behind the dialog any more; an unknown extension it tells by NOTIFY.
      if (status === 404 && dial === extension) this.#leftBehind();
      else this.#advance({ kind: 'answered', status });
    });
  }

  /** Nobody at this desk holds him any more: he goes to the own extension, as often as it takes. */
  sendBack(): void {
    if (this.#isOver) return;
    this.#cancelTimers();
    this.#strand();
    this.pass(this.#deps.extension);
  }

  /** The link is gone: nothing can be asked until there is another. */
  linkLost(): void {
    this.#cancelTimers();
    this.#pass = 'over';
    this.#passes += 1;
    this.#strand();
  }

  /** A request of the server's in this dialog, ACK aside. */
  received(method: string, request: RawMessage, body: string): void {
    switch (method) {
      case 'BYE':
        this.#answer(request, '');
        this.#gone();
        break;
      case 'INVITE':
      case 'UPDATE':
        this.#dialog = withTarget(this.#dialog, request);
        this.#sdpVersion += 1;
        this.#answer(request, body === '' && method === 'UPDATE' ? '' : silentAnswer(body, this.#sdpVersion));
        break;
      case 'NOTIFY':
        this.#notified(request, body);
        break;
      default:
        this.#answer(request, '');
    }
  }

  /** It ends without a word to anybody, and need not be remembered. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelTimers();
    this.#deps.journal.remove(this.id);
    this.#onChange(this);
  }

  /** BYE; the caller must be somewhere else. */
  bye(): void {
    this.#dialog = { ...this.#dialog, cseq: this.#dialog.cseq + 1 };
    this.#deps.request('BYE', this.#dialog, [], () => undefined);
  }

  #notified(request: RawMessage, body: string): void {
    const [event = '', ...parameters] = (firstHeader(request, 'event') ?? '').split(';').map((part) => part.trim());
    if (event.toLowerCase() !== 'refer') {
      this.#answer(request, '', 489, 'Bad Event');
      return;
    }
    const status = sipfragStatus(body);
    const isLast = /^\s*terminated/i.test(allHeaders(request, 'subscription-state')[0] ?? '');
    const id = parameters.find((parameter) => parameter.startsWith('id='))?.slice('id='.length) ?? null;
    const isOfFormer = id !== null && this.#passCSeq !== null && id !== String(this.#passCSeq);
    const isSuccess = status !== null && status >= 200 && status < 300;
    // A failure of an earlier REFER tells nothing of this one; a success of any means that he is gone. The journal forgets him before the answer.
    if (status !== null && (isSuccess || !isOfFormer)) this.#advance({ kind: 'notified', status, isLast });
    this.#answer(request, '');
    if (isSuccess) this.bye();
  }

  #advance(event: PassEvent): void {
    const { state, tell, waitMs } = advancePass(this.#pass, event);
    this.#pass = state;
    if (waitMs !== null) this.#wait(waitMs);
    if (tell?.kind === 'gone') this.#gone();
    else if (tell !== null && !this.#isRepeated(tell)) this.#tell(tell);
  }

  #isRepeated(progress: PassProgress): boolean {
    const againMs = this.#stranded === null ? tooEarlyAgainMs(progress, this.#repeats) : null;
    if (againMs === null) return false;
    this.#repeats += 1;
    const pass = this.#passes;
    this.#arm(againMs, () => {
      if (pass === this.#passes && this.#pass === 'failed') this.#refer(this.#dial);
    });
    return true;
  }

  #tell(progress: PassProgress): void {
    const { emit, clock } = this.#deps;
    const atEpochMs = clock.nowEpochMs();
    if (progress.kind === 'started') this.end();
    if (this.#stranded === null) emit({ kind: 'pass-progress', leg: this.id, progress, atEpochMs });
    else if (progress.kind === 'started') emit({ kind: 'stranded', leg: this.id, became: 'sent-back', atEpochMs });
    else if (progress.kind === 'failed') this.#tryAgain(this.#stranded);
    else {
      this.#stranded.wasAccepted = true;
      this.#stranded.isRinging = progress.kind === 'ringing';
      this.#onChange(this);
    }
  }

  #strand(): void {
    const sinceEpochMs = this.#deps.clock.nowEpochMs();
    this.#stranded ??= { sinceEpochMs, attempts: 0, wasAccepted: false, isRinging: false };
  }

  #gone(): void {
    if (this.#isOver) return;
    this.end();
    const { emit, clock } = this.#deps;
    const atEpochMs = clock.nowEpochMs();
    if (this.#stranded === null) emit({ kind: 'hung-up', leg: this.id, atEpochMs });
    else {
      const became = this.#stranded.wasAccepted ? 'sent-back' : 'gone';
      emit({ kind: 'stranded', leg: this.id, became, atEpochMs });
    }
  }

  /** The server has the dialog still, and nobody in it. */
  #leftBehind(): void {
    this.bye();
    this.#gone();
  }

  #tryAgain(stranded: Stranded): void {
    const delayMs = strandedAgainMs(stranded, this.#deps.clock.nowEpochMs());
    if (delayMs === null) {
      this.#gone();
      return;
    }
    stranded.attempts += 1;
    this.#arm(delayMs, () => {
      this.pass(this.#deps.extension);
    });
  }

  #answer(request: RawMessage, sdp: string, status = 200, reason = 'OK'): void {
    const { send, contact } = this.#deps;
    send(takenAnswer(request, { status, reason, localTag: this.#dialog.localTag, contact: contact(), sdp }));
  }

  /** Only the last wait counts. */
  #wait(delayMs: number): void {
    this.#waits += 1;
    const wait = this.#waits;
    this.#arm(delayMs, () => {
      if (wait === this.#waits) this.#advance({ kind: 'silence' });
    });
  }

  #arm(delayMs: number, run: () => void): void {
    const cancel = this.#deps.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
  }

  #cancelTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }
}
