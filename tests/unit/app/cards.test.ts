import { expect, test } from 'vitest';
import { Cards } from '../../../main/app/cards.ts';
import { CurrentSession } from '../../../main/app/current-session.ts';
import type { Snapshot } from '../../../main/bridge/contract/call-views.ts';
import type { CallId } from '../../../main/model/call.ts';
import type { ShortcutName, ShortcutRefusal, WantedShortcut } from '../../../main/desktop/shortcuts.ts';
import { johnDoe } from '../switchboard/desk-fakes.ts';
import { FakeSession } from './session-fakes.ts';

/** The caller window, shortcuts and bridge as far as the cards use them. */
function cardsOn(refuse: readonly ShortcutRefusal[] = []) {
  const session = new FakeSession();
  const sent: Snapshot[] = [];
  const presented: string[][] = [];
  const refused: ShortcutRefusal[] = [];
  let wanted: Readonly<Record<ShortcutName, WantedShortcut>> | null = null;
  let summoned = 0;
  const cards = new Cards({
    current: new CurrentSession({ start: () => session, key: () => '' }),
    window: { present: (ids) => presented.push([...ids]), summon: () => (summoned += 1) > 0 },
    windows: { tell: (_event, payload) => sent.push(payload as Snapshot) },
    shortcuts: {
      arm: (all) => {
        wanted = all;
        return refuse;
      },
      disarm: () => (wanted = null),
      get held() {
        return wanted === null || refuse.length > 0 ? [] : ['CommandOrControl+Shift+F9'];
      },
    },
    clock: session.desk.clock,
    platform: 'win32',
    desktop: () => session.settings.desktop,
    onRefusedShortcuts: (refusals) => refused.push(...refusals),
  });
  cards.start();
  return {
    session,
    desk: session.desk,
    cards,
    sent,
    presented,
    refused,
    shortcuts: () => wanted,
    summoned: () => summoned,
  };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
};

test('an INVITE reaches the window at once, and the window is asked to show that very call', () => {
  const { desk, sent, presented } = cardsOn();
  desk.rings();
  expect(sent[0]?.calls.map(({ id, state }) => `${id} ${state.kind}`)).toEqual(['call-1 ringing']);
  expect(presented[0]).toEqual(['call-1']);
});

test('further changes within one frame travel together, and nothing is lost', () => {
  const { desk, sent } = cardsOn();
  desk.rings({ callId: 'a', diversion: [] });
  const first = sent.length;
  for (const callId of ['b', 'c', 'd']) desk.rings({ callId, diversion: [] });
  expect(sent).toHaveLength(first);
  desk.clock.pass(16);
  expect(sent.at(-1)?.calls.map(({ id }) => id)).toEqual(['call-4', 'call-3', 'call-2', 'call-1']);
});

test('a flood is counted, not drawn', () => {
  const { desk, cards } = cardsOn();
  for (let call = 0; call < 25; call += 1) desk.rings({ callId: `flood-${call}`, diversion: [] });
  expect([cards.snapshot().calls.length, cards.snapshot().moreCalls]).toEqual([20, 5]);
});

test('the shortcuts are held only while something rings, and the card names the one it has', () => {
  const { desk, cards, shortcuts } = cardsOn();
  expect(shortcuts()).toBeNull();
  const leg = desk.rings();
  expect([shortcuts() === null, cards.snapshot().transferShortcut]).toEqual([
    false,
    { callId: 'call-1', label: 'Ctrl ⇧ F9' },
  ]);
  desk.stops(leg);
  expect([shortcuts(), cards.snapshot().transferShortcut]).toEqual([null, null]);
});

test('a shortcut that another program holds is told and not named on the card', () => {
  const taken: ShortcutRefusal = { name: 'transfer', accelerator: 'CommandOrControl+Shift+F9', why: 'taken' };
  const { desk, cards, refused } = cardsOn([taken]);
  desk.rings();
  expect([refused, cards.snapshot().transferShortcut]).toEqual([[taken], null]);
});

test('the transfer shortcut sends the topmost card where its plan recommends', async () => {
  const { desk, shortcuts } = cardsOn();
  desk.rings({ callId: 'a', diversion: [] });
  desk.rings({ callId: 'b', diversion: [] });
  desk.crm.answer([johnDoe]);
  await settled();
  desk.clock.pass(300);
  shortcuts()?.transfer.run();
  await settled();
  expect(desk.line.sent.at(-1)).toBe('leg-2 302 102');
});

test('a key that was meant for the former card does not send the one that has just come on top', async () => {
  const { desk, cards, shortcuts } = cardsOn();
  desk.rings({ callId: 'a', diversion: [] });
  desk.clock.pass(5000);
  desk.rings({ callId: 'b', diversion: [] });
  desk.crm.answer([johnDoe]);
  desk.clock.pass(299);
  shortcuts()?.transfer.run();
  await settled();
  expect(desk.line.sent).toEqual(['leg-1 180', 'leg-2 180']);
  expect(cards.snapshot().transferShortcut).toMatchObject({ callId: 'call-2' });
});

test('with a card on top that was just sent on, the shortcut is named on the one that it acts on', async () => {
  const { desk, session, cards } = cardsOn();
  desk.rings({ callId: 'a', diversion: [] });
  desk.rings({ callId: 'b', diversion: [] });
  desk.crm.answer([johnDoe]);
  const newest = session.switchboard.shown().at(-1);
  session.switchboard.send(newest?.call.id ?? ('' as CallId), 'extension:102', null);
  await desk.line.server('acknowledged');
  expect(desk.cards()).toEqual(['call-1 ringing', 'call-2 sent']);
  expect(cards.snapshot().transferShortcut).toMatchObject({ callId: 'call-1' });
});

