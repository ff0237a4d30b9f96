/** Two servers in `sip.servers`: where the first is gone the second takes over, and the line goes back when the first is there again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { LineEvent } from '../../../main/model/line.ts';
import { openLink } from '../../../main/sip/transport/open-link.ts';
import { cardWith, expectTexts } from '../../e2e/cards.ts';
import type { DeskConfig } from '../../e2e/desk.ts';
import { usualTransport } from '../companion.ts';
import { startHeadlessDesk, type HeadlessDesk } from '../headless-desk.ts';
import { sharedServer, useOffice, useOwnServer } from '../use-office.ts';

const first = useOwnServer('asterisk');
const second = sharedServer('kamailio');
const urls = (): { first: string; second: string } => ({
  first: first().urls[usualTransport()],
  second: second.urls[usualTransport()],
});

/** Each has an authority of its own: the company's file holds both. */
const atBoth = (usual: DeskConfig): DeskConfig => {
  const caFile = join(dirname(first().caFile), 'both.crt');
  writeFileSync(caFile, [first(), second].map((server) => readFileSync(server.caFile, 'utf8')).join('\n'));
  const { first: one, second: other } = urls();
  return { ...usual, sip: { ...usual.sip, servers: [one, other], caFile, pbx: 'generic' } };
};

const atFirst = useOffice(first, { companions: [] });
const atSecond = useOffice(second, { companions: [{ desk: '101', config: atBoth }] });
let headless: HeadlessDesk | null = null;
afterEach(async () => {
  await headless?.stop();
  headless = null;
});

const isRegisteredAt =
  (server: string) =>
  (event: LineEvent): boolean =>
    event.kind === 'status' && event.status.kind === 'registered' && event.status.server === server;

test('while the first server is there, calls come through it; where it dies, they come through the second', async () => {
  const { companion, newClient, callIn, phone } = atSecond();
  const page = await companion().callerPage();
  const status = await companion().openStatus();
  await expectTexts(status.locator('main'), ['Reachable, checked', urls().first]);
  const early = await atFirst().callIn('101', newClient('Fay First'));
  await expectTexts(cardWith(page, 'Fay First'), ['ringing 0:0', 'Anna Petrova']);
  atFirst().phone('101').answer();
  expect(await early.whenHears()).toBe('101');
  early.hangUp();
  await atFirst().phone('101').whenState('idle');

  await first().kill();
  await expectTexts(status.locator('main'), [
    urls().second,
    'Nothing listens at the server’s address.',
    'Reachable, checked',
  ]);
  const late = await callIn('101', newClient('Sia Second'));
  await expectTexts(cardWith(page, 'Sia Second'), ['ringing 0:0', 'Anna Petrova']);
  phone('101').answer();
  expect([(await late.whenFinal()).status, await late.whenHears()]).toEqual([200, '101']);
});

test('the first server is there again: the line goes back to it, but not while a call rings', async () => {
  const opened: string[] = [];
  await first().kill();
  const { portal, phone, newClient, callIn } = atSecond();
  headless = await startHeadlessDesk(
    { server: second, portal, desk: '102', config: atBoth },
    {
      // As every 200 s, but sooner.
      timing: { scoutIntervalMs: 500, scoutAgainMs: 200 },
      openLink: (options, events) => {
        opened.push(options.url);
        return openLink(options, events);
      },
    },
  );
  expect(headless.events.filter(isRegisteredAt(urls().second))).not.toEqual([]);
  const call = await callIn('102', newClient('Rita Rings-on'));
  await headless.whenShown(({ call: { state } }) => state.kind === 'ringing');
  const from = headless.events.length;
  await first().restart();
  const looks = opened.length;
  // The second look is made because the first one found the server, and a call that rings.
  const looksSince = (): number => opened.slice(looks).filter((url) => url === urls().first).length;
  await expect.poll(looksSince).toBeGreaterThan(2);
  phone('102').answer();
  expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
  await headless.whenTold(isRegisteredAt(urls().first), from);
  const told = headless.events.slice(from).map((event) => (event.kind === 'status' ? event.status.kind : event.kind));
  expect(told).not.toContain('legs-lost');
  expect(told.indexOf('registering')).toBeGreaterThan(told.indexOf('leg-stopped'));

  await Promise.all(atFirst().phones.map((each) => each.register()));
  const next = await atFirst().callIn('102', newClient('Bea Back'));
  await headless.whenShown(({ call: { state } }) => state.kind === 'ringing');
  atFirst().phone('102').answer();
  expect([(await next.whenFinal()).status, await next.whenHears()]).toEqual([200, '102']);
});
