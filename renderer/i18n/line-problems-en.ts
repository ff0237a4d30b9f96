/** British English: why the line is not registered, and what to do. Socket codes are Node's, OpenSSL's and our own. */
import type { Advice, LineProblemView } from './line-words.ts';

const wrongAddress: Advice = {
  what: 'The server’s name is unknown.',
  remedy: 'Look for a typing error in the server’s address. Is a VPN needed to reach it?',
};
const noRoute: Advice = {
  what: 'There is no way to the server from here.',
  remedy: 'Check the network connection. Is a VPN needed to reach the server?',
};
const silent: Advice = {
  what: 'The server does not answer.',
  remedy: 'Check the address and port, and whether a firewall lets them through.',
};
const unknownIssuer: Advice = {
  what: 'The server’s certificate comes from an issuer that this computer does not trust.',
  remedy:
    'Add the company’s CA file under “More line settings”, or install a complete certificate chain on the server.',
};
const selfSigned: Advice = {
  what: 'The server’s certificate is self-signed.',
  remedy: 'Name that certificate as CA file under “More line settings”, or give the server one from a known issuer.',
};
const cutOff: Advice = {
  what: 'The connection broke off.',
  remedy: 'It is tried again by itself. If it happens often, look into the server’s log and the network between.',
};

const notSip: Advice = {
  what: 'What the server sends cannot be read as SIP.',
  remedy:
    'Check that address and port lead to the PBX’s SIP over TLS or TCP, and not to a WebSocket or another service.',
};

const byCode: Readonly<Record<string, Advice>> = {
  ECONNREFUSED: {
    what: 'Nothing listens at the server’s address.',
    remedy: 'Check the port (often 8089 for wss://, 5061 for tls://), and that the PBX runs and listens there.',
  },
  ENOTFOUND: wrongAddress,
  EAI_AGAIN: { what: 'The server’s name could not be looked up.', remedy: 'Check the network connection and DNS.' },
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ENETDOWN: noRoute,
  ECONNRESET: cutOff,
  EPIPE: cutOff,
  ETIMEDOUT: silent,
  'connect-timeout': silent,
  'handshake-timeout': {
    what: 'The server accepts the connection but does not go on.',
    remedy: 'Check that the address leads to the PBX, and begins as what it speaks there: wss:// or tls://.',
  },
  'no-answer': {
    what: 'Connected, but SIP requests are not answered.',
    remedy: 'Check that the PBX’s SIP service runs and that the address leads to it.',
  },
  'ping-timeout': {
    what: 'The connection went silent.',
    remedy: 'It is opened again by itself. If it happens often, a firewall or proxy may drop quiet connections.',
  },
  'closed-by-server': cutOff,
  'not-reading': {
    what: 'The server no longer reads what is sent to it.',
    remedy: 'The connection is opened again by itself. If it happens often, look into the PBX’s load.',
  },
  'not-sip': notSip,
  'bad-content-length': notSip,
  'head-too-large': notSip,
  'body-too-large': notSip,
  'no-sip-subprotocol': {
    what: 'The server speaks WebSocket, but not SIP.',
    remedy: 'Check the path of the address; many PBXs use /ws.',
  },
  'malformed-address': {
    what: 'The server’s address is not understood.',
    remedy: 'Use an address such as wss://pbx.example.com:8089/ws or tls://pbx.example.com:5061.',
  },
  'insecure-address': {
    what: 'The server’s address is not encrypted.',
    remedy: 'Use wss:// or tls://, or allow unencrypted connections under “More line settings”.',
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  CERT_HAS_EXPIRED: {
    what: 'The server’s certificate has expired.',
    remedy: 'Renew it on the server. Is this computer’s clock right?',
  },
  CERT_NOT_YET_VALID: {
    what: 'The server’s certificate is not valid yet.',
    remedy: 'Check this computer’s clock, then the certificate.',
  },
  CERT_REVOKED: { what: 'The server’s certificate was revoked.', remedy: 'Install a new one on the server.' },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    what: 'The server’s certificate belongs to another name.',
    remedy: 'Use the name that stands in the certificate, or add this name to it.',
  },
  EPROTO: {
    what: 'The server does not speak TLS at this port.',
    remedy: 'Check the port: encrypted ones are often 8089 (wss://) and 5061 (tls://), plain ones 8088 and 5060.',
  },
};

/** Upgrade requests answered with an HTTP status instead of a WebSocket. */
function httpAnswer(status: string): Advice {
  if (status === '404') {
    return { what: 'There is no WebSocket at this path (404).', remedy: 'Check the path; many PBXs use /ws.' };
  }
  if (status === '401' || status === '403') {
    return {
      what: `The server does not let this computer in (${status}).`,
      remedy: 'Check access lists and the proxy before the PBX.',
    };
  }
  if (status.startsWith('5')) {
    return { what: `The web server reports a fault (${status}).`, remedy: 'Is the PBX behind it running?' };
  }
  return {
    what: `The server answers, but opens no WebSocket (${status}).`,
    remedy: 'Check that address, port and path lead to the PBX’s WebSocket.',
  };
}

function unreachable(code: string): Advice {
  const known = byCode[code];
  if (known !== undefined) return known;
  const [, http] = /^http-(\d{3})$/.exec(code) ?? [];
  if (http !== undefined) return httpAnswer(http);
  if (/^ws-\d+$/.test(code)) return cutOff;
  if (code.startsWith('caFile:')) {
    return { what: 'The CA file cannot be read.', remedy: 'Check its path and that this account may read it.' };
  }
  if (code.startsWith('ERR_SSL')) {
    return { what: 'No encrypted connection came about.', remedy: 'Check the port and the server’s TLS settings.' };
  }
  return { what: 'The server cannot be reached.', remedy: 'Give the code below to whoever looks after the PBX.' };
}

const byStatus: Readonly<Record<number, Advice>> = {
  403: {
    what: 'The server forbids this registration.',
    remedy: 'Check that the address of record may register there, from this network.',
  },
  404: {
    what: 'The server does not know this address.',
    remedy: 'Check the address of record: is the extension created, and the domain right?',
  },
  408: { what: 'The registration timed out in the PBX.', remedy: 'It is tried again by itself.' },
  423: {
    what: 'The server wants registrations to last longer.',
    remedy: 'Lower the PBX’s minimum registration time, for example to 60 s.',
  },
  480: { what: 'The server cannot take the registration now.', remedy: 'It is tried again by itself.' },
  503: {
    what: 'The server is overloaded or in maintenance.',
    remedy: 'It is tried again by itself. If it stays, look into the PBX’s log.',
  },
};

function refused(status: number): Advice {
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status >= 500) {
    return {
      what: 'The server has a fault of its own.',
      remedy: 'It is tried again by itself. Look into the PBX’s log.',
    };
  }
  return { what: 'The server refuses the registration.', remedy: 'Look into the PBX’s log for this time.' };
}

/** The code or status itself is shown beside these words. */
export function lineProblem(problem: LineProblemView): Advice {
  switch (problem.kind) {
    case 'credentials-rejected':
      return {
        what: 'The server rejects the user name or the password.',
        remedy: 'Type the password again. Some PBXs want another authorization user; ask whoever looks after the PBX.',
      };
    case 'displaced':
      return {
        what: 'The desk phone has taken Ringside’s place at the PBX.',
        remedy:
          'At the PBX, allow the extension 2 contacts or more (max_contacts) and keep those that are there (remove_existing=no), then try again here. Until then Ringside leaves the place to the phone.',
      };
    case 'refused':
      return refused(problem.status);
    case 'unreachable':
      return unreachable(problem.code);
  }
}
