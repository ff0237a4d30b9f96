/** Lamps against a scripted server: what they ask, and what a test answers. */
import type { NotifyAnswer, SubscribeAnswer } from '../../../../main/sip/lamps/lamp-deps.ts';
import type { LampDialogState } from '../../../../main/sip/lamps/lamp-dialog.ts';
import { LampWatch } from '../../../../main/sip/lamps/lamp-watch.ts';
import { readMessage, type RawMessage } from '../../../../main/sip/raw-message.ts';
import { FakeClock } from '../fake-clock.ts';

interface Asked {
  readonly dialog: LampDialogState;
  readonly headers: readonly string[];
  /** @param headers whole lines; To has the tag `server` */
  readonly answer: (status: number, ...headers: readonly string[]) => void;
}

export interface LampRig {
  readonly clock: FakeClock;
  readonly watch: LampWatch;
  /** Every SUBSCRIBE, in order. */
  readonly asked: readonly Asked[];
  /** The newest SUBSCRIBE, or the n-th from the end. */
  readonly last: (nth?: number) => Asked;
  /** A NOTIFY in the newest SUBSCRIBE's dialog. */
  readonly notify: (body: string, more?: Readonly<Record<string, string>>) => NotifyAnswer | null;
}

const message = (lines: readonly string[]): RawMessage => {
  const read = readMessage(`${lines.join('\r\n')}\r\n\r\n`);
  if (read === null) throw new Error('not a SIP message');
  return read;
};

/** dialog-info as short as it may be. */
export const dialogInfo = (version: number, state: string, kind: 'full' | 'partial' = 'full'): string =>
  `<dialog-info version="${version}" state="${kind}"><dialog id="a"><state>${state}</state></dialog></dialog-info>`;

export function createLampRig(random01 = 0.5): LampRig {
  const clock = new FakeClock();
  const asked: Asked[] = [];
  let ids = 0;
  let cseq = 0;
  const watch = new LampWatch({
    clock,
    random01: () => random01,
    newId: () => `id-${(ids += 1)}`,
    answerMs: 8000,
    uriOf: (extension) => `sip:${extension}@pbx.example.com`,
    subscribe: (dialog, headers, onAnswer: (answer: SubscribeAnswer) => void) => {
      const answer: Asked['answer'] = (status, ...lines) => {
        const head = [`SIP/2.0 ${status} Whatever`, `To: <${dialog.uri}>;tag=server`, 'Contact: <sip:192.0.2.1:5060>'];
        onAnswer({ status, cseq: dialog.cseq + 1, message: message([...head, ...lines]) });
      };
      asked.push({ dialog, headers, answer });
    },
  });
  const last = (nth = 1): Asked => {
    const found = asked.at(-nth);
    if (found === undefined) throw new Error('nothing was asked');
    return found;
  };
  return {
    clock,
    watch,
    asked,
    last,
    notify: (body, more = {}) => {
      const { callId, localTag, uri } = last().dialog;
      cseq += 1;
      const headers = {
        From: `<${uri}>;tag=server`,
        To: `<sip:101c@pbx.example.com>;tag=${localTag}`,
        'Call-ID': callId,
        CSeq: `${cseq} NOTIFY`,
        Event: 'dialog',
        'Subscription-State': 'active;expires=600',
        'Content-Type': 'application/dialog-info+xml',
        ...more,
      };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      return watch.onNotify(message(['NOTIFY sip:c0ffee@desk-1.invalid SIP/2.0', ...lines]), body);
    },
  };
}
