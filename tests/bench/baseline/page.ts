/** The least that shows who calls: sip.js in a page, and the caller's number as text. What the app is measured against. */
import { Registerer, SessionState, UserAgent } from 'sip.js';

const query = new URLSearchParams(location.search);
const given = (name: string): string => {
  const value = query.get(name);
  if (value === null) throw new Error(`The address lacks ${name}.`);
  return value;
};
const place = document.querySelector('#call');
const uri = UserAgent.makeURI(given('aor'));
if (place === null || uri === undefined) throw new Error('The page or its address is not what it should be.');

const agent = new UserAgent({
  uri,
  transportOptions: { server: given('server') },
  authorizationUsername: uri.user ?? '',
  authorizationPassword: given('password'),
  logLevel: 'error',
  delegate: {
    onInvite: (invitation) => {
      const number = document.createElement('p');
      number.textContent = invitation.remoteIdentity.uri.user ?? '';
      place.replaceChildren(number);
      invitation.stateChange.addListener((state) => {
        if (state === SessionState.Terminated) place.replaceChildren();
      });
      void invitation.progress();
    },
  },
});
await agent.start();
await new Registerer(agent).register();
