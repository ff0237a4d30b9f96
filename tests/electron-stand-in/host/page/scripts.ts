/** The scripts that every new document of a window runs before its own: one for its world, one for its preload's. */
import { randomBytes } from 'node:crypto';
import { makeBridgeEnd } from './bridge-end.ts';
import { makeCodec } from './codec.ts';
import { mainWorld } from './main-world.ts';
import { bindingName, deliverName } from './messages.ts';
import { preloadWorld, type PreloadEnvironment } from './preload-world.ts';

export interface PageScripts {
  mainWorld: string;
  preloadWorld: string;
}

/**
 * @param preload source of the window's preload, CommonJS as a sandboxed preload is; empty for none
 * @param inSubFrames also in iframes, as `nodeIntegrationInSubFrames` asks for
 */
export function pageScripts(preload: string, inSubFrames: boolean): PageScripts {
  const environment: PreloadEnvironment = {
    channel: `stand-in-${randomBytes(8).toString('hex')}-`,
    hostKey: `host-${randomBytes(8).toString('hex')}`,
    bindingName,
    deliverName,
    process: { platform: process.platform, arch: process.arch, versions: { ...process.versions } },
  };
  const { channel, hostKey } = environment;
  const scope = (body: string): string =>
    `if (${inSubFrames ? 'true' : 'self === top'}) {
      const codec = (${makeCodec.toString()})();
      const makeEnd = ${makeBridgeEnd.toString()};
      ${body}
    }`;
  return {
    mainWorld: scope(
      `(${mainWorld.toString()})(makeEnd, codec, ${JSON.stringify(channel)}, ${JSON.stringify(hostKey)});`,
    ),
    preloadWorld: scope(
      `(${preloadWorld.toString()})(makeEnd, codec, ${JSON.stringify(environment)}, (require, module, exports, process) => {\n${preload}\n});`,
    ),
  };
}
