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
  /** Answers what is asked for an extension's lamp with 200, and tells it. @param body default: one that says nothing readable */
  readonly light: (extension: string, event: 'dialog' | 'presence', body?: string) => void;
  /** Every SUBSCRIBE so far in short: `101 dialog`, and `101 dialog 0` where it ends the subscription. */
  readonly log: () => readonly string[];
}

const message = (lines: readonly string[]): RawMessage => {
  const read = readMessage(`${lines.join('\r\n')}\r\n\r\n`);
  if (read === null) throw new Error('not a SIP message');
  return read;
};

/** dialog-info as short as it may be. */
export const dialogInfo = (version: number, state: string, kind: 'full' | 'partial' = 'full'): string =>
  `<dialog-info version="${version}" state="${kind}"><dialog id="a"><state>${state}</state></dialog></dialog-info>`;

/** PIDF as short as it may be. */
export const pidf = (basic: string, note = ''): string =>
  `<presence><note>${note}</note><tuple id="a"><status><basic>${basic}</basic></status></tuple></presence>`;

const TYPES = { dialog: 'application/dialog-info+xml', presence: 'application/pidf+xml' };

const eventOf = ({ headers }: Asked): string => headers[0]?.replace('Event: ', '') ?? '';
const extensionOf = ({ dialog }: Asked): string => dialog.uri.replace(/^sip:|@.*$/g, '');

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
  const notifyIn = (
    { dialog: { callId, localTag, uri } }: Asked,
    body: string,
    more: Readonly<Record<string, string>>,
  ): NotifyAnswer | null => {
    cseq += 1;
    const headers = {
      From: `<${uri}>;tag=server`,
      To: `<sip:101c@pbx.example.com>;tag=${localTag}`,
      'Call-ID': callId,
      CSeq: `${cseq} NOTIFY`,
      Event: 'dialog',
      'Subscription-State': 'active;expires=600',
      'Content-Type': TYPES.dialog,
      ...more,
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return watch.onNotify(message(['NOTIFY sip:c0ffee@desk-1.invalid SIP/2.0', ...lines]), body);
  };
  return {
    clock,
    watch,
    asked,
    last,
    notify: (body, more = {}) => notifyIn(last(), body, more),
    light: (extension, event, body = '') => {
      const found = asked.findLast((each) => extensionOf(each) === extension && eventOf(each) === event);
      if (found === undefined) throw new Error(`${extension}'s ${event} was not asked for`);
      found.answer(200, 'Expires: 600');
      notifyIn(found, body, { Event: event, 'Content-Type': TYPES[event] });
    },
    log: () =>
      asked.map((each) =>
        [extensionOf(each), eventOf(each), ...(each.headers.includes('Expires: 0') ? ['0'] : [])].join(' '),
      ),
  };
}
