/** A desk's line that takes what rings, passes it on, and kills its process with SIGKILL between two messages. */
import { openLink } from '../../main/sip/transport/open-link.ts';
import type { OpenLink } from '../../main/sip/transport/link.ts';
import { createTakenJournal } from '../../main/storage/taken-journal.ts';
import type { TakenJournal } from '../../main/model/taken.ts';
import type { Desk } from './accounts.ts';
import { startLineDesk } from './line-desk.ts';
import type { ServerAddress } from './servers/real-server.ts';

/** When it dies: as soon as the message has been sent, or has come and not been looked at. */
export type Cut =
  | 'journal written'
  | '200 out'
  | 'ACK in'
  | 'before REFER out'
  | 'REFER out'
  | '202 in'
  | 'NOTIFY 100 in'
  | 'NOTIFY 180 in'
  | 'NOTIFY 200 in'
  | 'BYE out';

export interface DoomedLineOptions {
  readonly server: ServerAddress;
  readonly desk: Desk;
  /** Where the journal is. */
  readonly folder: string;
  readonly cut: Cut;
  /** Where a taken call is passed on to. */
  readonly dial: string;
}

const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

/** What a message is, as far as the cuts name it. */
const outgoing: readonly (readonly [Cut, RegExp])[] = [
  ['200 out', /^SIP\/2\.0 200 OK\r\n[^]*\r\nCSeq: \d+ INVITE\r\n/],
  ['REFER out', /^REFER /],
  ['BYE out', /^BYE /],
];
const incoming: readonly (readonly [Cut, RegExp])[] = [
  ['ACK in', /^ACK /],
  ['202 in', /^SIP\/2\.0 202 /],
  ['NOTIFY 100 in', /^NOTIFY [^]*\r\nSIP\/2\.0 100 /],
  ['NOTIFY 180 in', /^NOTIFY [^]*\r\nSIP\/2\.0 180 /],
  ['NOTIFY 200 in', /^NOTIFY [^]*\r\nSIP\/2\.0 200 /],
];

/** Dies as soon as the message of the cut has been sent, or has come and not been looked at. */
function cutLink(cut: Cut): OpenLink {
  const isCut = (table: typeof outgoing, text: string): boolean =>
    table.some(([name, pattern]) => name === cut && pattern.test(text));
  return (options, events) => {
    const link = openLink(options, {
      ...events,
      onMessage: (data) => {
        if (isCut(incoming, Buffer.from(data).toString())) die();
        else events.onMessage(data);
      },
    });
    return {
      ...link,
      send: (text) => {
        if (cut === 'before REFER out' && text.startsWith('REFER ')) die();
        const isSent = link.send(text);
        // The socket takes it within this turn of the event loop.
        if (isCut(outgoing, text)) setImmediate(die);
        return isSent;
      },
    };
  };
}

function cutJournal(journal: TakenJournal, cut: Cut): TakenJournal {
  return {
    ...journal,
    write: (dialog) => {
      const isWritten = journal.write(dialog);
      if (cut === 'journal written') die();
      return isWritten;
    },
  };
}

/** Starts it; it is registered when the promise resolves. */
export async function runDoomedLine({ server, desk, folder, cut, dial }: DoomedLineOptions): Promise<void> {
  const journal = createTakenJournal(folder, (code) => {
    console.error(`The journal: ${code}`);
  });
  const { line } = await startLineDesk(server, desk, { openLink: cutLink(cut), journal: cutJournal(journal, cut) });
  line.subscribe((event) => {
    if (event.kind === 'invite') void line.take(event.leg);
    if (event.kind === 'taken') line.pass(event.leg, dial);
  });
}
