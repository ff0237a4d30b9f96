/** A sheet of all icons at true size and enlarged, on light and dark taskbars. */
import { trayStates } from '../../main/desktop/tray-state.ts';
import { appIcon, colouredIcon, templateIcon } from './shapes.ts';

const picture = (svg: string, size: number): string =>
  `<img width="${size}" height="${size}" alt="" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`;

const row = (
  background: string,
  ink: string,
  draw: (state: (typeof trayStates)[number]) => string,
  filter = '',
): string =>
  `<div class="row" style="background:${background};color:${ink}">${trayStates
    .map((state) => {
      const sizes = [16, 20, 24, 32, 64].map((size) => picture(draw(state), size)).join('');
      return `<figure><span style="filter:${filter}">${sizes}</span><figcaption>${state}</figcaption></figure>`;
    })
    .join('')}</div>`;

/** HTML of the sheet. */
export function contactSheet(): string {
  return `<style>body{margin:0;font:11px sans-serif}.row{display:grid;grid-template-columns:repeat(4,1fr);padding:8px}
    figure{margin:4px}img{margin-right:10px;vertical-align:middle}.app{padding:8px;background:#c9d3dc}</style>
    ${row('#f3f3f3', '#000', colouredIcon)}${row('#1f1f1f', '#fff', colouredIcon)}
    ${row('#e8e8ea', '#000', templateIcon)}${row('#2a2a2e', '#fff', templateIcon, 'invert(1)')}
    <div class="app">${[16, 32, 48, 64, 128].map((size) => picture(appIcon, size)).join('')}</div>`;
}
