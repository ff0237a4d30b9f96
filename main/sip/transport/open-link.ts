/** The kind of link that an address asks for. */
import type { OpenLink } from './link.ts';
import { openStream } from './stream-link.ts';
import { openWebSocket } from './ws-link.ts';

export const openLink: OpenLink = (options, events) => {
  const { scheme } = options.address;
  return scheme === 'tls' || scheme === 'tcp' ? openStream(options, events) : openWebSocket(options, events);
};
