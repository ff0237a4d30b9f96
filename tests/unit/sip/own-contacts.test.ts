import { expect, test } from 'vitest';
import { OwnContacts } from '../../../main/sip/own-contacts.ts';

const registered = (contacts: OwnContacts, server: string, uri: string): void => {
  contacts.opened(server, uri);
  contacts.asked(300);
  contacts.accepted(300, null);
};

test('the Contact of the link before goes with the first REGISTER over the new one', () => {
  const contacts = new OwnContacts();
  registered(contacts, 'tls://one', 'sip:c@192.0.2.7:1');
  contacts.opened('tls://one', 'sip:c@192.0.2.8:2');
  const before = contacts.former;
  contacts.asked(300);
  contacts.accepted(300, null);
  expect([before, contacts.former]).toEqual([['sip:c@192.0.2.7:1'], []]);
});

test('one whose REGISTER was not answered may be bound all the same', () => {
  const contacts = new OwnContacts();
  contacts.opened('tls://one', 'sip:c@192.0.2.7:1');
  contacts.asked(300);
  contacts.opened('tls://one', 'sip:c@192.0.2.7:2');
  expect(contacts.former).toEqual(['sip:c@192.0.2.7:1']);
});

test('one that a server was left with is remembered until that server is asked again', () => {
  const contacts = new OwnContacts();
  registered(contacts, 'tls://one', 'sip:c@192.0.2.7:1');
  registered(contacts, 'tls://two', 'sip:c@192.0.2.7:2');
  contacts.opened('tls://one', 'sip:c@192.0.2.7:3');
  expect(contacts.former).toEqual(['sip:c@192.0.2.7:1', 'sip:c@192.0.2.7:2']);
});

test('a Contact that stays the same, as over WebSocket, and one that was removed, are not removed again', () => {
  const contacts = new OwnContacts();
  registered(contacts, 'wss://one', 'sip:c@desk.invalid');
  contacts.opened('wss://one', 'sip:c@desk.invalid');
  const same = contacts.former;
  contacts.asked(0);
  contacts.accepted(0, null);
  contacts.opened('tls://one', 'sip:c@192.0.2.7:1');
  expect([same, contacts.former]).toEqual([[], []]);
});

test('a Contact that a server may have rewritten to the address it saw goes too, though ours stays the same', () => {
  const contacts = new OwnContacts();
  contacts.opened('wss://one', 'sip:c@desk.invalid;transport=ws');
  contacts.asked(300);
  contacts.accepted(300, '203.0.113.9:40112');
  contacts.opened('wss://one', 'sip:c@desk.invalid;transport=ws');
  expect(contacts.former).toEqual(['sip:c@203.0.113.9:40112;transport=ws']);
});

test('one that an unanswered REGISTER should have removed goes with the next', () => {
  const contacts = new OwnContacts();
  registered(contacts, 'tls://one', 'sip:c@192.0.2.7:1');
  contacts.opened('tls://one', 'sip:c@192.0.2.7:2');
  contacts.asked(300);
  contacts.opened('tls://one', 'sip:c@192.0.2.7:3');
  expect(contacts.former).toEqual(['sip:c@192.0.2.7:1', 'sip:c@192.0.2.7:2']);
});

test('however many links come up and get no answer, a REGISTER stays small', () => {
  const contacts = new OwnContacts();
  for (let port = 1; port <= 500; port += 1) {
    contacts.opened(`tls://${port % 3}`, `sip:c@192.0.2.7:${port}`);
    contacts.asked(300);
  }
  contacts.opened('tls://0', 'sip:c@192.0.2.7:501');
  expect([contacts.former.length, contacts.former.includes('sip:c@192.0.2.7:500')]).toEqual([24, true]);
});