test('a key that was meant for the colleague’s extension does not ring her mobile, which a lamp has just put in its place', async () => {
  const { desk, shortcuts } = cardsOn();
  desk.rings();
  desk.crm.answer([johnDoe]);
  await settled();
  desk.clock.pass(1000);
  desk.line.lamp('102', 'in-call');
  desk.clock.pass(60);
  await settled();
  shortcuts()?.transfer.run();
  await settled();
  expect(desk.line.sent).toEqual(['leg-1 180']);
  desk.clock.pass(300);
  shortcuts()?.transfer.run();
  await settled();
  expect(desk.line.sent.at(-1)).toBe('leg-1 302 14155550142');
});

test('a key that was meant to send the call on does not answer the caller, which has just become what the button says', async () => {
  const { desk, shortcuts } = cardsOn();
  desk.lamp('idle');
  desk.rings();
  desk.crm.answer([johnDoe]);
  await settled();
  desk.clock.pass(600);
  shortcuts()?.transfer.run();
  await settled();
  expect(desk.line.sent).toEqual(['leg-1 180']);
  desk.clock.pass(300);
  shortcuts()?.transfer.run();
  await settled();
  expect(desk.line.sent.at(-1)).toBe('leg-1 200');
});

test("for one's own client the transfer shortcut does nothing", async () => {
  const { desk, shortcuts } = cardsOn();
  desk.rings();
  desk.crm.answer([johnDoe], '99');
  desk.clock.pass(300);
  shortcuts()?.transfer.run();
  await settled();
  expect(desk.line.sent).toEqual(['leg-1 180']);
});

test('before the CRM has answered the transfer shortcut does nothing, and nothing is sent later for it', async () => {
  const { desk, shortcuts } = cardsOn();
  desk.rings();
  desk.clock.pass(300);
  shortcuts()?.transfer.run();
  desk.crm.answer([johnDoe]);
  await settled();
  expect(desk.line.sent).toEqual(['leg-1 180']);
});

test('the page learns that its window appeared, moved or was summoned', () => {
  const { cards } = cardsOn();
  cards.onWindow({ kind: 'shown' });
  cards.onWindow({ kind: 'moved' });
  cards.onWindow({ kind: 'summoned' });
  expect([cards.snapshot().placement, cards.snapshot().isSummoned]).toEqual([2, true]);
  cards.onWindow({ kind: 'released' });
  expect(cards.snapshot().isSummoned).toBe(false);
});

test('closing the window means hide: the calls ring on', () => {
  const { desk, cards, session } = cardsOn();
  desk.rings();
  cards.onWindow({ kind: 'close-asked' });
  expect([desk.cards(), session.switchboard.isBusy()]).toEqual([[], true]);
});

test('closing the window does not put a caller who was answered here out of sight', async () => {
  const { desk, cards, session } = cardsOn();
  desk.rings();
  session.switchboard.sendToNumber('call-1' as CallId, '102', 'take');
  await desk.line.taking({ kind: 'taken' });
  cards.onWindow({ kind: 'close-asked' });
  expect(desk.cards()).toEqual(['call-1 taken']);
});

test('a caller who was answered here and waits for a choice is reached by the keyboard alone', async () => {
  const { desk, session, cards, shortcuts, summoned } = cardsOn();
  desk.rings();
  desk.crm.answer([johnDoe]);
  session.switchboard.sendToNumber('call-1' as CallId, '104', 'take');
  await desk.line.taking({ kind: 'taken' });
  desk.line.passing({ kind: 'failed', status: 486 });
  await settled();
  expect(cards.snapshot().transferShortcut).toEqual({ callId: 'call-1', label: 'Ctrl ⇧ F9' });
  desk.clock.pass(300);
  shortcuts()?.summon.run();
  shortcuts()?.transfer.run();
  await settled();
  expect([summoned(), desk.line.sent.at(-1)]).toEqual([1, 'leg-1 REFER 102']);
  expect(shortcuts()).toBeNull();
});

test('the card of a caller who was answered here is drawn, whatever flood comes after', async () => {
  const { desk, session, cards } = cardsOn();
  desk.rings();
  session.switchboard.sendToNumber('call-1' as CallId, '102', 'take');
  await desk.line.taking({ kind: 'taken' });
  for (let call = 0; call < 25; call += 1) desk.rings({ callId: `flood-${call}`, from: `<sip:+49309018${call}0@x>` });
  const { calls, moreCalls } = cards.snapshot();
  expect([calls.length, calls.at(-1)?.id, calls[0]?.id, moreCalls]).toEqual([20, 'call-1', 'call-26', 6]);
});

test('a client who is known by heart stands on the first card that goes out', async () => {
  const { desk, sent } = cardsOn();
  const matches = { matches: [johnDoe], asOfEpochMs: 900_000, selfId: null };
  desk.crm.kept = { kind: 'answered', matches, kept: { failure: null } };
  desk.rings();
  expect(sent[0]?.calls.map(({ lookupRevision }) => lookupRevision > 0)).toEqual([true]);
  expect((await desk.lookup('call-1'))?.look).toEqual(desk.crm.kept);
});
