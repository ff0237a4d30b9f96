/** What an endpoint that is not there for calls does with them: a link that only asks, of a test or a scout. */
import type { EndpointEvents } from './sip-endpoint.ts';

/** The line that is in use takes the calls. */
export const NO_CALLS: Omit<EndpointEvents, 'onOpen' | 'onLost' | 'onFault'> = {
  onSilent: () => undefined,
  onInvite: (invitation) => void invitation.reject({ statusCode: 480 }),
  onCancel: () => undefined,
  isKnownCall: () => false,
  isOpenUnderOtherCSeq: () => false,
  onTaken: () => false,
  onNotify: () => null,
  onMessage: () => ({ status: 480, reason: 'Temporarily Unavailable', headers: [] }),
};
