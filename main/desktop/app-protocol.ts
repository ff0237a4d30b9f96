/** Serves the pages as `app://ringside/…`, so that they have an origin of their own and no file access. */
import { protocol } from 'electron';
import { appScheme, readAsset } from './asset.ts';
import type { AssetRefusal } from './asset.ts';
import { pageHeaders } from './page-headers.ts';

/** Tells Chromium what kind of scheme it is. Call it before the app is ready, once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers the scheme from a folder. Needs a ready app.
 *  @param root absolute folder of the built pages
 *  @param onRefused a page asked for what it cannot have: a broken build or an attack
 *  @returns stops answering */
export function serveApp(root: string, onRefused: (refusal: AssetRefusal) => void): () => void {
  protocol.handle(appScheme, async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: pageHeaders });
    const asset = await readAsset(root, request.url);
    if (asset.ok)
      return new Response(asset.value.bytes, { headers: { ...pageHeaders, 'Content-Type': asset.value.mime } });
    onRefused(asset.error);
    return new Response(null, { status: 404, headers: pageHeaders });
  });
  return () => {
    protocol.unhandle(appScheme);
  };
}
