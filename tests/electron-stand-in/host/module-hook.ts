/** Answers `import … from 'electron'` and `require('electron')` with the stand-in's module. */
import { registerHooks } from 'node:module';
import { strict } from './strict.ts';

const specifiers = new Set(['electron', 'electron/main', 'electron/common']);
const address = 'stand-in:electron';

/** Members that Electron has in renderers only: in its main process they are undefined, and libraries ask for that. */
const rendererOnly = { contextBridge: undefined, ipcRenderer: undefined, webFrame: undefined, webUtils: undefined };

/** A name that the module lacks does not link where it is imported, and throws where it is taken from the default export. */
export function answerElectron(module: object): void {
  const holder = Symbol.for('ringside.electron-stand-in');
  Object.assign(globalThis, { [holder]: strict('electron', { ...rendererOnly, ...module }) });
  const source = [
    `const electron = globalThis[Symbol.for('ringside.electron-stand-in')];`,
    ...Object.keys(module).map((name) => `export const ${name} = electron.${name};`),
    `export { electron as default, electron as 'module.exports' };`,
  ].join('\n');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifiers.has(specifier) ? { url: address, format: 'module', shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === address ? { format: 'module', source, shortCircuit: true } : next(url, context),
  });
}
