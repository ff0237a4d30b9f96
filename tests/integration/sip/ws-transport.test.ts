import { afterEach, beforeEach, expect, test } from 'vitest';
import { LINE_TIMING } from '../../../main/sip/line-options.ts';
import { WsTransport } from '../../../main/sip/ws-transport.ts';
import { createPbx, type Pbx } from '../../rig/pbx/index.ts';
import { FakeClock } from '../../unit/sip/fake-clock.ts';

let pbx: Pbx;

beforeEach(async () => {
  pbx = await createPbx({ users: [] });
});

afterEach(() => pbx.close());

test('a half-open link is noticed within 20 s of its last sign of life', async () => {
  const clock = new FakeClock(0);
  const opened = Promise.withResolvers<null>();
  const lost: unknown[] = [];
  const transport = new WsTransport({
    ...LINE_TIMING,
    clock,
    onData: () => undefined,
    onSend: (text) => text,
    onOpen: () => {
      opened.resolve(null);
    },
    onLost: (code) => lost.push([code, clock.nowEpochMs()]),
  });
  transport.open(pbx.url, []);
  await opened.promise;
  pbx.stopAnswering();
  clock.advance(20_000);
  expect([lost, transport.isConnected()]).toEqual([[['ping-timeout', 15_000]], false]);
});
