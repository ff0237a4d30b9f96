/** Outbox, storage worker and sender as the app has them, in a process that kills itself at a named point, or is killed. */
import { pathToFileURL } from 'node:url';
import { createClient } from '../../../main/crm/bitrix24/client.ts';
import { createNodeHttp } from '../../../main/crm/bitrix24/node-http.ts';
import { parseWebhook } from '../../../main/crm/bitrix24/webhook.ts';
import { createSender } from '../../../main/crm/sender.ts';
import type { OutboxItem } from '../../../main/model/outbox.ts';
import { Outbox } from '../../../main/outbox/outbox.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { systemClock } from '../crm/live-crm.ts';
import { itemsOf } from './items.ts';
import type { Errand } from './kill-rig.ts';

const errand = JSON.parse(process.argv[2] ?? '') as Errand;
const say = (word: object): boolean => process.stdout.write(`${JSON.stringify(word)}\n`);
let passed = 0;
/** A point where the process may die. */
const at = (point: string): void => {
  if (errand.killAt?.point === point && (passed += 1) === errand.killAt.time) process.kill(process.pid, 'SIGKILL');
  if (errand.isTracing) say({ point });
};

const opened = await openStorage({
  file: errand.file,
  workerUrl: pathToFileURL(errand.workerFile),
  cipherKey: null,
  nowEpochMs: Date.now,
  onProblem: (problem) => {
    throw new Error(JSON.stringify(problem));
  },
  after: systemClock.after,
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const { outbox: rows } = opened.value;

const webhook = parseWebhook(errand.webhook, false);
if (!webhook.ok) throw new Error(JSON.stringify(webhook.error));
const http = createNodeHttp([]);
const wire = createClient({
  webhook: webhook.value,
  timeoutMs: 1000,
  allowInsecure: false,
  http: http.send,
  clock: systemClock,
});
const client: typeof wire = {
  call: async (method, params, signal) => {
    at(`before ${method}`);
    const reply = await wire.call(method, params, signal);
    at(`after ${method}`);
    return reply;
  },
};
const sender = createSender({ portal: webhook.value.portal.host, client, records: client, clock: systemClock });

const outbox = new Outbox({
  store: {
    load: () => rows.load(),
    save: async (row) => {
      at(`before saving ${row.state.kind}`);
      const saved = await rows.save(row);
      say({ kept: row.item.id });
      at(`after saving ${row.state.kind}`);
      return saved;
    },
    remove: async (ids) => {
      at('before removing');
      const removed = await rows.remove(ids);
      at('after removing');
      return removed;
    },
  },
  sender: () => sender,
  clock: systemClock,
  random01: Math.random,
  onProblem: (problem) => {
    throw new Error(JSON.stringify(problem));
  },
  limits: { baseMs: 20, maxMs: 100, settleMs: 150, atOnce: 2 },
});

/** A note on a lead that perhaps was sent waits until a person has decided. */
const isStuck = ({ work }: OutboxItem): boolean =>
  work.kind === 'comment' && work.target.kind === 'lead' && outbox.stateOf(work.target.item)?.kind === 'perhaps-sent';
const isOver = (): boolean =>
  outbox.rows().every(({ item, state }) => ['sent', 'perhaps-sent', 'refused'].includes(state.kind) || isStuck(item));
await outbox.start();
say({ started: true });
for (const item of errand.run === null ? [] : itemsOf(errand.run, Date.now())) outbox.put(item, null);
const over = Promise.withResolvers<null>();
const look = (): void => {
  if (isOver()) over.resolve(null);
};
outbox.onChange(look);
look();
await over.promise;
await outbox.stop();
await opened.value.close();
http.close();
say({ ended: outbox.rows().map(({ item, state }) => [item.id, state.kind]) });
