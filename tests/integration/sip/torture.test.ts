import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMessage, firstHeader } from '../../../main/sip/raw-message.ts';
import { createPbx, type Pbx } from '../../rig/pbx/index.ts';
import { AnswerLog, proveAlive } from './raw-answers.ts';
import { isInvite, isRegistered, PASSWORD, startLine, USER, type RigLine } from './rig-line.ts';

interface Row {
  /** First answer beyond 100, before any person acts; null: none. */
  readonly answer: number | null;
  readonly card: boolean;
  readonly why: string;
}

const folder = new URL('./rfc4475/', import.meta.url);
const table = JSON.parse(readFileSync(new URL('./torture.json', import.meta.url), 'utf8')) as Record<string, Row>;
let pbx: Pbx;
let rig: RigLine;
let answers: AnswerLog;

beforeAll(async () => {
  pbx = await createPbx({ users: [{ user: USER, password: PASSWORD }] });
  rig = startLine({ servers: [pbx.url] });
  rig.line.subscribe((event) => {
    if (event.kind === 'invite') rig.line.ring(event.leg);
  });
  await rig.when(isRegistered);
  answers = new AnswerLog(pbx, USER);
});

afterAll(async () => {
  await rig.stop();
  await pbx.close();
});

test('every message of the folder has its row', () => {
  expect(Object.keys(table)).toEqual(readdirSync(folder).toSorted());
});

test.each(Object.entries(table))('%s is answered with what the table says: %j', async (file, { answer, card }) => {
  const bytes = readFileSync(new URL(file, folder));
  const message = readMessage(bytes.toString('utf8'));
  const callId = message === null ? 'none' : firstHeader(message, 'call-id');
  const faultsBefore = rig.faults.length;
  const startedMs = performance.now();
  pbx.sendRaw(USER, bytes);
  await proveAlive(pbx, USER);
  const tookMs = performance.now() - startedMs;

  expect({
    answer: answers.to(callId).find((status) => status > 100) ?? null,
    card: rig.events.filter(isInvite).some(({ headers }) => headers.callId === callId),
  }).toEqual({ answer, card });
  expect(rig.faults.slice(faultsBefore).filter(({ kind }) => kind !== 'dropped')).toEqual([]);
  expect(tookMs).toBeLessThan(1000);
});
