/** Tells when a server is there: as soon as it answers an OPTIONS over UDP. */
import { createSocket } from 'node:dgram';
import { newBranch, newCallId, newTag } from '../../rig/pbx/ids.ts';

const askEveryMs = 50;

/** Asks until anything is answered. Whoever gives up has to say so by the signal, which rejects it. */
export function answersOptions(udpPort: number, signal: AbortSignal): Promise<void> {
  const socket = createSocket('udp4');
  return new Promise((resolve, reject) => {
    const ask = (): void => {
      socket.send(options(socket.address().port, udpPort), udpPort, '127.0.0.1');
    };
    const end = (settle: () => void): void => {
      clearInterval(timer);
      signal.removeEventListener('abort', giveUp);
      socket.close();
      settle();
    };
    const timer = setInterval(ask, askEveryMs);
    socket.once('message', () => {
      end(resolve);
    });
    const giveUp = (): void => {
      end(() => {
        reject(signal.reason as Error);
      });
    };
    signal.addEventListener('abort', giveUp);
    socket.bind(0, '127.0.0.1', ask);
  });
}

const options = (ownPort: number, udpPort: number): string =>
  [
    `OPTIONS sip:127.0.0.1:${udpPort} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${ownPort};rport;branch=${newBranch()}`,
    `From: <sip:ready@127.0.0.1>;tag=${newTag()}`,
    `To: <sip:127.0.0.1:${udpPort}>`,
    `Call-ID: ${newCallId('127.0.0.1')}`,
    'CSeq: 1 OPTIONS',
    'Max-Forwards: 70',
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n');
