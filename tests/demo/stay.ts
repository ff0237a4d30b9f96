/** `--stay`: places further calls by what is typed, and tells what becomes of them. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sampleNumbers } from '../rig/portal/sample.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { companion, queues } from './office.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

const help = `
Type a line:
  call [NUMBER] [NAME]   somebody calls Sales 600, e.g.
                           call ${sampleNumbers.johnDoe}    a client of Anna Petrova
                           call ${sampleNumbers.reneeUnal}     a client of Boris Ivanov, who is on a break
                           call ${sampleNumbers.maraKlein}      a client of the agent at this desk
                           call ${sampleNumbers.unknown}   nobody knows
  transfer               presses the recommended button of the card
  hangup                 the newest caller gives up
  quit                   ends the demo (Ctrl+C does, too)`;

export async function stay(stage: Stage, story: Story): Promise<void> {
  const { anna, boris } = stage;
  stage.office.portal.latencyMs = 400;
  for (const phone of [anna, boris]) phone.behaviour = 'answer';
  const calls: RigCall[] = [];
  story.say(help);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const [command = '', ...words] = line.trim().split(/\s+/);
    switch (command) {
      case '':
        return;
      case 'call':
        calls.push(place(stage, story, words));
        return;
      case 'transfer':
        stage.step('transfer', stage.press(/^Transfer/)).catch((error: unknown) => {
          story.say(error instanceof Error ? error.message : String(error));
        });
        return;
      case 'hangup':
        calls.findLast(({ result }) => result === null)?.hangUp();
        return;
      case 'quit':
        lines.close();
        return;
      default:
        story.say(help);
    }
  });
  await once(lines, 'close');
}

function place({ office }: Stage, story: Story, words: readonly string[]): RigCall {
  const [number = sampleNumbers.johnDoe, ...name] = words;
  const call = office.callQueue(queues[0], { number, displayName: name.join(' ') });
  const invitedMs = call.legOf(companion)?.sentAtMs ?? performance.now();
  story.invite(invitedMs, `from ${number} to ${queues[0].name} ${queues[0].number}`);
  call.on((event) => {
    if (event.kind === 'response' && event.response.status === 302)
      story.step('302', event.atMs, event.response.contact ?? '');
    if (event.kind === 'answered') story.step('answered', event.atMs, `by extension ${event.leg.user}`);
    if (event.kind === 'ended') story.step('ended', event.atMs, `by the ${event.result.endedBy}`);
  });
  return call;
}
