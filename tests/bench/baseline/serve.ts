/** Builds the baseline's page and serves it on loopback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'vite';

export interface ServedPage {
  /** `http://127.0.0.1:PORT/baseline.html` */
  readonly url: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

export async function serveBaseline(): Promise<ServedPage> {
  const files = await bundle();
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.slice(1);
    const content = files.get(name);
    response.writeHead(content === undefined ? 404 : 200, {
      'content-type': types[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain',
    });
    response.end(content);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/baseline.html`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Minified as the app's own pages are. */
async function bundle(): Promise<Map<string, string | Uint8Array>> {
  const built = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    build: {
      rolldownOptions: { input: join(import.meta.dirname, 'baseline.html') },
      write: false,
      minify: true,
      target: 'esnext',
      modulePreload: { polyfill: false },
    },
  });
  if ('on' in built) throw new Error('Vite watches instead of building.');
  const outputs = Array.isArray(built) ? built.flatMap(({ output }) => output) : built.output;
  return new Map(
    outputs.map((output) => [output.fileName, output.type === 'chunk' ? output.code : output.source] as const),
  );
}
