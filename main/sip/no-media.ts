/** What sip.js gets instead of WebRTC: this line holds no media while it only rings. */
import type { SessionDescriptionHandler } from 'sip.js';

/** Every question about media is answered with "there is none". */
export const noMedia = (): SessionDescriptionHandler => ({
  close: () => undefined,
  hasDescription: () => false,
  getDescription: () => Promise.reject(new Error('No media.')),
  setDescription: () => Promise.reject(new Error('No media.')),
  sendDtmf: () => false,
});
