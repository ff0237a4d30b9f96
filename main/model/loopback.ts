/** Hosts that never leave this computer, for which an address without TLS is as good as one with it. */

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** True for `localhost`, 127.0.0.0/8 and `[::1]`. Never throws.
 *  @param hostname as `URL` spells it: in small letters, short forms of addresses written out */
export const isLoopbackHost = (hostname: string): boolean => loopbackHost.test(hostname);
