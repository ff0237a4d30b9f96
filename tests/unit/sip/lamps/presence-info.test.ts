import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PRESENCE_LAMP, readPresence } from '../../../../main/sip/lamps/presence-info.ts';

const body = (name: string): string => readFileSync(new URL(`bodies/${name}.xml`, import.meta.url), 'utf8');

test.each([
  ['asterisk-presence-unavailable', 'closed', 'Unavailable'],
  ['asterisk-presence-ready', 'open', 'Ready'],
  ['asterisk-presence-ringing', 'open', 'Ringing'],
  ['asterisk-presence-on-the-phone', 'open', 'On the phone'],
  ['kamailio-presence-open', 'open', null],
  ['kamailio-presence-closed', 'closed', null],
] as const)('%s is %s: %j', (name, basic, note) => {
  expect(readPresence(body(name))).toEqual({ basic, note, activities: [] });
});

test('one device that is open makes the person open, and what the person does is told', () => {
  const xml = `<p:presence xmlns:p="urn:ietf:params:xml:ns:pidf" xmlns:dm="d" xmlns:rpid="r">
    <p:tuple id="desk"><p:status><p:basic>closed</p:basic></p:status></p:tuple>
    <p:tuple id="mobile"><p:status><p:basic>open</p:basic></p:status><p:note>Out</p:note></p:tuple>
    <dm:person id="p"><rpid:activities><rpid:busy/><rpid:on-the-phone/></rpid:activities></dm:person>
  </p:presence>`;
  expect(readPresence(xml)).toEqual({ basic: 'open', note: 'Out', activities: ['busy', 'on-the-phone'] });
});

test.each([
  ['nothing', ''],
  ['a document of another kind', body('asterisk-dialog-idle')],
  ['neither open nor closed', body('asterisk-presence-ready').replace('open', 'ajar')],
  ['no device at all', '<presence/>'],
])('%s tells nothing', (_name, xml) => {
  expect(PRESENCE_LAMP.read(xml, null)).toEqual({ kind: 'unreadable' });
});

test('whatever document arrives, it is read or refused, and never thrown at', () => {
  const ready = body('asterisk-presence-ready');
  const damaged = fc
    .tuple(fc.nat(ready.length), fc.nat(30), fc.string({ unit: 'binary', maxLength: 20 }))
    .map(([at, length, added]) => ready.slice(0, at) + added + ready.slice(at + length));
  fc.assert(
    fc.property(damaged, (xml) => {
      expect(['told', 'unreadable']).toContain(PRESENCE_LAMP.read(xml, null).kind);
    }),
    { numRuns: 1000 },
  );
});
