/** What a server asks of a user who registers: proof that a test with one digest is a test of that digest. */
import { digestParams } from '../../rig/pbx/digest.ts';
import { newCallId, newTag } from '../../rig/pbx/ids.ts';
import { headersOf, type SipResponse } from '../../rig/pbx/message.ts';
import { UdpAgent } from '../../rig/pbx/udp-agent.ts';
import type { ServerAddress } from '../servers/real-server.ts';

/** The algorithms of the challenges to a REGISTER, in their order; `MD5` where a challenge names none (RFC 7616 §3.3). */
export async function offeredAlgorithms(server: ServerAddress, user: string): Promise<readonly string[]> {
  const agent = new UdpAgent({ user, password: '', pbx: server }, () => undefined);
  await agent.open();
  const aor = `<sip:${user}@${server.domain}>`;
  const request = agent.write(
    {
      method: 'REGISTER',
      uri: `sip:${server.domain}`,
      headers: [['From', `${aor};tag=${newTag()}`], ['To', aor], ['Call-ID', newCallId('127.0.0.1')], agent.contact],
    },
    1,
  );
  const answer = await new Promise<SipResponse>((resolve) => {
    agent.transact(request, resolve);
  });
  await agent.close();
  return headersOf(answer, 'www-authenticate').map((value) => digestParams(value).get('algorithm') ?? 'MD5');
}
