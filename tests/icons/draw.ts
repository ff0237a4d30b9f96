/** `npm run icons`: draws every icon that is checked in, and a sheet of them under reports/ to look at. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { trayStates } from '../../main/desktop/tray-state.ts';
import { findChromium } from '../electron-stand-in/host/chromium-binary.ts';
import { packIco } from './ico.ts';
import type { Picture } from './ico.ts';
import { appIcon, colouredIcon, templateIcon } from './shapes.ts';
import { contactSheet } from './sheet.ts';

const root = join(import.meta.dirname, '../..');
const trayFolder = join(root, 'main/desktop/icons');
const appFolder = join(root, 'build');
const sheetFolder = join(root, 'reports/icons');
/** Windows' small icon at 100, 125, 150, 200 and 300 % scaling. */
const windowsSizes = [16, 20, 24, 32, 48];

async function main(): Promise<void> {
  const found = findChromium(process.env);
  const browser = await chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.env },
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  });
  try {
    const page = await browser.newPage();
    await Promise.all([trayFolder, appFolder, sheetFolder].map((folder) => mkdir(folder, { recursive: true })));
    for (const state of trayStates) {
      await writeFile(join(trayFolder, `${state}@2x.png`), await drawPng(page, colouredIcon(state), 32));
      await writeFile(join(trayFolder, `${state}Template.png`), await drawPng(page, templateIcon(state), 16));
      await writeFile(join(trayFolder, `${state}Template@2x.png`), await drawPng(page, templateIcon(state), 32));
      const pictures: Picture[] = [];
      for (const size of windowsSizes) pictures.push(await drawPixels(page, colouredIcon(state), size));
      await writeFile(join(trayFolder, `${state}.ico`), packIco(pictures));
    }
    await writeFile(join(appFolder, 'icon.png'), await drawPng(page, appIcon, 1024));
    await page.setViewportSize({ width: 960, height: 920 });
    await page.setContent(contactSheet());
    await page.screenshot({ path: join(sheetFolder, 'sheet.png') });
  } finally {
    await browser.close();
  }
}

/** A PNG with a clear background. */
async function drawPng(page: Page, svg: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>html,body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

/** The same picture as bare pixels. */
async function drawPixels(page: Page, svg: string, size: number): Promise<Picture> {
  const png = await drawPng(page, svg, size);
  const rgba = await page.evaluate(
    async ({ url, side }) => {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob());
      const context = new OffscreenCanvas(side, side).getContext('2d');
      if (context === null) throw new Error('This Chromium has no 2D canvas');
      context.drawImage(bitmap, 0, 0);
      return [...context.getImageData(0, 0, side, side).data];
    },
    { url: `data:image/png;base64,${png.toString('base64')}`, side: size },
  );
  return { size, rgba: Uint8Array.from(rgba) };
}

await main();
