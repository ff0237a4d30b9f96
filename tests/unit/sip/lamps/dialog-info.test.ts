import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DIALOG_LAMP,
  mergeDialogInfo,
  ownLineOf,
  readDialogInfo,
  type DialogInfo,
  type LampDialog,
} from '../../../../main/sip/lamps/dialog-info.ts';

const body = (name: string): string => readFileSync(new URL(`bodies/${name}.xml`, import.meta.url), 'utf8');
const dialog = (id: string, state: LampDialog['state']): LampDialog => ({
  id,
  state,
  direction: null,
  callId: null,
  remote: null,
});
const info = (version: number, state: DialogInfo['state'], ...dialogs: readonly LampDialog[]): DialogInfo => ({
  version,
  state,
  dialogs,
});

test.each([
  ['asterisk-dialog-idle', 'idle'],
  ['asterisk-dialog-ringing', 'ringing'],
  ['asterisk-dialog-in-call', 'in-call'],
  ['kamailio-dialog-idle', 'idle'],
  ['kamailio-dialog-ringing', 'ringing'],
  ['kamailio-dialog-in-call', 'in-call'],
  ['kamailio-dialog-ended-beside-ringing', 'ringing'],
])('%s is read as %s', (name, line) => {
  expect(ownLineOf(readDialogInfo(body(name)))).toBe(line);
});

test('Asterisk tells who rings, Kamailio by which call', () => {
  expect([readDialogInfo(body('asterisk-dialog-ringing')), readDialogInfo(body('kamailio-dialog-ringing'))]).toEqual([
    info(2, 'full', {
      id: '101',
      state: 'early',
      direction: 'recipient',
      callId: null,
      remote: { uri: 'sip:+14155550142@127.0.0.1', name: 'Renée <Ünal>' },
    }),
    info(2, 'full', {
      id: 'padi-6b034880-59df-1',
      state: 'early',
      direction: 'recipient',
      callId: 'ffdc614593261b3a4eda2de4@127.0.0.1',
      remote: { uri: 'sip:+14155550142@pbx.example.com', name: null },
    }),
  ]);
});

test.each<[readonly LampDialog['state'][], string]>([
  [[], 'idle'],
  [['terminated'], 'idle'],
  [['trying'], 'ringing'],
  [['proceeding', 'terminated'], 'ringing'],
  [['early'], 'ringing'],
  [['early', 'confirmed'], 'in-call'],
])('a line with calls that are %j is %s', (states, line) => {
  expect(ownLineOf(info(1, 'full', ...states.map((state, at) => dialog(String(at), state))))).toBe(line);
});

test.each([
  ['nothing', ''],
  ['words', 'terminated'],
  ['half a document', body('asterisk-dialog-ringing').slice(0, 200)],
  ['another document', body('asterisk-presence-ready')],
  ['a DTD', `<!DOCTYPE d [<!ENTITY x "y">]>${body('asterisk-dialog-idle').replace(/^.*\n/, '')}`],
  ['an unknown state', body('asterisk-dialog-idle').replace('terminated', 'on-hold')],
  ['a call without a state', body('asterisk-dialog-idle').replace(/ {2}<state>.*\n/, '')],
  ['no version', body('asterisk-dialog-idle').replace(/ version="\d+"/, '')],
  ['two roots', '<dialog-info version="1" state="full"/>'.repeat(2)],
  ['more than 64 kB', `<dialog-info version="1" state="full"/>${' '.repeat(65_536)}`],
  [
    'elements in elements without end',
    `<dialog-info version="1" state="full">${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</dialog-info>`,
  ],
])('%s tells nothing', (_name, xml) => {
  expect(DIALOG_LAMP.read(xml, null)).toEqual({ kind: 'unreadable' });
});

test('Kamailio spells the first state of a call that the phone dials with a capital', () => {
  const dials = body('kamailio-dialog-ringing').replace('early', 'Trying').replace('recipient', 'initiator');
  expect(ownLineOf(readDialogInfo(dials))).toBe('in-call');
});

