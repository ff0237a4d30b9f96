/** The tray's pictures as Electron wants them on each system; drawn by tests/icons/draw.ts. */
import { nativeImage } from 'electron';
import type { NativeImage } from 'electron';
import type { TrayState } from './tray-state.ts';
import { trayStates } from './tray-state.ts';

const files = import.meta.glob<string>('./icons/*', { query: '?asset', import: 'default', eager: true });

/** @throws Error when a file of the set is missing: a broken build */
function fileOf(name: string): string {
  const file = files[`./icons/${name}`];
  if (file === undefined) throw new Error(`No tray icon ${name} in this build`);
  return file;
}

function imageOf(state: TrayState, platform: NodeJS.Platform): NativeImage {
  // An .ico holds the sizes of 100 to 300 % scaling; Windows would stretch a .png.
  if (platform === 'win32') return nativeImage.createFromPath(fileOf(`${state}.ico`));
  if (platform !== 'darwin') return nativeImage.createFromPath(fileOf(`${state}@2x.png`));
  const image = nativeImage.createFromPath(fileOf(`${state}Template.png`));
  const twice = nativeImage.createFromPath(fileOf(`${state}Template@2x.png`));
  image.addRepresentation({ scaleFactor: 2, dataURL: twice.toDataURL() });
  // The build renames files, and with them the suffix that Electron looks for.
  image.setTemplateImage(true);
  return image;
}

/** One image a state. Needs a ready app.
 *  @throws Error when a file of the set is missing: a broken build */
export function loadTrayIcons(platform: NodeJS.Platform): ReadonlyMap<TrayState, NativeImage> {
  return new Map(trayStates.map((state) => [state, imageOf(state, platform)]));
}
