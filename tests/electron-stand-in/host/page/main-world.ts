/** What runs in a page's own world before its scripts. Sent to pages as text: nothing here may close over anything. */
import type { MakeBridgeEnd } from './bridge-end.ts';
import type { Codec } from './codec.ts';

/** The host's own functions, exposed beside the app's: asked before the page gets a permission or opens a window. */
export interface HostApi {
  open: (url: string, frameName: string, features: string) => void;
  permission: (permission: string, mediaTypes: string[]) => Promise<boolean>;
  check: (permission: string) => Promise<boolean>;
}

/** Receives exposed APIs, and sends windows and permissions past the app's handlers. */
export function mainWorld(makeEnd: MakeBridgeEnd, codec: Codec, channel: string, hostKey: string): void {
  let host: HostApi | undefined;
  makeEnd(codec, `${channel}i`, `${channel}m`, (key, api) => {
    if (key === hostKey) {
      host = api as HostApi;
      return;
    }
    if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
    Object.defineProperty(window, key, { value: api, enumerable: true });
  });
  const theHost = (): HostApi => {
    if (!host) throw new Error('Electron stand-in: the page ran before its preload');
    return host;
  };

  // Chromium would hold a popup inside this very process, so that opening a window is asked for, never done from here.
  window.open = (url = '', frameName = '', features = '') => {
    theHost().open(new URL(url, location.href).href, frameName, features);
    return null;
  };
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[target=_blank]') : null;
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    theHost().open(link.href, '', '');
  });

  // A page that is not secure, such as about:blank, has none of what follows.
  if (!isSecureContext) return;
  const refuse = (): never => {
    throw new DOMException('Permission denied', 'NotAllowedError');
  };
  const { mediaDevices, permissions, clipboard, geolocation } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const types = (['audio', 'video'] as const).filter((type) => constraints?.[type]);
    return (await theHost().permission('media', types)) ? getUserMedia(constraints) : refuse();
  };
  const readText = clipboard.readText.bind(clipboard);
  clipboard.readText = async () => ((await theHost().permission('clipboard-read', [])) ? readText() : refuse());
  Notification.requestPermission = async () =>
    (await theHost().permission('notifications', [])) ? 'granted' : 'denied';
  const locate = geolocation.getCurrentPosition.bind(geolocation);
  geolocation.getCurrentPosition = (success, failure, options) => {
    const denied = { code: 1, message: 'User denied Geolocation', PERMISSION_DENIED: 1 } as GeolocationPositionError;
    void theHost()
      .permission('geolocation', [])
      .then((isAllowed) => {
        if (isAllowed) locate(success, failure, options);
        else failure?.(denied);
      });
  };
  const query = permissions.query.bind(permissions);
  permissions.query = async (descriptor) => {
    const status = await query(descriptor);
    const isAllowed = await theHost().check(descriptor.name);
    Object.defineProperty(status, 'state', { value: isAllowed ? 'granted' : 'denied' });
    return status;
  };
}
