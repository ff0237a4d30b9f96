/** A NOTIFY that nobody subscribed to, sent through a server to a companion that rings: in a dialog that does not exist. */
import { inDialog } from '../../rig/pbx/dialog.ts';
import { newCallId, newTag } from '../../rig/pbx/ids.ts';
import type { OutgoingCall } from '../../rig/pbx/index.ts';
import { responseTo, type SipHeader, type SipRequest } from '../../rig/pbx/message.ts';
import { UdpAgent } from '../../rig/pbx/udp-agent.ts';
import type { ServerAddress } from '../servers/real-server.ts';

/** @param ringing a call that the companion alone has answered with 180: its contact and its way are where the NOTIFY goes
 *  @param headers Event first, and whatever else belongs to it
 *  @returns the status that came back */
export async function notifyUnasked(
  server: ServerAddress,
  ringing: OutgoingCall,
  headers: readonly SipHeader[],
  body = '',
): Promise<number> {
  const answer = ringing.responses.find(({ status }) => status === 180);
  if (answer === undefined) throw new Error('The call does not ring yet.');
  const agent = new UdpAgent({ user: 'stranger', password: '', pbx: server }, () => undefined);
  await agent.open();
  const stranger = `<sip:stranger@${server.domain}>;tag=${newTag()}`;
  const invite: SipRequest = {
    kind: 'request',
    method: 'INVITE',
    uri: '',
    headers: [
      ['From', stranger],
      ['To', `<sip:101c@${server.domain}>`],
      ['Call-ID', newCallId('127.0.0.1')],
    ],
    body: '',
  };
  const routed = answer.headers.filter(([name]) => /^(?:contact|record-route)$/i.test(name));
  const draft = inDialog('NOTIFY', invite, responseTo(invite, 180, 'Ringing', { toTag: newTag(), headers: routed }));
  const notify = { ...draft, headers: [...draft.headers, agent.contact, ...headers], body };
  const { status } = await agent.ask(notify, () => 1);
  await agent.close();
  return status;
}
