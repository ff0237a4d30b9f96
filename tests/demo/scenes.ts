/** The two scenes: a client whom Anna looks after, and a caller whom nobody knows. */
import { sampleNumbers } from '../rig/portal/sample.ts';
import type { Phone, RigCall } from '../rig/pbx/index.ts';
import { companion, queues } from './office.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

const [sales, support] = queues;
/** How long a colleague looks at the phone before picking up. */
const hesitateMs = 600;
const slowPortalMs = 2500;
const usualPortalMs = 400;

/** John Doe calls; one click sends him to Anna Petrova. */
export async function clientCalls(stage: Stage, story: Story): Promise<void> {
  const { office, step, expectOnCard, anna } = stage;
  story.scene('1  A client calls the sales line');
  const seenNumber = await expectOnCard(sampleNumbers.johnDoe);
  const seenClient = await expectOnCard('Daisy LLC');
  const seenResponsible = await expectOnCard('Anna Petrova');
  const seenFree = await expectOnCard('Free');
  const seenDeals = await expectOnCard('2 open deals');
  const call = office.callQueue(sales, { number: sampleNumbers.johnDoe, displayName: 'J. Doe' });
  story.invite(invitedMs(call), `${sales.name} ${sales.number} rings the desk phone 101 and Ringside beside it`);
  const number = await step('card painted', seenNumber());
  story.step('card painted', number.paintedMs, 'The number and the line that was called, before the CRM has answered');
  const client = await step('client found', seenClient());
  story.step('client found', client.domMs, 'John Doe of Daisy LLC');
  const free = await step('state on card', seenFree());
  story.step('state on card', free.domMs, 'Free: the line of the one responsible, told by the PBX');
  const responsible = await step('responsible found', seenResponsible());
  story.step(
    'responsible found',
    responsible.domMs,
    'Anna Petrova, at work: her name takes a second request, once an hour',
  );
  const deals = await step('deals on card', seenDeals());
  story.step(
    'deals on card',
    deals.domMs,
    'What is open with him, and when somebody last spoke with him: no button moves',
  );
  await stage.picture('card-with-client');

  const seenRinging = await expectOnCard('Rings at');
  await sendOn(stage, story, { call, button: /^Transfer/, what: 'Transfer: Anna Petrova, ext. 102', colleague: anna });
  const ringing = await step('ringing on card', seenRinging());
  story.step('ringing on card', ringing.domMs, 'Rings at Anna Petrova: the lamp of her line carries this caller');
  await stage.picture('rings-at-anna');

  const seenAnswer = await expectOnCard('Answered by');
  await colleagueAnswers(stage, story, { call, colleague: anna, name: 'Anna' });
  const answer = await step('answer on card', seenAnswer());
  story.step('answer on card', answer.domMs, 'Answered by Anna Petrova: the agent knows that the client has her');
  await stage.picture('answered-by-anna');
  await callEnds(stage, call, anna);
}

/** Somebody calls whom the CRM does not know, and the CRM is slow; the agent picks a queue. */
export async function strangerCalls(stage: Stage, story: Story): Promise<void> {
  const { office, step, press, expectOnCard, boris } = stage;
  story.scene('2  A caller who is not in the CRM, and a CRM that takes its time');
  const seenNumber = await expectOnCard(sampleNumbers.unknown);
  const seenAnswer = await expectOnCard('Not in the CRM');
  office.portal.latencyMs = slowPortalMs;
  const call = office.callQueue(sales, { number: sampleNumbers.unknown });
  story.invite(invitedMs(call), `${sales.name} ${sales.number} rings again`);
  const number = await step('card painted', seenNumber());
  story.step('card painted', number.paintedMs, 'The card does not wait for the CRM');
  await stage.picture('card-ringing');
  const answer = await step('not in the CRM', seenAnswer());
  story.step(
    'not in the CRM',
    answer.domMs,
    `After the portal's ${slowPortalMs / 1000} s: nobody to recommend, the queues are offered`,
  );
  await stage.picture('not-in-crm');

  office.portal.latencyMs = usualPortalMs;
  const seenHeld = await expectOnCard('Lead will be created');
  await step('lead form', press(/^Create lead$/));
  story.step(
    'lead',
    await step('lead', press(/^Create lead\s+Call from/)),
    'A lead of this caller: held while he is here, so that it can be taken back',
  );
  await step('lead held', seenHeld());
  await stage.picture('lead-held');

  const seenLead = await expectOnCard('Lead created');
  const button = new RegExp(support.name);
  await sendOn(stage, story, { call, button, what: `${support.name} ${support.number}`, colleague: boris });
  const lead = await step('lead in the CRM', seenLead());
  story.step('lead in the CRM', lead.domMs, 'Now that the call has gone on, the CRM has it, once');
  // A queue has no lamp: nothing is told but that it was sent there.
  await stage.picture('sent-to-queue');
  await colleagueAnswers(stage, story, { call, colleague: boris, name: 'Boris' });
  await callEnds(stage, call, boris);
}

interface Sending {
  readonly call: RigCall;
  readonly button: RegExp;
  readonly what: string;
  readonly colleague: Phone;
}

async function sendOn({ step, press }: Stage, story: Story, { call, button, what, colleague }: Sending): Promise<void> {
  const redirected = new Promise<{ atMs: number; contact: string }>((resolve) => {
    call.on((event) => {
      if (event.kind !== 'response' || event.response.status !== 302) return;
      resolve({ atMs: event.response.atMs, contact: event.response.contact ?? '' });
    });
  });
  const rings = colleague.whenRings(colleague.rings.length + 1);
  story.step('click', await step('click', press(button)), what);
  const { atMs, contact } = await step('302', redirected);
  story.step('302', atMs, `The PBX is told the new target: ${contact}`);
  const ring = await step('colleague ringing', rings);
  story.step(
    'colleague ringing',
    ring.atMs,
    `Extension ${colleague.user}; the desk phone 101 rings on until somebody answers`,
  );
}

interface Answering {
  readonly call: RigCall;
  readonly colleague: Phone;
  readonly name: string;
}

async function colleagueAnswers(
  { step, desk }: Stage,
  story: Story,
  { call, colleague, name }: Answering,
): Promise<void> {
  const answered = new Promise<number>((resolve) => {
    call.on((event) => {
      if (event.kind === 'answered') resolve(event.atMs);
    });
  });
  setTimeout(() => {
    colleague.answer();
  }, hesitateMs);
  const atMs = await step('colleague answers', answered);
  await step('desk phone stops', desk.whenState('idle'));
  story.step('colleague answers', atMs, `${name} speaks with the caller; the desk phone 101 has stopped ringing`);
}

async function callEnds({ step, press, whenCardGone }: Stage, call: RigCall, colleague: Phone): Promise<void> {
  colleague.hangUp();
  await step('call ended', call.whenSettled());
  await step('card hidden', press(/^Hide/));
  await step('card gone', whenCardGone());
}

function invitedMs(call: RigCall): number {
  const leg = call.legOf(companion);
  if (leg === null) throw new Error('The companion is not registered any more.');
  return leg.sentAtMs;
}
