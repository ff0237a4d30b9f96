/** sip.js as it comes: a stock user agent with Node's own WebSocket, in a process of its own, since some messages end it.
 *  Started with the server's URL, user and password; told what to do by messages, and tells what it sees. */
import { mock } from 'node:test';
import type { Invitation, Registerer, UserAgent } from 'sip.js';

export type BareReport =
  | { readonly kind: 'registration'; readonly state: string; readonly contact: string }
  | { readonly kind: 'rejected'; readonly status: number }
  | { readonly kind: 'invite' }
  | { readonly kind: 'disconnected' }
  | {
      readonly kind: 'states';
      readonly registration: string;
      readonly calls: readonly string[];
      readonly isConnected: boolean;
    };

export type BareCommand = { readonly do: 'states' } | { readonly do: 'tick'; readonly ms: number };

const [server = '', user = '', password = '', isClockMocked] = process.argv.slice(2);
// sip.js's own timers, moved by hand, where a test asks for it.
if (isClockMocked === 'mocked-clock') mock.timers.enable({ apis: ['setTimeout'] });

const tell = (report: BareReport): void => {
  process.send?.(report);
};

const sip = await import('sip.js');
const calls: Invitation[] = [];
const uri = sip.UserAgent.makeURI(`sip:${user}@pbx.example.com`);
if (uri === undefined) throw new Error('no URI');
const agent: UserAgent = new sip.UserAgent({
  uri,
  transportOptions: { server, traceSip: false },
  authorizationUsername: user,
  authorizationPassword: password,
  logBuiltinEnabled: false,
  sessionDescriptionHandlerFactory: () => ({
    close: () => undefined,
    hasDescription: () => false,
    getDescription: () => Promise.reject(new Error('no media')),
    setDescription: () => Promise.reject(new Error('no media')),
    sendDtmf: () => false,
  }),
  delegate: {
    onInvite: (invitation) => {
      calls.push(invitation);
      tell({ kind: 'invite' });
    },
    onDisconnect: () => {
      tell({ kind: 'disconnected' });
    },
  },
});
await agent.start();
const registerer: Registerer = new sip.Registerer(agent);
registerer.stateChange.addListener((state) => {
  tell({ kind: 'registration', state, contact: agent.contact.uri.toString() });
});
await registerer.register({
  requestDelegate: {
    onReject: ({ message }) => {
      tell({ kind: 'rejected', status: message.statusCode ?? 0 });
    },
  },
});

process.on('message', (command: BareCommand) => {
  if (command.do === 'tick') mock.timers.tick(command.ms);
  else {
    tell({
      kind: 'states',
      registration: registerer.state,
      calls: calls.map(({ state }) => state),
      isConnected: agent.isConnected(),
    });
  }
});
process.on('disconnect', () => {
  process.exit(0);
});
