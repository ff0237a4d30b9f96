/** Looks whether a server would have us, over a link of its own: the one in use, and what rings there, notices nothing. */
import { NO_CALLS } from './no-calls.ts';
import { SipEndpoint, type EndpointEvents, type EndpointOptions } from './sip-endpoint.ts';

/** Asks one server after the other which contacts there are, with our credentials, and adds none: a REGISTER without Contact
 *  (RFC 3261 §10.2.3) proves link, certificate, password and registrar.
 *  @param servers the best first
 *  @param onAnswered the index of the first that answered 200; not called where none did
 *  @returns ends it */
export function scoutServers(
  options: EndpointOptions,
  servers: readonly string[],
  onFault: EndpointEvents['onFault'],
  onAnswered: (server: number) => void,
): () => void {
  let endOne = (): void => undefined;
  const ask = (index: number): void => {
    const server = servers[index];
    if (server === undefined) return;
    const end = (): void => {
      cancel();
      endpoint.close();
    };
    const next = (): void => {
      end();
      ask(index + 1);
    };
    const cancel = options.clock.after(options.timing.connectMs, next);
    const endpoint = new SipEndpoint(options, {
      ...NO_CALLS,
      onOpen: () => {
        endpoint.requests.register(null, (answer) => {
          if (answer.kind === 'failed') {
            next();
            return;
          }
          end();
          onAnswered(index);
        });
      },
      onLost: next,
      onFault,
    });
    endOne = end;
    endpoint.open(server);
  };
  ask(0);
  return () => {
    endOne();
  };
}
