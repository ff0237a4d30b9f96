/** Electron's default session: permissions, and little else that the app may use. */
import type { Recorder } from './recorder.ts';
import type { WebFrame } from './frames.ts';
import { StrictEmitter } from './strict.ts';

type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type Protocol = Pick<Electron.Protocol, 'handle' | 'unhandle' | 'isProtocolHandled'>;

export class DefaultSession
  extends StrictEmitter
  implements
    Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setDisplayMediaRequestHandler'
      | 'setSpellCheckerEnabled'
      | 'clearStorageData'
      | 'clearCache'
    >
{
  readonly protocol: Protocol;
  readonly #recorder: Recorder;
  #onRequest: RequestHandler | null = null;
  #onCheck: CheckHandler | null = null;

  constructor(protocol: Protocol, recorder: Recorder) {
    super();
    this.protocol = protocol;
    this.#recorder = recorder;
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#onRequest = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#onCheck = handler;
  }

  setDevicePermissionHandler(): void {
    // There are no devices here: the handler is never asked.
  }

  setDisplayMediaRequestHandler(): void {
    // There is no screen here: the handler is never asked.
  }

  setSpellCheckerEnabled(): void {
    // There is no spell checker here.
  }

  clearStorageData(): Promise<void> {
    return Promise.resolve();
  }

  clearCache(): Promise<void> {
    return Promise.resolve();
  }

  /** What a page is told that asks for a permission; as in Electron, yes where the app has set no handler. */
  async request(contents: object, frame: WebFrame, permission: string, mediaTypes: string[]): Promise<boolean> {
    const handler = this.#onRequest;
    const details = {
      requestingUrl: frame.url,
      securityOrigin: frame.origin,
      isMainFrame: frame.parent === null,
      ...(permission === 'media' ? { mediaTypes: mediaTypes as ('audio' | 'video')[] } : {}),
    };
    const isAllowed =
      handler === null ||
      (await new Promise<boolean>((resolve) => {
        handler(contents as Electron.WebContents, permission as Parameters<RequestHandler>[1], resolve, details);
      }));
    this.#recorder.permissions.push({ permission, how: 'request', isAllowed });
    return isAllowed;
  }

  check(contents: object, frame: WebFrame, permission: string): boolean {
    const isMainFrame = frame.parent === null;
    const isAllowed =
      this.#onCheck?.(contents as Electron.WebContents, permission as Parameters<CheckHandler>[1], frame.origin, {
        isMainFrame,
        requestingUrl: frame.url,
      }) ?? true;
    this.#recorder.permissions.push({ permission, how: 'check', isAllowed });
    return isAllowed;
  }
}
