/** Writes the demo down while it happens: one line a step, with its time, for somebody who sees Ringside for the first time. */

export interface Step {
  readonly scene: string;
  readonly name: string;
  /** Since the demo began. */
  readonly atMs: number;
  /** Null for what happens outside a call. */
  readonly sinceInviteMs: number | null;
}

const nameWidth = 17;

export class Story {
  readonly steps: Step[] = [];
  readonly #print: (line: string) => void;
  readonly #startMs: number;
  #scene = '';
  #inviteMs: number | null = null;

  /** @param startMs performance.now() when the demo began */
  constructor(print: (line: string) => void, startMs: number) {
    this.#print = print;
    this.#startMs = startMs;
  }

  scene(title: string): void {
    this.#scene = title;
    this.#inviteMs = null;
    this.#print(`\n${title}\n`);
    this.#print(`${'time'.padStart(9)}  ${'after INVITE'.padStart(12)}  ${'step'.padEnd(nameWidth)}  what happens`);
    this.#print(`${'-'.repeat(9)}  ${'-'.repeat(12)}  ${'-'.repeat(nameWidth)}  ${'-'.repeat(40)}`);
  }

  /** The times of the steps that follow are told from this one on.
   *  @param atMs performance.now() when it happened, like that of {@link step} */
  invite(atMs: number, what: string): void {
    this.#inviteMs = atMs;
    this.step('INVITE', atMs, what);
  }

  step(name: string, atMs: number, what: string): void {
    const step: Step = {
      scene: this.#scene,
      name,
      atMs: atMs - this.#startMs,
      sinceInviteMs: this.#inviteMs === null ? null : atMs - this.#inviteMs,
    };
    this.steps.push(step);
    const time = `${(step.atMs / 1000).toFixed(2)} s`.padStart(9);
    const after = step.sinceInviteMs === null ? '' : `${step.sinceInviteMs.toFixed(0)} ms`;
    this.#print(`${time}  ${after.padStart(12)}  ${name.padEnd(nameWidth)}  ${what}`);
  }

  say(line = ''): void {
    this.#print(line);
  }
}
