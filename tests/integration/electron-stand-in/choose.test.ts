/** What is chosen to run the app, and the words where it cannot be had. */
import { expect, test } from 'vitest';
import { chooseElectron } from '../../electron-stand-in/choose.ts';

const withElectron = (ELECTRON: string): NodeJS.ProcessEnv => ({ ...process.env, ELECTRON });

test('ELECTRON=stand-in takes the stand-in without a try to download', async () => {
  const { host, why } = await chooseElectron({ env: withElectron('stand-in') });
  expect({ host, why }).toEqual({ host: 'stand-in', why: 'ELECTRON=stand-in asks for it' });
});

test('an ELECTRON that means nothing is refused', async () => {
  await expect(chooseElectron({ env: withElectron('maybe') })).rejects.toThrow('neither "real" nor "stand-in"');
});

test('without a Chromium the words say what to set', async () => {
  const env = { ...withElectron('stand-in'), CHROMIUM_PATH: '/nowhere/chromium' };
  await expect(chooseElectron({ env })).rejects.toThrow(/the stand-in cannot run: CHROMIUM_PATH names no program/);
});