test.each<LampDialog['state']>(['trying', 'proceeding', 'early', 'confirmed'])(
  'a phone that dials is in a call, and does not ring: %s',
  (state) => {
    const dialled: LampDialog = { ...dialog('a', state), direction: 'initiator' };
    expect(ownLineOf(info(1, 'full', dialled, dialog('b', 'early')))).toBe('in-call');
  },
);

test('a call that the phone dialled and that is over leaves the line idle', () => {
  expect(ownLineOf(info(1, 'full', { ...dialog('a', 'terminated'), direction: 'initiator' }))).toBe('idle');
});

const idle = info(4, 'full', dialog('a', 'terminated'));
const ringing = info(4, 'full', dialog('a', 'early'));

test.each([
  ['the whole state is always taken', null, idle, { kind: 'told', value: idle }],
  [
    'a newer whole state replaces the former',
    info(3, 'full', dialog('b', 'early')),
    idle,
    { kind: 'told', value: idle },
  ],
  ['a document that was overtaken changes nothing', ringing, info(3, 'full'), { kind: 'overtaken' }],
  [
    'a server that does not count its documents is believed',
    ringing,
    info(4, 'full'),
    { kind: 'told', value: info(4, 'full') },
  ],
  ['a part without a whole is not enough', null, info(1, 'partial', dialog('a', 'early')), { kind: 'incomplete' }],
  ['a part after a gap is not enough', ringing, info(6, 'partial', dialog('a', 'confirmed')), { kind: 'incomplete' }],
  ['the same part again changes nothing', ringing, info(4, 'partial', dialog('a', 'confirmed')), { kind: 'overtaken' }],
  [
    'the next part changes its own calls',
    info(4, 'full', dialog('a', 'early'), dialog('b', 'early')),
    info(5, 'partial', dialog('a', 'confirmed'), dialog('b', 'terminated'), dialog('c', 'trying')),
    { kind: 'told', value: info(5, 'full', dialog('a', 'confirmed'), dialog('c', 'trying')) },
  ],
])('%s', (_name, before, told, reading) => {
  expect(mergeDialogInfo(before, told)).toEqual(reading);
});

const names = ['asterisk-dialog-ringing', 'kamailio-dialog-ended-beside-ringing'].map(body);
const damaged = fc
  .tuple(
    fc.constantFrom(...names),
    fc.array(fc.tuple(fc.nat(900), fc.nat(40), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 5 }),
  )
  .map(([xml, cuts]) =>
    cuts.reduce((text, [at, length, added]) => text.slice(0, at) + added + text.slice(at + length), xml),
  );

test('whatever document arrives, it is read or refused, and never thrown at', () => {
  fc.assert(
    fc.property(fc.oneof(damaged, fc.string({ unit: 'binary' })), (xml) => {
      expect(['told', 'incomplete', 'unreadable']).toContain(DIALOG_LAMP.read(xml, null).kind);
    }),
    { numRuns: 2000 },
  );
});

test('in whatever order documents arrive, the line never goes back to an older version', () => {
  const states = fc.constantFrom<LampDialog['state']>('trying', 'early', 'confirmed', 'terminated');
  const document = fc
    .tuple(
      fc.nat(20),
      fc.constantFrom<DialogInfo['state']>('full', 'partial'),
      fc.array(fc.tuple(fc.constantFrom('a', 'b'), states)),
    )
    .map(([version, state, calls]) => info(version, state, ...calls.map(([id, each]) => dialog(id, each))));
  fc.assert(
    fc.property(fc.array(document), (documents) => {
      const versions = documents.reduce<{ known: DialogInfo | null; seen: readonly number[] }>(
        ({ known, seen }, told) => {
          const reading = mergeDialogInfo(known, told);
          const next = reading.kind === 'told' ? reading.value : known;
          return { known: next, seen: [...seen, next?.version ?? 0] };
        },
        { known: null, seen: [] },
      ).seen;
      expect(versions).toEqual(versions.toSorted((one, other) => one - other));
    }),
  );
});
