/** Whom the CRM's client trusts: nobody's word but the certificate's. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createNodeHttp, type NodeHttp } from '../../../main/crm/bitrix24/node-http.ts';
import { selfSigned } from '../../rig/pbx/index.ts';

let server: Server;
let http: NodeHttp;

beforeEach(async () => {
  server = createServer(selfSigned(Date.now() + 60_000), (_, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  http = createNodeHttp([]);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  http.close();
  await new Promise((resolve) => server.close(resolve));
});

it('No variable of the environment makes the webhook go to whoever answers', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/rest/1/s/profile.json`);
  const answer = await http.send({ url, headers: {}, body: '{}', signal: new AbortController().signal });
  expect(answer).toEqual({ kind: 'failure', reason: 'certificate', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});
